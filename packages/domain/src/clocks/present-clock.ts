import { isOpen, type Ticket } from '../tickets/ticket.ts';
import { workingBetween, worksAt, type CountedOn } from './calendar.ts';
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
}

type Calendars = readonly PartyCalendar[];
const LAST_QUARTER = 0.75;
const DAY = 86_400_000;

/** The clock that a row shows: of those that still run, the one that ends first. Null: nobody has to move, or no clock. */
export function presentClock(ticket: Ticket, now: number, parties: Calendars): PresentClock | null {
  const answer = answerClock(ticket, now, parties);
  const resolution = resolutionClock(ticket, now, parties);
  if (answer === null || resolution === null || resolution.metAt !== null) return answer;
  if (answer.dueAt === null) return answer;
  return resolution.dueAt !== null && resolution.dueAt < answer.dueAt ? resolution : answer;
}

/** Until when the company whose turn it is says something; a due date set by hand wins. */
export function answerClock(ticket: Ticket, now: number, parties: Calendars): PresentClock | null {
  if (!isOpen(ticket)) return null;
  if (ticket.dueAt !== null) return dueClock(ticket, ticket.dueAt, now, parties);
  const { update = null, response = null } = ticket.clocks ?? {};
  if (update !== null) return shown('update', update, ticket, now, parties);
  return response === null || response.metAt !== null ? null : shown('response', response, ticket, now, parties);
}

export function responseClock(ticket: Ticket, now: number, parties: Calendars): PresentClock | null {
  const clock = ticket.clocks?.response ?? null;
  return clock === null ? null : shown('response', clock, ticket, now, parties);
}

export function resolutionClock(ticket: Ticket, now: number, parties: Calendars): PresentClock | null {
  const clock = ticket.clocks?.resolution ?? null;
  return clock === null ? null : shown('resolution', clock, ticket, now, parties);
}

export const clockStandings = ['breached', 'due', 'running', 'paused'] as const;
export type ClockStanding = (typeof clockStandings)[number];

/** How a ticket stands by its clock, for lists and counts: `due` within 24 hours. A ticket without a clock is in time. */
export function clockStanding(ticket: Ticket, now: number, parties: Calendars): ClockStanding | null {
  if (!isOpen(ticket)) return null;
  const clock = presentClock(ticket, now, parties);
  if (clock?.breached) return 'breached';
  if (clock === null) return 'running';
  if (clock.state === 'paused') return 'paused';
  return clock.dueAt !== null && Date.parse(clock.dueAt) - now <= DAY ? 'due' : 'running';
}

/** Days that it has waited for the company whose turn it is; the name is the filter's word. */
export const ageBands = ['0-1', '1-3', '3-7', '7-'] as const;
export type AgeBand = (typeof ageBands)[number];

export function ageBand({ turnSince }: Pick<Ticket, 'turnSince'>, now: number): AgeBand {
  const days = (now - Date.parse(turnSince)) / DAY;
  if (days < 1) return '0-1';
  if (days < 3) return '1-3';
  return days < 7 ? '3-7' : '7-';
}

function dueClock(ticket: Ticket, dueAt: string, now: number, parties: Calendars): PresentClock {
  const { turnParty: partyId, turnSince } = ticket;
  const clock = { ...{ limit: '', partyId, startedAt: turnSince, dueAt }, ...WAITS_FOR_NOTHING };
  const on = countsOn(ticket, partyId, parties);
  const allowed = workingBetween(on, Date.parse(turnSince), Date.parse(dueAt));
  const present = picture('due', clock, { on, allowed, now });
  const stopped = !runsIn(ticket.state) && !present.breached;
  return { ...present, limit: null, ...(stopped ? { state: 'paused', resting: false } : {}) };
}

const WAITS_FOR_NOTHING = { leftMs: null, pausedAt: null, metAt: null, toldAt: null };

function shown(name: ClockName, clock: Clock, ticket: Ticket, now: number, parties: Calendars): PresentClock {
  const on = countsOn(ticket, clock.partyId, parties);
  return picture(name, clock, { on, allowed: limitMs(clock.limit, on), now });
}

interface Measure {
  readonly on: CountedOn;
  /** Working milliseconds allowed in all. */
  readonly allowed: number;
  readonly now: number;
}

function picture(name: PresentClock['name'], clock: Clock, { on, allowed, now }: Measure): PresentClock {
  const at = clock.metAt === null ? now : Date.parse(clock.metAt);
  const leftMs = leftAt(clock, on, at);
  const breached = clock.dueAt === null ? leftMs < 0 : Date.parse(clock.dueAt) < at;
  const share = (allowed - leftMs) / Math.max(1, allowed);
  const { limit, partyId, dueAt, pausedAt, metAt, startedAt } = clock;
  return {
    ...{ name, limit, partyId, dueAt, pausedAt, metAt, startedAt, leftMs, breached },
    share: breached ? Math.max(share, 1.01) : Math.min(1, Math.max(0, share)),
    state: stateOf(clock, share, breached),
    resting: metAt === null && dueAt !== null && !worksAt(on, now),
  };
}

function stateOf(clock: Clock, share: number, breached: boolean): PresentClock['state'] {
  if (clock.metAt !== null) return 'met';
  if (breached) return 'late';
  if (clock.leftMs !== null) return 'paused';
  return share >= LAST_QUARTER ? 'soon' : 'running';
}
