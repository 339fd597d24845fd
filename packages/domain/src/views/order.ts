import { nextDue } from '../clocks/present-clock.ts';
import { severityCodes, severityRank, ticketCategories } from '../reference/ticket-taxonomy.ts';
import { isOpen, priorities, ticketStates, type Ticket } from '../tickets/ticket.ts';
import { nobody, type Columning, type Grouping, type Sorting } from './query.ts';

type Compare = (a: Ticket, b: Ticket) => number;

/** Of the company that waits longest first; what nobody has to move last, the newest first. */
const byAge: Compare = (a, b) => {
  const [open, other] = [isOpen(a), isOpen(b)];
  if (open !== other) return open ? -1 : 1;
  return open ? text(a.turnSince, b.turnSince) : text(b.updatedAt, a.updatedAt);
};

const orders: Readonly<Record<Sorting, Compare>> = {
  age: byAge,
  clock: (a, b) => text(dueOf(a), dueOf(b)) || byAge(a, b),
  updated: (a, b) => text(b.updatedAt, a.updatedAt),
  raised: (a, b) => text(b.raisedAt, a.raisedAt),
  severity: (a, b) => severityRank(a.severity) - severityRank(b.severity) || byAge(a, b),
  priority: (a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || byAge(a, b),
};

export function comparison(sort: Sorting, reversed: boolean): Compare {
  const compare = orders[sort];
  const sign = reversed ? -1 : 1;
  return (a, b) => sign * compare(a, b) || text(a.id, b.id);
}

/**
 * Tickets in one order, kept from change to change: what did not change is the same object in the same place, and only the rest is
 * sorted and laid between. Filtering what comes out keeps the order.
 */
export class Ordered {
  #given: readonly Ticket[] = [];
  #members: ReadonlySet<Ticket> = new Set();
  #by = '';
  #ordered: readonly Ticket[] = [];

  of(tickets: readonly Ticket[], sort: Sorting, reversed: boolean): readonly Ticket[] {
    const by = `${sort} ${reversed}`;
    if (tickets === this.#given && by === this.#by) return this.#ordered;
    const compare = comparison(sort, reversed);
    const members = new Set(tickets);
    this.#ordered = by === this.#by ? this.#again(tickets, members, compare) : tickets.toSorted(compare);
    this.#given = tickets;
    this.#members = members;
    this.#by = by;
    return this.#ordered;
  }

  #again(tickets: readonly Ticket[], members: ReadonlySet<Ticket>, compare: Compare): readonly Ticket[] {
    const same = this.#ordered.filter((ticket) => members.has(ticket));
    const fresh = tickets.filter((ticket) => !this.#members.has(ticket)).sort(compare);
    return merged(same, fresh, compare);
  }
}

/** Two lists, each in order, as one. */
function merged(many: readonly Ticket[], few: readonly Ticket[], compare: Compare): readonly Ticket[] {
  const all: Ticket[] = [];
  let from = 0;
  for (const one of few) {
    const place = placeOf(one, many, from, compare);
    for (; from < place; from += 1) all.push(many[from] as Ticket);
    all.push(one);
  }
  for (; from < many.length; from += 1) all.push(many[from] as Ticket);
  return all;
}

function placeOf(one: Ticket, many: readonly Ticket[], from: number, compare: Compare): number {
  let [low, high] = [from, many.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(many[middle] as Ticket, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Group {
  /** A company, state, severity, category or person; `settled` where nobody has to move, `none` where nobody is named. */
  readonly id: string;
  readonly tickets: readonly Ticket[];
}

/** In what order companies and people stand, own company and self first; and whose company the assignees are of. */
export interface GroupOrder {
  readonly us: string;
  readonly parties: readonly string[];
  readonly members: readonly string[];
}

export const settled = 'settled';

/** Parts tickets by what they are grouped by; within a group the order stays. Groups without a ticket are left out. */
export function grouped(tickets: readonly Ticket[], by: Grouping, order: GroupOrder): Group[] {
  if (by === 'none') return tickets.length === 0 ? [] : [{ id: 'all', tickets }];
  const groups = Map.groupBy(tickets, (ticket) => groupOf(ticket, by, order.us));
  const ranks = new Map(groupIds(by, order).map((id, rank) => [id, rank]));
  const rank = (id: string) => ranks.get(id) ?? ranks.size;
  return [...groups]
    .map(([id, some]) => ({ id, tickets: some }))
    .toSorted((a, b) => rank(a.id) - rank(b.id) || text(a.id, b.id));
}

/** The columns of a board: every one, whether or not it holds a ticket. */
export function columned(tickets: readonly Ticket[], by: Columning, order: GroupOrder): Group[] {
  const groups = Map.groupBy(tickets, (ticket) => groupOf(ticket, by, order.us));
  return groupIds(by, order).map((id) => ({ id, tickets: groups.get(id) ?? [] }));
}

function groupOf(ticket: Ticket, by: Exclude<Grouping, 'none'>, ours: string): string {
  switch (by) {
    case 'turn':
      return isOpen(ticket) ? ticket.turnParty : settled;
    case 'state':
      return ticket.state;
    case 'severity':
      return ticket.severity;
    case 'category':
      return ticket.category;
    case 'assignee':
      return ticket.assignees[ours] ?? nobody;
  }
}

function groupIds(by: Exclude<Grouping, 'none'>, { parties, members }: GroupOrder): readonly string[] {
  switch (by) {
    case 'turn':
      return [...parties, settled];
    case 'state':
      return ticketStates;
    case 'severity':
      return severityCodes;
    case 'category':
      return ticketCategories.map(({ code }) => code);
    case 'assignee':
      return [...members, nobody];
  }
}

const LAST = '9999';
const dueOf = (ticket: Ticket): string => nextDue(ticket) ?? LAST;
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
