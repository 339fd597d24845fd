import type { WorkingHours } from '@crossflow/domain/organizations/organization';
import { look } from '#lib/kernel/look.svelte.ts';

const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** "Mon" for 1, in the reader's language. */
export const weekdayWord = (day: number): string =>
  new Intl.DateTimeFormat(look.locale === 'en' ? 'en-GB' : look.locale, { weekday: 'short', timeZone: 'UTC' }).format(
    MONDAY + (day - 1) * DAY_MS,
  );

/** "Mon–Fri 09:00–17:30"; days that do not follow each other are named one by one. */
export function hoursWords({ days, from, to }: WorkingHours): string {
  const [first = 1, last = 1] = [days[0], days.at(-1)];
  const run = days.length > 2 && last - first === days.length - 1;
  const named = run ? `${weekdayWord(first)}–${weekdayWord(last)}` : days.map(weekdayWord).join(' ');
  return `${named} ${from}–${to}`;
}
