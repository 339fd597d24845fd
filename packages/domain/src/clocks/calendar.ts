import type { WorkingHours } from '../organizations/organization.ts';

/** When a company works: hours on its weekdays, days off, and weekend days that are worked all the same. */
export interface WorkingCalendar {
  readonly timeZone: string;
  readonly workingHours: WorkingHours;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** What a clock counts on; `always` is round the clock. */
export type CountedOn = WorkingCalendar | 'always';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A calendar that never works again is given up after so many days. */
const LOOK_AHEAD_DAYS = 3_660;

/** Working milliseconds between two instants (milliseconds); 0 where the second is not later. */
export function workingBetween(on: CountedOn, from: number, to: number): number {
  if (to <= from) return 0;
  if (on === 'always') return to - from;
  const days = daysOf(on);
  let sum = 0;
  for (let day = days.at(from) - 1; day <= days.at(to) + 1; day += 1) {
    const [opens, closes] = days.span(day);
    sum += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
  }
  return sum;
}

/** The instant (milliseconds) after so much working time; before it, where `working` is negative. */
export function afterWorking(on: CountedOn, from: number, working: number): number {
  if (on === 'always') return from + working;
  return working < 0 ? earlier(on, from, -working) : later(on, from, working);
}

/** Whether the company works at this instant. */
export const worksAt = (on: CountedOn, at: number): boolean => on === 'always' || workingBetween(on, at, at + 1) > 0;

/** The working time of one whole day, in milliseconds: what a target of one day (`P1D`) allows. */
export function dayLength(on: CountedOn): number {
  if (on === 'always') return DAY;
  const { from, to } = on.workingHours;
  return (minuteOf(to) - minuteOf(from)) * MINUTE;
}

/** The days off that are still to come, the next first: dates of the company's own zone. */
export function comingHolidays({ holidays, timeZone }: WorkingCalendar, at: number): string[] {
  const today = dateOf(Math.floor((at + offsetAt(at, timeZone)) / DAY));
  return holidays.filter((date) => date >= today).toSorted();
}

/** The beginning (milliseconds) of a date such as `2026-11-01` in a zone. */
export const startOfDate = (date: string, timeZone: string): number => localInstant(dayOf(date), 0, timeZone);

/** When working hours end (milliseconds) on a date of the company's own zone, worked or not. */
export const endOfHours = (date: string, { timeZone, workingHours }: WorkingCalendar): number =>
  localInstant(dayOf(date), minuteOf(workingHours.to), timeZone);

/** The date in a zone at an instant. */
export const dateAt = (at: number, timeZone: string): string => dateOf(Math.floor((at + offsetAt(at, timeZone)) / DAY));

function later(on: WorkingCalendar, from: number, working: number): number {
  const days = daysOf(on);
  const first = days.at(from) - 1;
  let left = working;
  for (let day = first; day < first + LOOK_AHEAD_DAYS; day += 1) {
    const [opens, closes] = days.span(day);
    const start = Math.max(from, opens);
    if (closes <= start) continue;
    if (left <= closes - start) return start + left;
    left -= closes - start;
  }
  return from + LOOK_AHEAD_DAYS * DAY;
}

function earlier(on: WorkingCalendar, from: number, working: number): number {
  const days = daysOf(on);
  const last = days.at(from) + 1;
  let left = working;
  for (let day = last; day > last - LOOK_AHEAD_DAYS; day -= 1) {
    const [opens, closes] = days.span(day);
    const end = Math.min(from, closes);
    if (end <= opens) continue;
    if (left <= end - opens) return end - left;
    left -= end - opens;
  }
  return from - LOOK_AHEAD_DAYS * DAY;
}

/** One calendar's days by number since 1970-01-01. Each is worked out once: asking a zone for its offset is what costs. */
interface Days {
  /** The day of an instant, give or take one where clocks change. */
  at(instant: number): number;
  /** When work begins and ends that day, in milliseconds; both the same where there is none. */
  span(day: number): readonly [number, number];
}

const byObject = new WeakMap<WorkingCalendar, Days>();
const byContent = new Map<string, Days>();
const MOST_KEPT = 100;

function daysOf(calendar: WorkingCalendar): Days {
  const known = byObject.get(calendar);
  if (known !== undefined) return known;
  const { timeZone, workingHours, holidays, workdays } = calendar;
  const content = JSON.stringify([timeZone, workingHours, holidays, workdays]);
  if (byContent.size > MOST_KEPT) byContent.clear();
  const days = byContent.get(content) ?? newDays(calendar);
  byContent.set(content, days);
  byObject.set(calendar, days);
  return days;
}

function newDays({ timeZone, workingHours, holidays, workdays }: WorkingCalendar): Days {
  const [off, extra] = [new Set(holidays), new Set(workdays)];
  const spans = new Map<number, readonly [number, number]>();
  const [from, to] = [minuteOf(workingHours.from), minuteOf(workingHours.to)];
  const usual = offsetAt(0, timeZone);
  const worked = (day: number): boolean => {
    const date = dateOf(day);
    return extra.has(date) || (!off.has(date) && workingHours.days.includes(weekdayOf(day)));
  };
  const span = (day: number): readonly [number, number] => {
    const known = spans.get(day);
    if (known !== undefined) return known;
    const opens = localInstant(day, from, timeZone);
    const made = worked(day) ? ([opens, localInstant(day, to, timeZone)] as const) : ([opens, opens] as const);
    spans.set(day, made);
    return made;
  };
  return { at: (instant) => Math.floor((instant + usual) / DAY), span };
}

/** The instant at which the wall clock of a zone shows this minute of this day; where it is skipped, as much later. */
function localInstant(day: number, minute: number, timeZone: string): number {
  const wall = day * DAY + minute * MINUTE;
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which a zone's wall clock is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { ...WALL, timeZone });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE) * MINUTE;
}

const WALL: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
};

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / DAY;
/** ISO weekday, 1 for Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
