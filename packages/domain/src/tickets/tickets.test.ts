import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { isWithin } from '../access/audience.ts';
import { noteOnTicket, raiseTicket, replyToTicket } from './conversation.ts';
import { raiseInput, replyInput } from './inputs.ts';
import { amendTicket } from './fields.ts';
import {
  acceptAnswer,
  assignTicket,
  cancelTicket,
  closeTicket,
  passTurn,
  rejectAnswer,
  reopenTicket,
} from './moves.ts';
import { mentionRefusal, refusal, ticketMoves, type TicketMove } from './refusal.ts';
import { openStates, ticketStates, type Message, type Ticket, type TicketState } from './ticket.ts';
import {
  uuid,
  noon,
  later,
  everybody,
  around,
  bits,
  person,
  camille,
  shuya,
  lixing,
  pair,
  raising,
  rowOf,
  raised,
  replying,
  refused,
} from './test-cast.ts';

describe('the rule table', () => {
  const unfinished = openStates.filter((state) => state !== 'proposed');
  const startsFrom: Record<TicketMove, readonly TicketState[]> = {
    reply: [...openStates, 'resolved'],
    note: ticketStates,
    edit: [...openStates, 'resolved'],
    triage: ['new', 'triaged'],
    ask: unfinished,
    pass: unfinished,
    propose: unfinished,
    accept: ['proposed'],
    reject: ['proposed'],
    resolve: openStates,
    close: [...unfinished, 'resolved'],
    cancel: openStates,
    reopen: ['resolved', 'closed', 'cancelled'],
    assign: openStates,
    amend: openStates,
    label: ticketStates,
    askSeverity: openStates,
    consent: openStates,
    decline: openStates,
    watch: ticketStates,
    merge: openStates,
    undo: ticketStates,
    share: ticketStates,
  };
  const cells = ticketMoves.flatMap((move) => ticketStates.map((state) => [move, state] as const));

  test.each(cells)('%s from %s starts where the table says', (move, state) => {
    const ticket = raised({ state, turnParty: 'cdmo' });
    const able = ['propose', 'askSeverity'].includes(move) ? camille : lixing;
    expect(refusal(ticket, move, able)).toBe(startsFrom[move].includes(state) ? null : 'not-in-this-state');
  });

  const sides: [TicketMove, TicketState, string | null, string | null, string | null][] = [
    // move, state, the raiser (CDMO), the company whose turn it is (sponsor), a third that sees it (licensee)
    ['reply', 'in-progress', null, null, null],
    ['note', 'closed', null, null, null],
    ['triage', 'new', 'not-your-turn', null, 'not-your-turn'],
    ['ask', 'in-progress', null, null, 'not-your-turn'],
    ['pass', 'in-progress', null, null, 'not-your-turn'],
    ['propose', 'in-progress', 'own-question', null, null],
    ['accept', 'proposed', null, 'raiser-decides', 'raiser-decides'],
    ['reject', 'proposed', null, 'raiser-decides', 'raiser-decides'],
    ['resolve', 'in-progress', null, 'raiser-decides', 'raiser-decides'],
    ['close', 'in-progress', null, 'raiser-decides', 'raiser-decides'],
    ['cancel', 'new', null, 'raiser-decides', 'raiser-decides'],
    ['reopen', 'closed', null, 'raiser-decides', 'raiser-decides'],
    ['assign', 'new', null, null, null],
    ['amend', 'new', null, null, null],
    ['label', 'closed', null, null, null],
    ['askSeverity', 'new', 'own-severity', null, null],
    ['consent', 'new', null, 'raiser-decides', 'raiser-decides'],
    ['decline', 'new', null, 'raiser-decides', 'raiser-decides'],
    ['watch', 'closed', null, null, null],
    ['merge', 'new', null, null, 'not-your-turn'],
    ['undo', 'closed', null, null, null],
    ['share', 'in-progress', null, 'owner-shares', 'owner-shares'],
  ];
  test.each(sides)('%s in %s: each company hears its own answer', (move, state, raiser, turn, third) => {
    const ticket = raised({ state, audience: everybody });
    expect([refusal(ticket, move, lixing), refusal(ticket, move, camille), refusal(ticket, move, shuya)]).toEqual([
      raiser,
      turn,
      third,
    ]);
  });

  test.each(ticketMoves)('a viewer may not %s', (move) => {
    expect(refusal(raised(), move, person('reader', 'cdmo', 'viewer'))).toBe('not-your-role');
  });

  test('a company that works on its own ticket answers itself', () => {
    expect(refusal(raised({ audience: bits('cdmo'), state: 'in-progress' }), 'propose', lixing)).toBeNull();
  });
});

