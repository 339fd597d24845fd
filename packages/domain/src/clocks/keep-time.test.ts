import { describe, expect, test } from 'vitest';
import type { Change, Outcome } from '../record/change.ts';
import { raiseTicket, replyToTicket } from '../tickets/conversation.ts';
import { shareTicket } from '../tickets/sharing.ts';
import {
  around,
  bits,
  camille,
  everybody,
  later,
  lixing,
  noon,
  raising,
  replying,
  uuid,
} from '../tickets/test-cast.ts';
import type { Holding, Ticket } from '../tickets/ticket.ts';
import { noticeBreach } from './breach.ts';
import { hoursHeld } from './hours-held.ts';
import { holdingChanges, ticketSteps, withClocks } from './keep-time.ts';

const parties = ['sponsor', 'cdmo', 'licensee'].map((id) => ({
  ...{ id, timeZone: id === 'sponsor' ? 'Europe/Paris' : 'Asia/Shanghai', holidays: [], workdays: [] },
  workingHours: { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5] },
}));
const raise = () =>
  withClocks(raiseTicket(lixing, raising(), 'T-7KQ4', { ...around, at: noon }), { at: noon, by: 'cdmo', parties });
const ticketOf = (outcome: Outcome) => ticketSteps(outcome)[0]?.next as Ticket;
const held = (changes: readonly Change[]) =>
  changes.map(({ verb, row }) => `${verb} ${(row as Holding).partyId}, until ${(row as Holding).until}`);
const holding = (over: Partial<Holding> = {}): Holding => ({
  ...{ id: uuid(), programId: 'program', audience: bits('sponsor', 'cdmo'), version: 1 },
  ...{ ticketId: 'ticket', partyId: 'sponsor', since: noon, until: null, ...over },
});

describe('who holds a ticket', () => {
  const step = (move: () => Outcome) => ticketSteps(move())[0]!;

  test('begins with the question', () => {
    expect(held(holdingChanges(step(raise), [], noon, uuid))).toEqual(['held sponsor, until null']);
  });

  test('moves with the turn: one ends at the instant at which the other begins', () => {
    const passed = step(() => replyToTicket(ticketOf(raise()), camille, replying({ passTo: 'cdmo' }), around));
    const changes = holdingChanges(passed, [holding()], later, uuid);
    expect(held(changes)).toEqual([`released sponsor, until ${later}`, 'held cdmo, until null']);
    expect(changes.map(({ before }) => before)).toEqual([{ until: null, version: 1 }, null]);
  });

  test('stays where the turn stays', () => {
    const replied = step(() => replyToTicket(ticketOf(raise()), camille, replying(), around));
    expect(holdingChanges(replied, [holding()], later, uuid)).toEqual([]);
  });

  test('a company that gains the ticket from now on sees who holds it from now on', () => {
    const ticket = ticketOf(raise());
    const input = {
      commandId: uuid(),
      ticketId: ticket.id,
      audience: everybody,
      history: 'from-now-on',
      reason: 'x',
    } as const;
    const content = { messages: [], files: [], openings: [], holdings: [holding()], reactions: [] };
    const shared = step(() => shareTicket(ticket, content, lixing, input, around));
    const changes = holdingChanges(shared, content.holdings, later, uuid);
    expect(changes.map(({ audience }) => audience)).toEqual([bits('sponsor', 'cdmo'), everybody]);
    expect(holdingChanges(shared, [holding({ audience: everybody })], later, uuid)).toEqual([]);
  });
});

describe('the clocks of an outcome', () => {
  test('are in the row and its old value in the entry, where they changed', () => {
    const ticket = ticketOf(raise());
    expect(ticket.clocks?.response?.startedAt).toBe(noon);
    const replied = replyToTicket(ticket, camille, replying(), around);
    const [change] = withClocks(replied, { at: later, by: 'sponsor', parties }).changes;
    expect(change?.before).toMatchObject({ clocks: { response: { metAt: null } } });
    expect(change?.row).toMatchObject({ clocks: { response: { metAt: later } } });
  });

  test('are named in what a new company would read', () => {
    const ticket = { ...ticketOf(raise()), askedParty: 'cdmo', turnParty: 'cdmo' };
    const known = [
      ...around.parties.map((party) =>
        party.id === 'sponsor' ? { ...party, audience: bits('sponsor', 'cdmo') } : party,
      ),
    ];
    const input = {
      commandId: uuid(),
      ticketId: ticket.id,
      audience: bits('cdmo', 'licensee'),
      history: 'whole',
      reason: 'x',
    } as const;
    const content = { messages: [], files: [], openings: [], holdings: [], reactions: [] };
    expect(() =>
      shareTicket({ ...ticket, audience: bits('cdmo') }, content, lixing, input, { ...around, parties: known }),
    ).toThrow('audience-reveals-company');
  });
});

describe('a clock that was let pass', () => {
  test('is told to the company whose turn it is and the one that asked, once', () => {
    const ticket = ticketOf(raise());
    expect(noticeBreach(ticket, later).changes).toEqual([]);
    const late = '2026-12-01T12:00:00.000Z';
    const told = noticeBreach(ticket, late);
    expect(told.notices).toMatchObject([{ reason: 'breached', to: { partyIds: ['sponsor', 'cdmo'] } }]);
    const next = ticketOf(told);
    expect([next.clocks?.response?.toldAt, next.clocks?.resolution?.toldAt, next.version]).toEqual([late, null, 2]);
    expect(noticeBreach(next, late).changes).toEqual([]);
  });

  test('and so is a due date set by hand; another one is told again', () => {
    const ticket = { ...ticketOf(raise()), dueAt: noon };
    const next = ticketOf(noticeBreach(ticket, later));
    expect(next.clocks?.toldDue).toBe(noon);
    expect(noticeBreach(next, later).changes).toEqual([]);
    expect(noticeBreach({ ...next, dueAt: '2026-11-24T13:00:00.000Z' }, later).changes).toHaveLength(1);
  });
});

test('the hours each company held the turn, of a month of its own and of its own working time', () => {
  const spans = [
    { partyId: 'cdmo', since: '2026-10-30T08:00:00.000Z', until: '2026-11-02T03:00:00.000Z' },
    { partyId: 'sponsor', since: '2026-11-02T03:00:00.000Z', until: null },
  ];
  const now = Date.parse('2026-11-02T10:00:00.000Z');
  const hours = (month?: string) =>
    hoursHeld(spans, parties, now, month).map(({ partyId, elapsedMs, workingMs }) => [
      ...[partyId, elapsedMs / 3_600_000, workingMs / 3_600_000],
    ]);
  expect(hours()).toEqual([
    ['sponsor', 7, 2],
    ['cdmo', 67, 4],
  ]);
  expect(hours('2026-11')).toEqual([
    ['sponsor', 7, 2],
    ['cdmo', 35, 2],
  ]);
});
