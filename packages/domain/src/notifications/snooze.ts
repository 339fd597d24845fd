import type { Refusal } from '../access/refusal.ts';
import { afterWorking, dateAt, startOfDate, type WorkingCalendar } from '../clocks/calendar.ts';

/** A time to which something can be put off: in the hours and the zone of whoever puts it off. */
export interface SnoozeChoice {
  readonly id: 'later' | 'tomorrow' | 'monday';
  /** Milliseconds. */
  readonly until: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LATER = 3 * HOUR;
const HALF_HOUR = 30 * MINUTE;
const FURTHEST_DAYS = 366;
const MONDAY = 1;

/** Later today (three working hours on, where the day has them), the next working morning, and the one from Monday on. Each time once. */
export function snoozeChoices(now: number, calendar: WorkingCalendar): SnoozeChoice[] {
  const { timeZone } = calendar;
  const today = dateAt(now, timeZone);
  const morning = (date: string) => afterWorking(calendar, startOfDate(date, timeZone), 0);
  const later = Math.ceil(afterWorking(calendar, now, LATER) / HALF_HOUR) * HALF_HOUR;
  const all: SnoozeChoice[] = [
    { id: 'later', until: later },
    { id: 'tomorrow', until: morning(plusDays(today, 1)) },
    { id: 'monday', until: morning(nextMonday(today)) },
  ];
  return all.filter(({ id, until }, place) => {
    if (id === 'later') return dateAt(until, timeZone) === today;
    // A Friday's tomorrow is Monday, and is called so.
    return !all.some((other, at) => at > place && other.until === until);
  });
}

/** Why something cannot sleep until then, or null. */
export function snoozeRefusal(until: string, at: string): Refusal | null {
  const ahead = Date.parse(until) - Date.parse(at);
  if (ahead <= 0) return 'snooze-in-the-past';
  return ahead > FURTHEST_DAYS * DAY ? 'snooze-too-far' : null;
}

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

function nextMonday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return plusDays(date, (MONDAY - weekday + 7) % 7 || 7);
}
