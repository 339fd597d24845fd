import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { isWithin, seatBit, type Audience } from '../access/audience.ts';
import { Refused } from '../access/refusal.ts';
import type { File } from '../files/file.ts';
import type { Change, Outcome } from '../record/change.ts';
import { editMessage, noteOnTicket, openTicket, raiseTicket, replyToTicket, translateMessage } from './conversation.ts';
import { raiseInput, replyInput, type RaiseInput } from './inputs.ts';
import {
  acceptAnswer,
  amendTicket,
  assignTicket,
  cancelTicket,
  closeTicket,
  passTurn,
  rejectAnswer,
  reopenTicket,
} from './moves.ts';
import { editRefusal, mentionRefusal, refusal, ticketMoves, type TicketMove } from './refusal.ts';
import { sharingConsequences, shareTicket } from './sharing.ts';
import { openStates, ticketStates, type Message, type Opening, type Ticket, type TicketState } from './ticket.ts';

let made = 0;
const uuid = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
const program = uuid();
const noon = '2026-11-24T12:00:00.000Z';
const later = '2026-11-24T14:30:00.000Z';

const seatOf = { sponsor: 4, licensee: 9, cdmo: 17, hidden: 22 } as const;
type Company = keyof typeof seatOf;
const everybody = seatBit(4) | seatBit(9) | seatBit(17);
const parties = Object.entries(seatOf).map(([id, seat]) => ({
  id,
  seat,
  audience: id === 'hidden' ? seatBit(22) | seatBit(4) : everybody | (id === 'sponsor' ? seatBit(22) : 0),
}));
const members = [
  { id: 'camille', partyId: 'sponsor' },
  { id: 'julien', partyId: 'sponsor' },
  { id: 'shuya', partyId: 'licensee' },
  { id: 'lixing', partyId: 'cdmo' },
  { id: 'mingyuan', partyId: 'cdmo' },
];
const around = { at: later, parties: parties.filter(({ id }) => id !== 'hidden'), members };

const bits = (...companies: Company[]): Audience =>
  companies.reduce((sum, company) => sum | seatBit(seatOf[company]), 0);
const person = (memberId: string, company: Company, role: Actor['role'] = 'contributor'): Actor => ({
  memberId,
  personId: `person of ${memberId}`,
  programId: program,
  partyId: company,
  partyKind: company,
  seat: bits(company),
  mask: bits(company),
  role,
});
const camille = person('camille', 'sponsor');
const shuya = person('shuya', 'licensee');
const lixing = person('lixing', 'cdmo');
const pair = bits('sponsor', 'cdmo');

const raising = (over: Partial<RaiseInput> = {}): RaiseInput => ({
  commandId: uuid(),
  ticketId: uuid(),
  messageId: uuid(),
  title: 'Lactate rebound on day 9: feed or sparge?',
  category: 'TS-META',
  severity: 'S3',
  audience: pair,
  turnParty: 'sponsor',
  dueAt: null,
  body: 'Do we cut the feed?',
  mentions: [],
  fileIds: [],
  ...over,
});
const rowOf = <R>(outcome: Outcome, kind: Change['kind']): R =>
  outcome.changes.find((change) => change.kind === kind)?.row as R;
const raised = (over: Partial<Ticket> = {}): Ticket => ({
  ...rowOf<Ticket>(raiseTicket(lixing, raising(), 'T-7KQ4', { ...around, at: noon }), 'ticket'),
  ...over,
});
const replying = (over: object = {}) => ({
  commandId: uuid(),
  ticketId: 'ticket',
  messageId: uuid(),
  body: 'Raise the sparge 10 %.',
  mentions: [] as string[],
  fileIds: [],
  proposed: false,
  passTo: null as string | null,
  ...over,
});
const messageIn = (ticket: Ticket, over: Partial<Message> = {}): Message => ({
  ...rowOf<Message>(replyToTicket({ ...ticket, state: 'in-progress' }, lixing, replying(), around), 'message'),
  ...over,
});
const refused = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
};

