import { describe, expect, test } from 'vitest';
import { isWithin, type Audience } from '../access/audience.ts';
import type { File } from '../files/file.ts';
import type { Outcome } from '../record/change.ts';
import { editMessage, openTicket, replyToTicket, translateMessage } from './conversation.ts';
import { editRefusal } from './refusal.ts';
import { sharingConsequences, shareTicket } from './sharing.ts';
import type { Message, Opening, Ticket } from './ticket.ts';
import {
  uuid,
  program,
  noon,
  later,
  everybody,
  around,
  bits,
  person,
  camille,
  lixing,
  pair,
  rowOf,
  raised,
  replying,
  messageIn,
  refused,
} from './test-cast.ts';

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
    expect(rowOf<Message>(translateMessage(ticket, message, colleague, input, later), 'message').twin).toBe(
      '先提高底通气。',
    );
    expect(refused(() => translateMessage(ticket, message, camille, input, later))).toBe('not-your-company');
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
    return { messages: [early, forked, note], files, openings: [opening], holdings: [], reactions: [] };
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

  test('who watches it and who wants its severity lowered go with their company', () => {
    const ticket = raised({
      ...{ audience: everybody, watchers: ['lixing', 'shuya', 'camille'] },
      severityAsked: { severity: 'S4', partyId: 'licensee' },
    });
    const next = rowOf<Ticket>(share(ticket, pair, 'whole').outcome, 'ticket');
    expect(next).toMatchObject({ watchers: ['lixing', 'camille'], severityAsked: null });
    const kept = { severity: 'S4', partyId: 'sponsor' } as const;
    expect(
      rowOf<Ticket>(share({ ...ticket, severityAsked: kept }, pair, 'whole').outcome, 'ticket').severityAsked,
    ).toEqual(kept);
  });

  test.each([
    ['a watcher', { watchers: ['helen'] }],
    ['whoever answered', { answeredBy: 'helen' }],
    ['a company that asks for a lower severity', { severityAsked: { severity: 'S4', partyId: 'hidden' } }],
  ] as const)('nobody gains a ticket that names a company they must not meet: %s', (_what, over) => {
    const parties = [...around.parties, { id: 'hidden', seat: 22, audience: bits('hidden', 'cdmo') }];
    const members = [...around.members, { id: 'helen', partyId: 'hidden' }];
    const ticket = raised({ audience: bits('cdmo', 'hidden'), turnParty: 'cdmo', askedParty: 'cdmo', ...over });
    const input = { commandId: uuid(), ticketId: ticket.id, audience: pair, history: 'whole', reason: 'x' } as const;
    const bare = { messages: [], files: [], openings: [], reactions: [], holdings: [] };
    const here = { ...around, parties, members };
    expect(refused(() => shareTicket(ticket, bare, lixing, input, here))).toBe('audience-reveals-company');
    const nameless = { ...ticket, watchers: [], answeredBy: null, severityAsked: null };
    expect(refused(() => shareTicket(nameless, bare, lixing, input, here))).toBeNull();
  });

  test('an answer that quotes a reply comes along with the history, or stays', () => {
    const ticket = raised({ state: 'resolved', answer: 'Raise the sparge', acceptedMessageId: uuid() });
    expect(refused(() => share(ticket, everybody, 'from-now-on'))).toBe('answer-comes-along');
    expect(refused(() => share(ticket, everybody, 'whole'))).toBeNull();
    expect(refused(() => share({ ...ticket, acceptedMessageId: null }, everybody, 'from-now-on'))).toBeNull();
    expect(refused(() => share(ticket, bits('cdmo'), 'from-now-on'))).toBeNull();
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