describe('raising', () => {
  test('makes the ticket and its question, and tells the company that is asked', () => {
    const outcome = raiseTicket(lixing, raising({ mentions: ['camille'] }), 'T-7KQ4', around);
    expect(outcome.changes.map(({ kind, verb }) => `${kind}.${verb}`)).toEqual(['ticket.raised', 'message.posted']);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({
      state: 'new',
      turnParty: 'sponsor',
      raisedByParty: 'cdmo',
    });
    expect(outcome.notices).toMatchObject([
      { reason: 'your-turn', to: { partyIds: ['sponsor'] } },
      { reason: 'mentioned', to: { memberIds: ['camille'] } },
    ]);
  });

  test.each([
    ['an audience without the own company', { audience: bits('sponsor') }, 'audience-without-own-company'],
    ['a company nobody here knows of', { audience: bits('cdmo', 'hidden') }, 'audience-reveals-company'],
    ['the turn of a company that cannot see it', { turnParty: 'licensee' }, 'turn-outside-audience'],
    ['a mention of somebody who cannot see it', { mentions: ['shuya'] }, 'mention-outside-audience'],
    ['a mention of somebody unknown', { mentions: ['nobody'] }, 'mention-outside-audience'],
  ])('refuses %s', (_what, over, reason) => {
    expect(refused(() => raiseTicket(lixing, raising(over), 'T-7KQ4', around))).toBe(reason);
  });

  test('refuses an unknown category and an empty title at the door', () => {
    const valid = { ...raising(), turnParty: uuid() };
    expect(raiseInput.safeParse(valid).success).toBe(true);
    expect(raiseInput.safeParse({ ...valid, category: 'TS-NONE' }).success).toBe(false);
    expect(raiseInput.safeParse({ ...valid, title: ' \t ' }).success).toBe(false);
  });
});

