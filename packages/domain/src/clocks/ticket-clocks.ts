import { isOpen, type Ticket } from '../tickets/ticket.ts';
import { severityRank } from '../reference/ticket-taxonomy.ts';
import { afterWorking, workingBetween, type CountedOn, type WorkingCalendar } from './calendar.ts';
import type { Clock, TicketClocks } from './clock.ts';
import { countedOn, limitMs, limitOf, runsIn, type ClockName } from './targets.ts';

export type PartyCalendar = WorkingCalendar & { readonly id: string };

/** The instant of a move, the company that made it (null: the system), and the calendars of the companies it knows of. */
export interface Moment {
  readonly at: string;
  readonly by: string | null;
  readonly parties: readonly PartyCalendar[];
}

/**
 * The clocks of a ticket after a move. First response runs until the company asked replies or takes the question up; update then
 * runs until the company whose turn it is says something, and starts anew; resolution runs until the ticket is settled. Each counts
 * on the calendar of the company whose turn it is: when the turn moves, the working time left moves with it.
 */
export function clocksAfter(before: Ticket | null, next: Ticket, moment: Moment): TicketClocks {
  if (before === null || before.clocks === null) return begin(next, moment);
  if (next.state === 'cancelled') return ended(before.clocks);
  const reopened = !isOpen(before) && isOpen(next);
  const response = responseAfter(before, next, moment);
  return {
    response,
    update: updateAfter(before, next, moment, { reopened, answered: response === null || response.metAt !== null }),
    resolution: reopened ? started('resolution', next, moment) : resolutionAfter(before, next, moment),
    toldDue: next.dueAt === before.clocks.toldDue ? before.clocks.toldDue : null,
  };
}

/** What a clock counts on, by the severity the ticket has. */
export const countsOn = (
  { severity }: Pick<Ticket, 'severity'>,
  partyId: string,
  parties: readonly PartyCalendar[],
): CountedOn =>
  countedOn(
    severity,
    parties.find(({ id }) => id === partyId),
  );

/** Working milliseconds left at an instant; below zero once it is late. */
export function leftAt(clock: Clock, on: CountedOn, at: number): number {
  if (clock.leftMs !== null || clock.dueAt === null) return clock.leftMs ?? 0;
  const due = Date.parse(clock.dueAt);
  return due >= at ? workingBetween(on, at, due) : -workingBetween(on, due, at);
}

function begin(ticket: Ticket, moment: Moment): TicketClocks {
  const asked = ticket.state === 'new';
  return {
    response: asked ? started('response', ticket, moment) : null,
    update: asked || !isOpen(ticket) ? null : started('update', ticket, moment),
    resolution: isOpen(ticket) ? started('resolution', ticket, moment) : null,
    toldDue: null,
  };
}

/** Raised in error: what was kept stays, what still ran is no promise any more. */
function ended({ response, toldDue }: TicketClocks): TicketClocks {
  return { response: response?.metAt == null ? null : response, update: null, resolution: null, toldDue };
}

function responseAfter(before: Ticket, next: Ticket, moment: Moment): Clock | null {
  const clock = before.clocks?.response ?? null;
  if (clock === null || clock.metAt !== null) return clock;
  const asked = moment.by === before.askedParty;
  const acted = next.lastReplyAt !== before.lastReplyAt || next.state !== before.state;
  if ((asked && acted) || !isOpen(next)) return met(clock, moment.at);
  return carried('response', clock, before, next, moment);
}

interface Turned {
  readonly reopened: boolean;
  /** The first response was given: only then is there a next word to wait for. */
  readonly answered: boolean;
}

function updateAfter(before: Ticket, next: Ticket, moment: Moment, { reopened, answered }: Turned): Clock | null {
  if (!isOpen(next) || !answered) return null;
  const clock = before.clocks?.update ?? null;
  const said = moment.by === before.turnParty && next.lastReplyAt !== before.lastReplyAt;
  if (clock === null || said || reopened) return started('update', next, moment);
  return carried('update', clock, before, next, moment);
}

function resolutionAfter(before: Ticket, next: Ticket, moment: Moment): Clock | null {
  const clock = before.clocks?.resolution ?? null;
  if (clock === null || clock.metAt !== null) return clock;
  return isOpen(next) ? carried('resolution', clock, before, next, moment) : met(clock, moment.at);
}

const met = (clock: Clock, at: string): Clock => ({ ...clock, metAt: at });

function started(name: ClockName, ticket: Ticket, { at, parties }: Moment): Clock {
  const on = countsOn(ticket, ticket.turnParty, parties);
  const limit = limitOf(ticket.severity, name);
  const base = { limit, partyId: ticket.turnParty, startedAt: at, metAt: null, toldAt: null };
  return set(base, limitMs(limit, on), on, ticket, at);
}

/** A clock that goes on: unchanged, unless the turn moved, the severity changed, or it was stopped or let go. */
function carried(name: ClockName, clock: Clock, before: Ticket, next: Ticket, { at, parties }: Moment): Clock {
  const runs = runsIn(next.state);
  const partyId = runs ? next.turnParty : clock.partyId;
  const retargeted = before.severity !== next.severity;
  if (partyId === clock.partyId && !retargeted && runs === (clock.leftMs === null)) return clock;
  const on = countsOn(next, partyId, parties);
  const left = leftAt(clock, countsOn(before, clock.partyId, parties), Date.parse(at));
  const limit = limitOf(next.severity, name);
  const allowed = retargeted ? fairLeft(clock, before, next, { left, full: limitMs(limit, on), on, at }) : left;
  return set({ ...clock, limit, partyId }, allowed, on, next, at);
}

/** A worse severity never gives more time than was left, a milder one never less. */
function fairLeft(
  { dueAt }: Clock,
  before: Ticket,
  next: Ticket,
  { left, full, on, at }: { left: number; full: number; on: CountedOn; at: string },
): number {
  const overdue = dueAt !== null && dueAt < at;
  const was = dueAt === null || overdue ? left : workingBetween(on, Date.parse(at), Date.parse(dueAt));
  return severityRank(next.severity) < severityRank(before.severity) ? Math.min(was, full) : Math.max(was, full);
}

function set(
  clock: Omit<Clock, 'dueAt' | 'leftMs' | 'pausedAt'> & { readonly pausedAt?: string | null },
  left: number,
  on: CountedOn,
  { state }: Ticket,
  at: string,
): Clock {
  const toldAt = left > 0 ? null : clock.toldAt;
  if (!runsIn(state)) return { ...clock, toldAt, dueAt: null, leftMs: left, pausedAt: clock.pausedAt ?? at };
  const dueAt = new Date(afterWorking(on, Date.parse(at), left)).toISOString();
  return { ...clock, toldAt, dueAt, leftMs: null, pausedAt: null };
}
