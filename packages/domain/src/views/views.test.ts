import { describe, expect, test } from 'vitest';
import type { Clock } from '../clocks/clock.ts';
import { bits, everybody, pair, parties, raised } from '../tickets/test-cast.ts';
import { ticketStates, type Ticket } from '../tickets/ticket.ts';
import { seatBit } from '../access/audience.ts';
import { builtInQuery, builtInViews } from './built-in.ts';
import { matching, type Reader } from './matching.ts';
import { columned, comparison, grouped, Ordered } from './order.ts';
import {
  activeFilters,
  defaultQuery,
  emptyQuery,
  printQuery,
  queryOf,
  toggled,
  sameFilters,
  withoutFilters,
  type TicketQuery,
} from './query.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const hours = (n: number) => new Date(now + n * 3_600_000).toISOString();
const clock = (over: Partial<Clock>): Clock => ({
  ...{
    limit: 'PT8H',
    partyId: 'sponsor',
    startedAt: hours(-4),
    dueAt: null,
    leftMs: null,
    pausedAt: null,
    metAt: null,
  },
  toldAt: null,
  ...over,
});
const clocks = (response: Clock) => ({ response, update: null, resolution: null, toldDue: null });

const reader: Reader = {
  us: 'sponsor',
  me: 'camille',
  now,
  seatOf: (partyId) => seatBit(parties.find(({ id }) => id === partyId)?.seat ?? 31) & everybody,
  isUnread: ({ key }) => key === 'T-NEW1',
};
const ticket = (over: Partial<Ticket> = {}) => raised({ turnParty: 'sponsor', turnSince: hours(-2), ...over });
const asks = (over: Partial<TicketQuery>): TicketQuery => ({ ...emptyQuery, ...over });

describe('a query matches', () => {
  test.each<[string, Partial<TicketQuery>, Partial<Ticket>, boolean]>([
    ['nothing asked for', {}, { state: 'closed' }, true],
    ['one of several states', { state: ['new', 'closed'] }, { state: 'closed' }, true],
    ['another state', { state: ['new'] }, { state: 'closed' }, false],
    ['our turn', { turn: ['us'] }, { turnParty: 'sponsor' }, true],
    ["another company's turn", { turn: ['us'] }, { turnParty: 'cdmo' }, false],
    ["any other company's turn", { turn: ['them'] }, { turnParty: 'cdmo' }, true],
    ['nobody has to move', { turn: ['us'] }, { state: 'resolved' }, false],
    ['a company by its id', { turn: ['cdmo'] }, { turnParty: 'cdmo' }, true],
    ['severity', { severity: ['S1'] }, { severity: 'S2' }, false],
    ['two fields, one of them wrong', { severity: ['S2'], category: ['TS-CELL'] }, { severity: 'S2' }, false],
    ['priority', { priority: ['urgent', 'high'] }, { priority: 'high' }, true],
    ['one of its labels', { label: ['filter'] }, { labels: ['resin', 'filter'] }, true],
    ['none of its labels', { label: ['filter'] }, { labels: ['resin'] }, false],
    ['assigned to me', { assignee: ['me'] }, { assignees: { sponsor: 'camille' } }, true],
    ['assigned to a colleague', { assignee: ['me'] }, { assignees: { sponsor: 'julien' } }, false],
    ['nobody of ours', { assignee: ['none'] }, { assignees: { cdmo: 'lixing' } }, true],
    ['somebody of theirs', { assignee: ['lixing'] }, { assignees: { cdmo: 'lixing' } }, true],
    ["the raiser's company", { company: ['cdmo'] }, {}, true],
    ['raised by us', { company: ['us'] }, {}, false],
    ['watched', { watching: true }, { watchers: ['camille'] }, true],
    ['not watched', { watching: true }, { watchers: ['julien'] }, false],
    ['its operation', { operation: ['UP-04'] }, { operation: 'UP-04' }, true],
    ['no operation', { operation: ['UP-04'] }, { operation: null }, false],
    ['shared with the licensee', { shared: ['licensee'] }, { audience: everybody }, true],
    ['not shared with the licensee', { shared: ['licensee'] }, { audience: pair }, false],
    ['shared with a company nobody knows', { shared: ['hidden'] }, { audience: everybody | bits('hidden') }, false],
    ['unread', { unread: true }, { key: 'T-NEW1' }, true],
    ['read', { unread: true }, { key: 'T-OLD1' }, false],
    ['a word of the title in another case', { text: 'LACTATE' }, {}, true],
    ['both words, apart', { text: 'lactate sparge' }, {}, true],
    ['one word of two', { text: 'lactate resin' }, {}, false],
    ['the key', { text: 't-7kq4' }, { key: 'T-7KQ4' }, true],
    ['two Chinese characters', { text: '过滤' }, { title: '除病毒过滤器面积计算' }, true],
    ['full width', { text: 'ＰＨ' }, { title: 'pH drift' }, true],
    ['a day and a half', { age: ['1-3'] }, { turnSince: hours(-36) }, true],
    ['over a week', { age: ['0-1', '7-'] }, { turnSince: hours(-170) }, true],
    ['two hours', { age: ['7-'] }, {}, false],
    ['the age of what is closed', { age: ['0-1'] }, { state: 'closed' }, false],
    ['late', { clock: ['breached'] }, { clocks: clocks(clock({ dueAt: hours(-1) })) }, true],
    ['within a day', { clock: ['due'] }, { clocks: clocks(clock({ dueAt: hours(5) })) }, true],
    ['in two days', { clock: ['due'] }, { clocks: clocks(clock({ dueAt: hours(48) })) }, false],
    ['by the agreed date', { clock: ['breached'] }, { dueAt: hours(-1) }, true],
    ['no clock: in time', { clock: ['running'] }, {}, true],
    ['no clock: not late', { clock: ['breached', 'due', 'paused'] }, {}, false],
  ])('%s', (_, query, over, shown) => {
    expect(matching(asks(query), reader)(ticket(over))).toBe(shown);
  });
});

