import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { askForInformation, raiseTicket } from './conversation.ts';
import {
  amendTicket,
  askSeverity,
  consentToSeverity,
  declineSeverity,
  fieldRefusal,
  triageTicket,
  watchTicket,
} from './fields.ts';
import { amendInput, resolveInput } from './inputs.ts';
import { resolveTicket } from './moves.ts';
import { isPinned, type Message, type Ticket } from './ticket.ts';
import {
  around,
  bits,
  camille,
  everybody,
  later,
  lixing,
  messageIn,
  pair,
  person,
  raised,
  raising,
  refused,
  replying,
  rowOf,
  shuya,
  uuid,
} from './test-cast.ts';

const c = (ticket: Ticket) => ({ commandId: uuid(), ticketId: ticket.id });
const ticketIn = (outcome: Parameters<typeof rowOf>[0]) => rowOf<Ticket>(outcome, 'ticket');

describe('triage', () => {
  const sorting = (ticket: Ticket, over: object = {}) => ({
    ...{ ...c(ticket), version: ticket.version, category: 'TS-CELL', severity: 'S2', priority: 'high' },
    ...{ memberId: 'julien', ...over },
  });
  const triage = (ticket: Ticket, actor: Actor, over: object = {}) =>
    triageTicket(ticket, actor, sorting(ticket, over) as Parameters<typeof triageTicket>[2], around);

  test('the company that is asked sets category, severity, priority and assignee in one act', () => {
    const outcome = triage(raised(), camille);
    expect(ticketIn(outcome)).toMatchObject({
      ...{ state: 'triaged', category: 'TS-CELL', severity: 'S2', priority: 'high', severityAsked: null },
      ...{ assignees: { sponsor: 'julien' }, watchers: ['lixing', 'julien'], updatedAt: later },
    });
    expect(outcome.notices.map(({ reason, to }) => [reason, to])).toEqual([
      ['assigned', { memberIds: ['julien'] }],
      ['update', { memberIds: ['lixing'] }],
    ]);
  });

  test('a lower severity is not set but asked for, and the raiser is told', () => {
    const outcome = triage(raised(), camille, { severity: 'S4' });
    expect(ticketIn(outcome)).toMatchObject({ severity: 'S3', severityAsked: { severity: 'S4', partyId: 'sponsor' } });
    expect(outcome.notices[0]).toMatchObject({ reason: 'consent', to: { memberIds: ['lixing'] } });
  });

  test.each([
    ['by the raiser, whose turn it is not', lixing, {}, 'not-your-turn'],
    ['of what has changed since', camille, { version: 7 }, 'stale'],
    ['with another company’s person', camille, { memberId: 'lixing' }, 'assign-own-people'],
  ])('is refused %s', (_what, actor, over, reason) => {
    expect(refused(() => triage(raised(), actor, over))).toBe(reason);
  });
});

describe('a lower severity', () => {
  const asked = (severity: 'S4' | 'S2' = 'S4') => askSeverity(raised(), camille, { ...c(raised()), severity }, around);
  const waiting = () => ticketIn(asked());

  test('waits for the company that asked the question', () => {
    expect(waiting()).toMatchObject({ severity: 'S3', severityAsked: { severity: 'S4', partyId: 'sponsor' } });
    expect(asked().notices[0]).toMatchObject({ reason: 'consent', to: { memberIds: ['lixing'] } });
  });

  test('is asked of the whole company where whoever raised it has left', () => {
    const left = { ...around, members: around.members.filter(({ id }) => id !== 'lixing') };
    const outcome = askSeverity(raised(), camille, { ...c(raised()), severity: 'S4' }, left);
    expect(outcome.notices[0]).toMatchObject({ reason: 'consent', to: { partyIds: ['cdmo'] } });
  });

  test('is agreed to, or kept: only by the raiser’s company, and only the one that was asked for', () => {
    const ticket = waiting();
    const [agree, other] = [
      { ...c(ticket), severity: 'S4' as const },
      { ...c(ticket), severity: 'S2' as const },
    ];
    expect(ticketIn(consentToSeverity(ticket, lixing, agree, around))).toMatchObject({
      severity: 'S4',
      severityAsked: null,
    });
    expect(ticketIn(declineSeverity(ticket, lixing, agree, around))).toMatchObject({
      severity: 'S3',
      severityAsked: null,
    });
    expect(refused(() => consentToSeverity(ticket, camille, agree, around))).toBe('raiser-decides');
    expect(refused(() => consentToSeverity(ticket, lixing, other, around))).toBe('severity-not-asked');
    expect(refused(() => declineSeverity(raised(), lixing, agree, around))).toBe('severity-not-asked');
  });

  test('is not asked by the raiser, nor where it is none', () => {
    expect(refused(() => askSeverity(raised(), lixing, { ...c(raised()), severity: 'S4' }, around))).toBe(
      'own-severity',
    );
    expect(refused(() => asked('S2'))).toBe('severity-not-lower');
  });

  test('is forgotten when the severity is set otherwise, and when the ticket ends', () => {
    const ticket = waiting();
    const amended = amendTicket(ticket, camille, { ...c(ticket), version: ticket.version, severity: 'S1' }, around);
    expect(ticketIn(amended).severityAsked).toBeNull();
    const how = { resolutionCode: 'training', rootCause: '', messageId: null, answer: 'Train' } as const;
    expect(ticketIn(resolveTicket(ticket, null, lixing, { ...c(ticket), ...how }, around)).severityAsked).toBeNull();
  });
});

