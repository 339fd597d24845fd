import { m } from '@crossflow/i18n';
import { look } from './look.svelte.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICK_MS = 10_000;

class Clock {
  /** Milliseconds; moves every ten seconds while the page is seen. */
  now = $state(Date.now());

  constructor() {
    const tick = () => {
      if (document.visibilityState === 'visible') this.now = Date.now();
    };
    setInterval(tick, TICK_MS);
    addEventListener('visibilitychange', tick);
  }
}
export const clock = new Clock();

/** A length of time in its largest unit: "12 s", "44 min", "2 h", "5 d". Under two days it stays in hours. */
export function duration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < MINUTE) return m.kernel_seconds({ n: Math.floor(length / 1000) });
  if (length < HOUR) return m.kernel_minutes({ n: Math.floor(length / MINUTE) });
  if (length < 2 * DAY) return m.kernel_hours({ n: Math.floor(length / HOUR) });
  return m.kernel_days({ n: Math.floor(length / DAY) });
}

/** How long ago, for lists. */
export function age(instant: string): string {
  return duration(clock.now - Date.parse(instant));
}

/** "10:42" in a zone; the reader's own where none is given, here as everywhere below. */
export function timeOfDay(instant: string | number | Date, timeZone?: string): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }, instant);
}

/** "24 Nov 2026" or 2026年11月24日. */
export function day(instant: string | number | Date, timeZone?: string): string {
  return format({ day: 'numeric', month: 'short', year: 'numeric', timeZone }, instant);
}

/** "Tue 24 Nov 2026". */
export function weekday(instant: string | number | Date, timeZone?: string): string {
  return format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone }, instant).replaceAll(
    ',',
    '',
  );
}

/** "Tue 1 Dec". */
export function shortDay(instant: string | number | Date, timeZone?: string): string {
  return format({ weekday: 'short', day: 'numeric', month: 'short', timeZone }, instant).replaceAll(',', '');
}

/** When something is due: the time where that is today, else the day. */
export function dueWords(instant: string): string {
  return day(instant) === day(clock.now) ? timeOfDay(instant) : shortDay(instant);
}

/** "24 Nov 2026, 17:42". */
export function moment(instant: string | number | Date, timeZone?: string): string {
  return format(
    { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
    instant,
  );
}

export interface Place {
  readonly city: string;
  readonly timeZone: string;
}

/** The same instant where each company is, for titles: "Paris 24 Nov 2026, 10:42 · Wuxi …". Places that agree are named together. */
export function everywhere(instant: string | number | Date, places: readonly Place[]): string {
  const told = Map.groupBy(places, ({ timeZone }) => moment(instant, timeZone));
  return [...told].map(([when, here]) => `${here.map(({ city }) => city).join(', ')} ${when}`).join('\n');
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  options: Intl.DateTimeFormatOptions & { timeZone?: string | undefined },
  instant: string | number | Date,
): string {
  const locale = look.locale === 'en' ? 'en-GB' : look.locale;
  const placed = { ...options, timeZone: options.timeZone ?? look.timeZone };
  const name = locale + JSON.stringify(placed);
  const present = formats.get(name) ?? new Intl.DateTimeFormat(locale, placed as Intl.DateTimeFormatOptions);
  formats.set(name, present);
  return present.format(typeof instant === 'string' ? new Date(instant) : instant);
}
