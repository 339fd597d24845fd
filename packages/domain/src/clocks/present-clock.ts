import { isOpen, type Ticket } from '../tickets/ticket.ts';
import { afterWorking, dayLength, workingBetween, worksAt, type CountedOn } from './calendar.ts';
import type { Clock } from './clock.ts';
import { limitMs, runsIn, type ClockName } from './targets.ts';
import { countsOn, leftAt, type PartyCalendar } from './ticket-clocks.ts';

/** A clock as a screen shows it at an instant. */
export interface PresentClock {
  /** `due` is a date that somebody set by hand. */
  readonly name: ClockName | 'due';
  readonly limit: string | null;
  readonly partyId: string;
  readonly state: 'running' | 'soon' | 'late' | 'paused' | 'met';
  /** Elapsed share of the working time allowed; above 1 once it is late. */
  readonly share: number;
  /** Working milliseconds left; below zero once it is late. */
  readonly leftMs: number;
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  readonly metAt: string | null;
  readonly startedAt: string;
  /** It runs, but the company does not work now. */
  readonly resting: boolean;
  /** Late now, or was when it was met. */
  readonly breached: boolean;
  /** When it goes on, where it rests. */
  readonly goesOnAt: string | null;
  /** A whole working day of it, in milliseconds. */
  readonly dayMs: number;
  readonly roundTheClock: boolean;
}

type Calendars = readonly PartyCalendar[];
const LAST_QUARTER = 0.75;
const DAY = 86_400_000;

/** The clock that a row shows: of those that still run, the one that ends first. Null: nobody has to move, or no clock. */
export const presentClock = (ticket: Ticket, now: number, parties: Calendars): PresentClock | null =>
  shown(pressing(ticket), ticket, now, parties);

/** Until when the company whose turn it is says something; a due date set by hand wins. */
export const answerClock = (ticket: Ticket, now: number, parties: Calendars): PresentClock | null =>
  shown(answerOf(ticket), ticket, now, parties);

export const responseClock = (ticket: Ticket, now: number, parties: Calendars): PresentClock | null =>
  shown(of('response', ticket), ticket, now, parties);

export const resolutionClock = (ticket: Ticket, now: number, parties: Calendars): PresentClock | null =>
  shown(of('resolution', ticket), ticket, now, parties);

export const clockStandings = ['breached', 'due', 'running', 'paused'] as const;
export type ClockStanding = (typeof clockStandings)[number];

/** How a ticket stands by its clock, for lists and counts: `due` within 24 hours. A ticket without a clock is in time. */
export function clockStanding(ticket: Ticket, now: number): ClockStanding | null {
  if (!isOpen(ticket)) return null;
  const found = pressing(ticket);
  if (found === null) return 'running';
  if (isBreached(found.clock, now)) return 'breached';
  if (isStopped(found, ticket)) return 'paused';
  return Date.parse(found.clock.dueAt ?? '') - now <= DAY ? 'due' : 'running';
}

/** When the clock that a row shows runs out; null where none runs. For lists that are sorted by it. */
export const nextDue = (ticket: Ticket): string | null =>
  isOpen(ticket) ? (pressing(ticket)?.clock.dueAt ?? null) : null;

/** Days that it has waited for the company whose turn it is; the name is the filter's word. */
export const ageBands = ['0-1', '1-3', '3-7', '7-'] as const;
export type AgeBand = (typeof ageBands)[number];

export function ageBand({ turnSince }: Pick<Ticket, 'turnSince'>, now: number): AgeBand {
  const days = (now - Date.parse(turnSince)) / DAY;
  if (days < 1) return '0-1';
  if (days < 3) return '1-3';
  return days < 7 ? '3-7' : '7-';
}

interface Named {
  readonly name: PresentClock['name'];
  readonly clock: Clock;
}

function of(name: ClockName, ticket: Ticket): Named | null {
  const clock = ticket.clocks?.[name] ?? null;
  return clock === null ? null : { name, clock };
}

function answerOf(ticket: Ticket): Named | null {
  if (!isOpen(ticket)) return null;
  const { dueAt, turnParty: partyId, turnSince: startedAt } = ticket;
  if (dueAt !== null) return { name: 'due', clock: { ...BY_HAND, partyId, startedAt, dueAt } };
  const response = of('response', ticket);
  return of('update', ticket) ?? (response?.clock.metAt === null ? response : null);
}

const BY_HAND = { limit: '', leftMs: null, pausedAt: null, metAt: null, toldAt: null };

function pressing(ticket: Ticket): Named | null {
  const [answer, resolution] = [answerOf(ticket), of('resolution', ticket)];
  if (answer === null || resolution === null || resolution.clock.metAt !== null) return answer;
  const [answerDue, resolutionDue] = [answer.clock.dueAt, resolution.clock.dueAt];
  return answerDue !== null && resolutionDue !== null && resolutionDue < answerDue ? resolution : answer;
}

const isBreached = ({ dueAt, leftMs, metAt }: Clock, now: number): boolean =>
  dueAt === null ? (leftMs ?? 0) < 0 : Date.parse(dueAt) < (metAt === null ? now : Date.parse(metAt));

/** A due date set by hand stands still where the other clocks do. */
const isStopped = ({ name, clock }: Named, { state }: Ticket): boolean =>
  clock.metAt === null && (clock.leftMs !== null || (name === 'due' && !runsIn(state)));

function shown(named: Named | null, ticket: Ticket, now: number, parties: Calendars): PresentClock | null {
  if (named === null) return null;
  const { name, clock } = named;
  // A date that somebody set is a date: it comes at night as well.
  const on = name === 'due' ? 'always' : countsOn(ticket, clock.partyId, parties);
  const { limit, partyId, dueAt, pausedAt, metAt, startedAt } = clock;
  const at = metAt === null ? now : Date.parse(metAt);
  const leftMs = leftAt(clock, on, at);
  const breached = isBreached(clock, now);
  const share = shareOf(named, on, leftMs);
  const stopped = isStopped(named, ticket);
  const resting = metAt === null && !stopped && !worksAt(on, now);
  return {
    ...{ name, partyId, dueAt, pausedAt, metAt, startedAt, leftMs, breached },
    limit: name === 'due' ? null : limit,
    share: breached ? Math.max(share, LEAST_LATE) : Math.min(1, Math.max(0, share)),
    state: stateOf(clock, share, { breached, stopped }),
    ...{ resting, dayMs: dayLength(on), roundTheClock: on === 'always' },
    goesOnAt: resting ? new Date(afterWorking(on, now, 1) - 1).toISOString() : null,
  };
}

const LEAST_LATE = 1.01;

function shareOf({ name, clock }: Named, on: CountedOn, leftMs: number): number {
  const { startedAt, dueAt, limit } = clock;
  const allowed =
    name === 'due' ? workingBetween(on, Date.parse(startedAt), Date.parse(dueAt ?? '')) : limitMs(limit, on);
  return (allowed - leftMs) / Math.max(1, allowed);
}

function stateOf(
  clock: Clock,
  share: number,
  { breached, stopped }: { readonly breached: boolean; readonly stopped: boolean },
): PresentClock['state'] {
  if (clock.metAt !== null) return 'met';
  if (breached) return 'late';
  if (stopped) return 'paused';
  return share >= LAST_QUARTER ? 'soon' : 'running';
}