describe('labels, step and parameter', () => {
  const amend = (ticket: Ticket, over: object) =>
    amendTicket(ticket, camille, { ...c(ticket), version: ticket.version, ...over }, around);

  test('are put right after the ticket is closed, when its title no longer is', () => {
    const closed = raised({ state: 'closed' });
    expect(fieldRefusal(closed, 'labels', camille)).toBeNull();
    expect(ticketIn(amend(closed, { labels: ['lactate', 'lactate', '乳酸'] })).labels).toEqual(['lactate', '乳酸']);
    expect(refused(() => amend(closed, { title: 'Other' }))).toBe('not-in-this-state');
  });

  test('a parameter is one of its step; another step takes it away', () => {
    const ticket = raised({ operation: 'UP-04', parameter: 'lac' });
    expect(refused(() => amend(raised(), { parameter: 'lac' }))).toBe('unknown-parameter');
    expect(refused(() => amend(ticket, { parameter: 'nothing' }))).toBe('unknown-parameter');
    expect(ticketIn(amend(ticket, { operation: 'DP-01' }))).toMatchObject({ operation: 'DP-01', parameter: null });
    expect(ticketIn(amend(ticket, { operation: null }))).toMatchObject({ operation: null, parameter: null });
    expect(ticketIn(amend(ticket, { labels: [] }))).toMatchObject({ operation: 'UP-04', parameter: 'lac' });
    expect(refused(() => raiseTicket(lixing, raising({ parameter: 'lac' }), 'T-7KQ4', around))).toBe(
      'unknown-parameter',
    );
  });

  test('the door takes ten labels of thirty characters and known steps alone', () => {
    const input = { commandId: uuid(), ticketId: uuid(), version: 1 };
    const takes = (over: object) => amendInput.safeParse({ ...input, ...over }).success;
    expect(takes({ labels: Array.from({ length: 10 }, (_, n) => `label ${n}`) })).toBe(true);
    expect(takes({ labels: Array.from({ length: 11 }, (_, n) => `label ${n}`) })).toBe(false);
    expect(takes({ labels: ['x'.repeat(31)] })).toBe(false);
    expect(takes({ labels: [' '] })).toBe(false);
    expect(takes({ operation: 'UP-04' })).toBe(true);
    expect(takes({ operation: 'UP-99' })).toBe(false);
  });
});

describe('asking for information', () => {
  const asking = (ticket: Ticket, partyId: string) => ({
    ...{ commandId: uuid(), ticketId: ticket.id, messageId: uuid(), partyId, body: 'Which lot?' },
    ...{ mentions: [], fileIds: [] },
  });

  test.each([
    ['the raiser', 'cdmo', 'awaiting-raiser'],
    ['a third company', 'licensee', 'awaiting-third-party'],
  ])('of %s gives it the turn', (_who, partyId, state) => {
    const ticket = raised({ audience: everybody, state: 'in-progress' });
    const outcome = askForInformation(ticket, camille, asking(ticket, partyId), around);
    expect(outcome.changes.map(({ kind, verb }) => `${kind}.${verb}`)).toEqual(['ticket.asked', 'message.posted']);
    expect(ticketIn(outcome)).toMatchObject({ state, turnParty: partyId, turnSince: later, lastReplyBy: 'camille' });
    expect(rowOf<Message>(outcome, 'message').passedTo).toBe(partyId);
    expect(outcome.notices[0]).toMatchObject({ reason: 'your-turn', to: { partyIds: [partyId] } });
  });

  test('is refused of oneself, of a company that cannot see it, and by whoever does not hold the turn', () => {
    const ticket = raised({ state: 'in-progress' });
    const ask = (actor: Actor, partyId: string, of = ticket) =>
      refused(() => askForInformation(of, actor, asking(of, partyId), around));
    expect(ask(camille, 'sponsor')).toBe('ask-another-company');
    expect(ask(camille, 'licensee')).toBe('turn-outside-audience');
    expect(ask(shuya, 'cdmo', { ...ticket, audience: everybody })).toBe('not-your-turn');
  });
});