describe('replying', () => {
  test('a first reply of the company asked begins the work and leaves the turn', () => {
    const outcome = replyToTicket(raised(), camille, replying(), around);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({
      state: 'in-progress',
      turnParty: 'sponsor',
      lastReplyAt: later,
      watchers: ['lixing', 'camille'],
    });
    expect(outcome.notices).toMatchObject([{ reason: 'update', to: { memberIds: ['lixing'] } }]);
  });

  test.each([
    ['to the raiser', 'cdmo', 'awaiting-raiser'],
    ['to a third company', 'licensee', 'awaiting-third-party'],
    ['to oneself', 'sponsor', 'in-progress'],
  ] as const)('with the turn %s', (_who, passTo, state) => {
    const ticket = raised({ state: 'in-progress', audience: everybody });
    const outcome = replyToTicket(ticket, camille, replying({ passTo }), around);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({ state, turnParty: passTo });
    expect(rowOf<Message>(outcome, 'message')).toMatchObject({ passedTo: passTo });
    const reasons = outcome.notices.map(({ reason }) => reason);
    expect(reasons).toEqual(passTo === 'sponsor' ? ['update'] : ['your-turn', 'update']);
  });

  test('the time of the turn starts anew only when the company changes', () => {
    const ticket = raised({ state: 'in-progress', audience: everybody });
    expect(
      rowOf<Ticket>(
        passTurn(ticket, camille, { commandId: uuid(), ticketId: ticket.id, to: 'sponsor' }, around),
        'ticket',
      ).turnSince,
    ).toBe(noon);
    expect(
      rowOf<Ticket>(passTurn(ticket, camille, { commandId: uuid(), ticketId: ticket.id, to: 'cdmo' }, around), 'ticket')
        .turnSince,
    ).toBe(later);
  });

  test('a raiser who redirects an untouched question asks another company', () => {
    const ticket = raised({ audience: everybody });
    const outcome = passTurn(ticket, lixing, { commandId: uuid(), ticketId: ticket.id, to: 'licensee' }, around);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({
      state: 'new',
      askedParty: 'licensee',
      turnParty: 'licensee',
    });
  });

  test('the turn cannot go to a company that does not see the ticket', () => {
    expect(refused(() => replyToTicket(raised(), camille, replying({ passTo: 'licensee' }), around))).toBe(
      'turn-outside-audience',
    );
  });

  test('a reply by whoever does not hold the turn cannot pass it on', () => {
    const ticket = raised({ audience: everybody, state: 'in-progress' });
    expect(refused(() => replyToTicket(ticket, shuya, replying({ passTo: 'cdmo' }), around))).toBe('not-your-turn');
  });

  test('proposing and passing at once is refused at the door', () => {
    const input = { ...replying({ proposed: true }), ticketId: uuid() };
    expect(replyInput.safeParse(input).success).toBe(true);
    expect(replyInput.safeParse({ ...input, passTo: uuid() }).success).toBe(false);
  });

  test('property: a reply is within its ticket, a note within its own company, for every audience', () => {
    for (let mask = 1; mask < 8; mask += 1) {
      const companies = (['sponsor', 'licensee', 'cdmo'] as const).filter((_, index) => mask & (1 << index));
      const ticket = raised({ audience: bits(...companies), state: 'in-progress', turnParty: companies[0]! });
      for (const company of companies) {
        const actor = person('camille', company);
        const reply = rowOf<Message>(replyToTicket(ticket, actor, replying(), around), 'message');
        const note = rowOf<Message>(noteOnTicket(ticket, actor, { ...replying() }, around), 'message');
        expect(isWithin(reply.audience, ticket.audience)).toBe(true);
        expect([note.audience, isWithin(note.audience, ticket.audience)]).toEqual([bits(company), true]);
      }
    }
  });
});

describe('a private note', () => {
  test('does not move the ticket, and may be written when it is closed', () => {
    const outcome = noteOnTicket(raised({ state: 'closed' }), camille, replying({ mentions: ['julien'] }), around);
    expect(outcome.changes.map(({ kind }) => kind)).toEqual(['message']);
    expect(outcome.notices).toMatchObject([{ reason: 'mentioned', to: { memberIds: ['julien'] } }]);
  });

  test('cannot tell anybody outside the company', () => {
    expect(refused(() => noteOnTicket(raised(), camille, replying({ mentions: ['lixing'] }), around))).toBe(
      'mention-outside-audience',
    );
  });

  test('no one learns of a mention beyond what is seen', () => {
    expect(mentionRefusal(['shuya'], everybody, around)).toBeNull();
    expect(mentionRefusal(['shuya'], pair, around)).toBe('mention-outside-audience');
  });
});