describe('an address', () => {
  const everything: TicketQuery = {
    ...{ state: ['new', 'closed'], turn: ['us', 'cdmo'], severity: ['S1'], category: ['TS-FILT'], priority: ['low'] },
    ...{ label: ['a, b', 'c&d'], assignee: ['me', 'none'], company: ['us'], operation: ['UP-04'], clock: ['due'] },
    ...{ age: ['7-'], shared: ['licensee'], watching: true, unread: true, text: '除病毒 过滤 100 %' },
    ...{ layout: 'board', columns: 'state', group: 'severity', sort: 'clock', reversed: true },
  };

  test.each([emptyQuery, defaultQuery, everything, ...builtInViews.map((view) => builtInQuery[view])])(
    'says a query whole: %j',
    (query) => {
      const printed = printQuery(query);
      expect(printQuery(queryOf(printed))).toBe(printed);
      expect(queryOf(printed)).toEqual({
        ...query,
        ...Object.fromEntries(
          Object.entries(query)
            .filter(([key, value]) => Array.isArray(value) && key !== 'state')
            .map(([key, value]) => [key, (value as string[]).toSorted()]),
        ),
      });
    },
  );

  test('has one form for one query, in whatever order it was chosen', () => {
    const once = toggled(toggled(emptyQuery, 'severity', 'S2'), 'severity', 'S1');
    const again = toggled(toggled(emptyQuery, 'severity', 'S1'), 'severity', 'S2');
    expect(printQuery(once)).toBe('state=all&severity=S1,S2');
    expect(printQuery(again)).toBe(printQuery(once));
    expect(toggled(once, 'severity', 'S2').severity).toEqual(['S1']);
  });

  test('lets the same tickets through, however they are shown', () => {
    const board: TicketQuery = { ...defaultQuery, layout: 'board', group: 'none', sort: 'clock', reversed: true };
    expect(sameFilters(board, defaultQuery)).toBe(true);
    expect(sameFilters(defaultQuery, board)).toBe(true);
    expect(sameFilters({ ...board, severity: ['S1'] }, defaultQuery)).toBe(false);
    expect(sameFilters({ ...board, text: 'resin' }, defaultQuery)).toBe(false);
  });

  test('leaves out what it does not understand, and never fails', () => {
    const read = queryOf(
      'severity=S1,S9&category=TS-NONE&group=moon&sort=-moon&layout=x&clock=late&state=open,x&%=%E0%A4%A',
    );
    expect(read).toEqual({ ...defaultQuery, severity: ['S1'], reversed: true });
    expect(queryOf('')).toEqual(defaultQuery);
    expect(queryOf('state=all').state).toEqual([]);
  });

  test('tells which filters are set; clearing them keeps how the list is laid out', () => {
    expect(activeFilters(defaultQuery)).toEqual([]);
    expect(activeFilters(everything)).toHaveLength(14);
    expect(withoutFilters(everything)).toEqual({
      ...defaultQuery,
      ...{ layout: 'board', columns: 'state', group: 'severity', sort: 'clock', reversed: true },
    });
  });
});