describe('resolving', () => {
  const how = (over: object = {}) => ({
    ...{ commandId: uuid(), ticketId: uuid(), resolutionCode: 'parameter-adjustment' as const },
    ...{ rootCause: 'Poor stripping', messageId: null, answer: '', ...over },
  });

  test('takes a reply as the answer and keeps its words in short', () => {
    const ticket = raised({ state: 'in-progress', operation: 'UP-04' });
    const reply = messageIn(ticket, { authorId: 'camille', body: `**Raise** the sparge. ${'x'.repeat(500)}` });
    const next = ticketIn(resolveTicket(ticket, reply, lixing, how({ messageId: reply.id }), around));
    expect(next).toMatchObject({
      ...{ state: 'resolved', acceptedMessageId: reply.id, answeredBy: 'camille', answeredAt: reply.at },
      ...{ resolutionCode: 'parameter-adjustment', rootCause: 'Poor stripping' },
    });
    expect(next.answer).toMatch(/^Raise the sparge\. x+…$/);
    expect(isPinned(next)).toBe(true);
    expect(isPinned({ ...next, operation: null })).toBe(false);
    expect(isPinned({ ...next, state: 'in-progress' })).toBe(false);
  });

  test('keeps an answer in words as the raiser’s', () => {
    const next = ticketIn(resolveTicket(raised(), null, lixing, how({ answer: ' Seen at 200 L too ' }), around));
    expect(next).toMatchObject({ answer: 'Seen at 200 L too', answeredBy: 'lixing', answeredAt: later });
  });

  test('shows no words of a reply that not everybody who sees the ticket may read', () => {
    const ticket = raised({ audience: everybody, state: 'in-progress' });
    const earlier = messageIn(ticket, { audience: pair });
    const next = ticketIn(resolveTicket(ticket, earlier, lixing, how({ messageId: earlier.id }), around));
    expect(next).toMatchObject({ acceptedMessageId: earlier.id, answer: null, answeredBy: null, answeredAt: null });
  });

  test('takes no note, no reply of another ticket, and no answer from anybody else', () => {
    const ticket = raised({ state: 'in-progress' });
    const note = messageIn(ticket, { kind: 'note', audience: bits('cdmo') });
    const foreign = messageIn(ticket, { ticketId: uuid() });
    for (const message of [note, foreign])
      expect(refused(() => resolveTicket(ticket, message, lixing, how(), around))).toBe('answer-not-a-reply');
    expect(refused(() => resolveTicket(ticket, null, camille, how({ answer: 'Done' }), around))).toBe('raiser-decides');
    expect(resolveInput.safeParse(how()).success).toBe(false);
    expect(resolveInput.safeParse(how({ answer: 'Yes' })).success).toBe(true);
  });
});

describe('watching', () => {
  test('is each person’s own, once, and nobody’s news', () => {
    const ticket = raised();
    const outcome = watchTicket(ticket, camille, { ...c(ticket), watching: true });
    expect(ticketIn(outcome!)).toMatchObject({ watchers: ['lixing', 'camille'], updatedAt: ticket.updatedAt });
    expect(outcome?.notices).toEqual([]);
    expect(watchTicket(ticket, lixing, { ...c(ticket), watching: true })).toBeNull();
    const left = watchTicket(ticket, lixing, { ...c(ticket), watching: false });
    expect(ticketIn(left!).watchers).toEqual([]);
  });

  test('begins by itself for whoever asks, answers or is named; a private note adds nobody', () => {
    const asked = ticketIn(raiseTicket(lixing, raising({ mentions: ['camille'] }), 'T-7KQ4', around));
    expect(asked.watchers).toEqual(['lixing', 'camille']);
    expect(replying().mentions).toEqual([]);
  });

  test('tells the others of a move, and not the mover', () => {
    const ticket = raised({ watchers: ['lixing', 'julien', 'camille'] });
    const outcome = amendTicket(ticket, camille, { ...c(ticket), version: 1, priority: 'urgent' }, around);
    expect(outcome.notices).toMatchObject([{ reason: 'update', to: { memberIds: ['lixing', 'julien'] } }]);
    expect(
      refused(() => watchTicket(ticket, person('reader', 'cdmo', 'viewer'), { ...c(ticket), watching: true })),
    ).toBe('not-your-role');
  });
});