describe('the rule table', () => {
  const unfinished = openStates.filter((state) => state !== 'proposed');
  const startsFrom: Record<TicketMove, readonly TicketState[]> = {
    reply: [...openStates, 'resolved'],
    note: ticketStates,
    edit: [...openStates, 'resolved'],
    pass: unfinished,
    propose: unfinished,
    accept: ['proposed'],
    reject: ['proposed'],
    close: [...unfinished, 'resolved'],
    cancel: openStates,
    reopen: ['resolved', 'closed'],
    assign: openStates,
    amend: openStates,
    share: ticketStates,
  };
  const cells = ticketMoves.flatMap((move) => ticketStates.map((state) => [move, state] as const));

  test.each(cells)('%s from %s starts where the table says', (move, state) => {
    const ticket = raised({ state, turnParty: 'cdmo' });
    const able = move === 'propose' ? camille : lixing;
    expect(refusal(ticket, move, able)).toBe(startsFrom[move].includes(state) ? null : 'not-in-this-state');
  });

  const sides: [TicketMove, TicketState, string | null, string | null, string | null][] = [
    // move, state, the raiser (CDMO), the company whose turn it is (sponsor), a third that sees it (licensee)
    ['reply', 'in-progress', null, null, null],
    ['note', 'closed', null, null, null],
    ['pass', 'in-progress', null, null, 'not-your-turn'],
    ['propose', 'in-progress', 'own-question', null, null],
    ['accept', 'proposed', null, 'raiser-decides', 'raiser-decides'],
    ['reject', 'proposed', null, 'raiser-decides', 'raiser-decides'],
    ['close', 'in-progress', null, 'raiser-decides', 'raiser-decides'],
    ['cancel', 'new', null, 'raiser-decides', 'raiser-decides'],
    ['reopen', 'closed', null, 'raiser-decides', 'raiser-decides'],
    ['assign', 'new', null, null, null],
    ['amend', 'new', null, null, null],
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
    });
    expect(outcome.notices).toEqual([]);
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
    expect(outcome.notices.map(({ reason }) => reason)).toEqual(passTo === 'sponsor' ? [] : ['your-turn']);
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
      acceptAnswer(ticket, lixing, { commandId: uuid(), ticketId: ticket.id }, around),
      'ticket',
    );
    expect(resolved).toMatchObject({ state: 'resolved', acceptedMessageId: proposal.id });

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
    expect(outcome.notices).toMatchObject([{ reason: 'assigned', to: { memberIds: ['julien'] } }]);
    expect(refused(() => assignTicket(raised(), camille, input('lixing'), around))).toBe('assign-own-people');
    expect(
      rowOf<Ticket>(
        assignTicket(raised({ assignees: { sponsor: 'julien', cdmo: 'lixing' } }), camille, input(null), around),
        'ticket',
      ).assignees,
    ).toEqual({ cdmo: 'lixing' });
  });
});

describe('words of a message', () => {
  test.each([
    ['its author edits it', lixing, {}, null],
    ['nobody else does', camille, {}, 'author-edits'],
  ] as const)('%s', (_rule, actor, over, reason) => {
    const ticket = raised({ state: 'in-progress' });
    expect(editRefusal(ticket, messageIn(ticket, over), actor)).toBe(reason);
  });

  test('an accepted answer stands as it was accepted', () => {
    const ticket = raised({ state: 'resolved' });
    const message = messageIn(ticket);
    expect(editRefusal({ ...ticket, acceptedMessageId: message.id }, message, lixing)).toBe('answer-accepted');
  });

  test('an edit keeps the old words in the record and refuses a stale one', () => {
    const ticket = raised({ state: 'in-progress' });
    const message = messageIn(ticket);
    const input = { commandId: uuid(), messageId: message.id, version: 1, body: 'Better' };
    expect(editMessage(ticket, message, lixing, input, later).changes[0]).toMatchObject({
      before: { body: message.body, editedAt: null },
      row: { body: 'Better', editedAt: later, version: 2 },
    });
    expect(refused(() => editMessage(ticket, message, lixing, { ...input, version: 4 }, later))).toBe('stale');
  });

  test('the twin is added by the author’s company alone', () => {
    const ticket = raised();
    const message = messageIn(ticket);
    const input = { commandId: uuid(), messageId: message.id, version: 1, twin: '先提高底通气。' };
    const colleague = person('mingyuan', 'cdmo');
    expect(rowOf<Message>(translateMessage(ticket, message, colleague, input), 'message').twin).toBe('先提高底通气。');
    expect(refused(() => translateMessage(ticket, message, camille, input))).toBe('not-your-company');
  });
});

describe('opening', () => {
  test('is recorded once, and again only when something is new', () => {
    const ticket = raised();
    const input = { commandId: uuid(), ticketId: ticket.id, openingId: uuid() };
    const first = openTicket(ticket, null, camille, input, later);
    const opening = rowOf<Opening>(first!, 'opening');
    expect(opening).toMatchObject({ memberId: 'camille', audience: ticket.audience, at: later });
    expect(openTicket(ticket, opening, camille, input, later)).toBeNull();
    expect(
      openTicket(
        { ...ticket, lastReplyAt: '2026-11-25T00:00:00.000Z' },
        opening,
        camille,
        input,
        '2026-11-25T01:00:00.000Z',
      ),
    ).not.toBeNull();
  });
});