describe('an order', () => {
  const a = ticket({ id: 'a', turnSince: hours(-9), updatedAt: hours(-9), severity: 'S3', dueAt: hours(9) });
  const b = ticket({ id: 'b', turnSince: hours(-1), updatedAt: hours(-1), severity: 'S1', priority: 'low' });
  const c = ticket({
    id: 'c',
    turnSince: hours(-5),
    updatedAt: hours(-2),
    severity: 'S2',
    dueAt: hours(2),
    raisedAt: hours(1),
  });
  const done = ticket({ id: 'd', state: 'closed', updatedAt: hours(0), raisedAt: hours(2), priority: 'urgent' });
  const all = [b, done, a, c];

  test.each([
    ['age', false, 'acbd'],
    ['age', true, 'dbca'],
    ['clock', false, 'cabd'],
    ['updated', false, 'dbca'],
    ['raised', false, 'dcab'],
    ['severity', false, 'bcad'],
    ['priority', false, 'dacb'],
  ] as const)('by %s, reversed %s: %s', (sort, reversed, ids) => {
    expect(
      all
        .toSorted(comparison(sort, reversed))
        .map(({ id }) => id)
        .join(''),
    ).toBe(ids);
  });

  test('kept from change to change is the order that a sort would give', () => {
    const ordered = new Ordered();
    expect(ordered.of(all, 'age', false).map(({ id }) => id)).toEqual(['a', 'c', 'b', 'd']);
    const moved = [b, done, { ...a, turnSince: hours(0) }, ticket({ id: 'e', turnSince: hours(-3) })];
    expect(ordered.of(moved, 'age', false).map(({ id }) => id)).toEqual(['e', 'b', 'a', 'd']);
    expect(ordered.of(moved, 'age', true).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'e']);
    expect(ordered.of([], 'age', true)).toEqual([]);
  });

  test('groups: own company first, what nobody has to move last; a board shows empty columns too', () => {
    const order = { us: 'sponsor', parties: ['sponsor', 'cdmo', 'licensee'], members: ['camille'] };
    const mixed = [ticket({ id: 'x', turnParty: 'cdmo' }), done, a];
    const ids = (groups: { id: string }[]) => groups.map(({ id }) => id);
    expect(ids(grouped(mixed, 'turn', order))).toEqual(['sponsor', 'cdmo', 'settled']);
    expect(ids(columned(mixed, 'turn', order))).toEqual(['sponsor', 'cdmo', 'licensee', 'settled']);
    expect(ids(columned(mixed, 'state', order))).toEqual([...ticketStates]);
    expect(ids(grouped(mixed, 'none', order))).toEqual(['all']);
    expect(ids(grouped(mixed, 'severity', order))).toEqual(['S3']);
    expect(ids(grouped([{ ...a, assignees: { sponsor: 'camille' } }, a], 'assignee', order))).toEqual([
      'camille',
      'none',
    ]);
    expect(grouped([], 'none', order)).toEqual([]);
  });
});
