import { ticketClockStates, ticketTargets, type Severity } from '../reference/ticket-taxonomy.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { dayLength, type CountedOn, type WorkingCalendar } from './calendar.ts';

/** The three promises of a ticket. */
export const clockNames = ['response', 'update', 'resolution'] as const;
export type ClockName = (typeof clockNames)[number];

/** ISO 8601 duration that a severity allows, such as `PT8H` or `P5D` (working days). */
export const limitOf = (severity: Severity, name: ClockName): string => ticketTargets[severity][name];

/** What the clocks of a ticket count on: a critical one never stops for the night. */
export const countedOn = (severity: Severity, calendar: WorkingCalendar | undefined): CountedOn =>
  calendar === undefined || ticketTargets[severity].roundTheClock ? 'always' : calendar;

/** Whether the clocks run in this state; the taxonomy says. */
export const runsIn = (state: TicketState): boolean => ticketClockStates.has(state);

/** A limit in working milliseconds: a day is as long as the company works on one. */
export function limitMs(limit: string, on: CountedOn): number {
  const [, days = '0', hours = '0', minutes = '0'] = DURATION.exec(limit) ?? [];
  return Number(days) * dayLength(on) + Number(hours) * 3_600_000 + Number(minutes) * 60_000;
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