describe('sharing', () => {
  const content = (ticket: Ticket) => {
    const early = messageIn(ticket);
    const forked = messageIn(ticket, { audience: bits('cdmo', 'sponsor') });
    const note = messageIn(ticket, { kind: 'note', audience: bits('cdmo') });
    const file = (subjectId: string, audience: Audience): File => ({
      id: uuid(),
      programId: program,
      audience,
      version: 1,
      name: 'lactate.csv',
      size: 1,
      mediaType: 'text/csv',
      sha256: '0'.repeat(64),
      uploadedBy: 'lixing',
      uploadedAt: noon,
      subjectKind: 'message',
      subjectId,
    });
    const files = [file(early.id, early.audience), file(note.id, note.audience)];
    const opening = rowOf<Opening>(
      openTicket(ticket, null, camille, { commandId: uuid(), ticketId: ticket.id, openingId: uuid() }, noon)!,
      'opening',
    );
    return { messages: [early, forked, note], files, openings: [opening] };
  };
  const share = (ticket: Ticket, audience: Audience, history: 'whole' | 'from-now-on', held = content(ticket)) => ({
    held,
    outcome: shareTicket(
      ticket,
      held,
      lixing,
      { commandId: uuid(), ticketId: ticket.id, audience, history, reason: 'CDE asks for it' },
      around,
    ),
  });
  const audiences = (outcome: Outcome) =>
    outcome.changes.filter(({ verb }) => verb !== 'gone').map(({ kind, verb, audience }) => [kind, verb, audience]);

  test('the whole history: replies and files come along, notes and their files never', () => {
    const { outcome } = share(raised(), everybody, 'whole');
    expect(audiences(outcome)).toEqual([
      ['ticket', 'widened', everybody],
      ['message', 'widened', everybody],
      ['message', 'widened', everybody],
      ['file', 'widened', everybody],
      ['opening', 'widened', everybody],
    ]);
    expect(outcome.notices).toMatchObject([{ reason: 'shared', to: { partyIds: ['licensee'] } }]);
    expect(outcome.changes[0]?.reason).toBe('CDE asks for it');
  });

  test('from now on: earlier replies stay as they are', () => {
    const { outcome } = share(raised(), everybody, 'from-now-on');
    expect(audiences(outcome)).toEqual([['ticket', 'widened', everybody]]);
    const next = rowOf<Ticket>(outcome, 'ticket');
    expect(rowOf<Message>(replyToTicket(next, camille, replying(), around), 'message').audience).toBe(everybody);
  });

  test('narrowing takes replies along, says gone to whoever loses it, and never widens a narrower reply', () => {
    const ticket = raised({
      audience: everybody,
      turnParty: 'licensee',
      assignees: { licensee: 'shuya', cdmo: 'lixing' },
    });
    const { outcome, held } = share(ticket, pair, 'whole');
    const toLicensee = outcome.changes.filter(({ verb }) => verb === 'gone');
    expect(toLicensee.map(({ kind, audience }) => [kind, audience])).toEqual([
      ['ticket', bits('licensee')],
      ['message', bits('licensee')],
      ['file', bits('licensee')],
      ['opening', bits('licensee')],
    ]);
    expect(rowOf<Ticket>(outcome, 'ticket')).toMatchObject({
      audience: pair,
      turnParty: 'cdmo',
      turnSince: later,
      assignees: { cdmo: 'lixing' },
    });
    expect(outcome.changes.some(({ subjectId }) => subjectId === held.messages[1]!.id)).toBe(false);
    expect(outcome.notices).toEqual([]);
  });

  test('property: after any change of audience every child is within the ticket', () => {
    for (let before = 0; before < 4; before += 1) {
      for (let after = 0; after < 4; after += 1) {
        const of = (mask: number) =>
          bits('cdmo') | (mask & 1 ? bits('sponsor') : 0) | (mask & 2 ? bits('licensee') : 0);
        if (before === after) continue;
        for (const history of ['whole', 'from-now-on'] as const) {
          const ticket = raised({ audience: of(before), turnParty: 'cdmo' });
          const held = { ...content(ticket), messages: [messageIn(ticket)] };
          const { outcome } = share(ticket, of(after), history, held);
          const rows = new Map([...held.messages, ...held.openings].map((row) => [row.id, row.audience]));
          for (const { row, subjectId } of outcome.changes) if (row !== null) rows.set(subjectId, row.audience);
          for (const audience of rows.values()) expect(isWithin(audience, of(after))).toBe(true);
        }
      }
    }
  });

  test.each([
    ['a company nobody here knows of', bits('cdmo', 'hidden'), 'audience-reveals-company'],
    ['an audience without the owner', bits('sponsor'), 'audience-without-own-company'],
    ['the audience it has', pair, 'audience-unchanged'],
  ])('refuses %s', (_what, audience, reason) => {
    expect(refused(() => share(raised(), audience, 'whole'))).toBe(reason);
  });

  test('consequences count what each choice would show', () => {
    const ticket = raised();
    const held = content(ticket);
    expect(sharingConsequences(ticket, held, everybody, 'whole', around)).toEqual({
      gains: [{ partyId: 'licensee', people: 1 }],
      loses: [],
      replies: 2,
      files: 1,
      earlierReplies: 0,
      notes: 1,
      since: later,
    });
    expect(sharingConsequences(ticket, held, everybody, 'from-now-on', around)).toMatchObject({
      replies: 0,
      files: 0,
      earlierReplies: 2,
    });
    expect(sharingConsequences(ticket, held, bits('cdmo'), 'whole', around).loses).toEqual([
      { partyId: 'sponsor', people: 2, opened: 1 },
    ]);
  });
});