describe('an answer', () => {
  const proposing = () => {
    const ticket = raised({ state: 'in-progress' });
    const outcome = replyToTicket(ticket, camille, replying({ proposed: true }), around);
    return { ticket: rowOf<Ticket>(outcome, 'ticket'), proposal: rowOf<Message>(outcome, 'message') };
  };

  test('proposed gives the raiser the turn; accepted resolves; closed keeps why', () => {
    const { ticket, proposal } = proposing();
    expect(ticket).toMatchObject({ state: 'proposed', turnParty: 'cdmo', proposedMessageId: proposal.id });

    const resolved = rowOf<Ticket>(
      acceptAnswer(ticket, proposal, lixing, { commandId: uuid(), ticketId: ticket.id }, around),
      'ticket',
    );
    expect(resolved).toMatchObject({
      state: 'resolved',
      acceptedMessageId: proposal.id,
      answer: 'Raise the sparge 10 %.',
      answeredBy: 'camille',
      answeredAt: later,
    });

    const input = {
      commandId: uuid(),
      ticketId: ticket.id,
      resolutionCode: 'parameter-adjustment',
      rootCause: '',
    } as const;
    expect(rowOf<Ticket>(closeTicket(resolved, lixing, input, around), 'ticket')).toMatchObject({
      state: 'closed',
      resolutionCode: 'parameter-adjustment',
      rootCause: null,
      closedAt: later,
    });
  });

  test('rejected goes back to the company that proposed it, with the reason on the record', () => {
    const { ticket, proposal } = proposing();
    const outcome = rejectAnswer(
      ticket,
      proposal,
      lixing,
      { commandId: uuid(), ticketId: ticket.id, reason: 'No data' },
      around,
    );
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({
      state: 'in-progress',
      turnParty: 'sponsor',
      proposedMessageId: null,
    });
    expect(outcome.changes[0]?.reason).toBe('No data');
  });

  test('reopened forgets how it ended', () => {
    const ticket = raised({ state: 'closed', resolutionCode: 'training', closedAt: noon, acceptedMessageId: uuid() });
    const input = { commandId: uuid(), ticketId: ticket.id, reason: 'It came back', turnParty: 'sponsor' };
    const outcome = reopenTicket(ticket, lixing, input, around);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({
      state: 'in-progress',
      resolutionCode: null,
      closedAt: null,
      acceptedMessageId: null,
    });
    expect(outcome.notices).toMatchObject([{ reason: 'your-turn', to: { partyIds: ['sponsor'] } }]);
  });

  test('cancelled keeps the reason', () => {
    const outcome = cancelTicket(raised(), lixing, { commandId: uuid(), ticketId: 'x', reason: 'Asked twice' }, around);
    expect(outcome.changes[0]).toMatchObject({ verb: 'cancelled', reason: 'Asked twice', row: { state: 'cancelled' } });
  });
});

describe('amending and assigning', () => {
  const amend = (ticket: Ticket, actor: Actor, over: object) =>
    amendTicket(ticket, actor, { commandId: uuid(), ticketId: ticket.id, version: ticket.version, ...over }, around);

  test.each([
    ['anybody raises the severity', camille, 'S1', null],
    ['only the raiser lowers it', camille, 'S4', 'raiser-lowers-severity'],
    ['the raiser lowers it', lixing, 'S4', null],
  ] as const)('%s', (_rule, actor, severity, reason) => {
    expect(refused(() => amend(raised(), actor, { severity }))).toBe(reason);
  });

  test('a stale amendment is refused with the present row', () => {
    const ticket = raised({ version: 3 });
    expect(refused(() => amend(ticket, camille, { version: 2, title: 'Other' }))).toBe('stale');
  });

  test('the before of an amendment holds only what differs', () => {
    const change = amend(raised(), camille, { title: 'Sharper' }).changes[0];
    expect(Object.keys(change?.before ?? {}).toSorted()).toEqual(['title', 'updatedAt', 'version']);
  });

  test('each company names one of its own people; the company asked triages by it', () => {
    const input = (memberId: string | null) => ({ commandId: uuid(), ticketId: 'x', memberId });
    const outcome = assignTicket(raised(), camille, input('julien'), around);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({ assignees: { sponsor: 'julien' }, state: 'triaged' });
    expect(outcome.notices).toMatchObject([
      { reason: 'assigned', to: { memberIds: ['julien'] } },
      { reason: 'update', to: { memberIds: ['lixing'] } },
    ]);
    expect(refused(() => assignTicket(raised(), camille, input('lixing'), around))).toBe('assign-own-people');
    expect(
      rowOf<Ticket>(
        assignTicket(raised({ assignees: { sponsor: 'julien', cdmo: 'lixing' } }), camille, input(null), around),
        'ticket',
      ).assignees,
    ).toEqual({ cdmo: 'lixing' });
  });
});
