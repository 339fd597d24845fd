import { dueDay, dueOn } from '@crossflow/domain/clocks/due-day';
import type { Live } from './live.svelte.ts';

/** The day on which something is due where this company is, as a date field wants it: the same for every reader. Empty where there is none. */
export const dayDue = (dueAt: string | null, partyId: string, live: Live): string =>
  dueAt === null ? '' : dueDay(dueAt, live.get('party', partyId)?.timeZone ?? 'UTC');

/** The instant for a day chosen where this company is; null for an empty field. `before` stays where the company is not known here. */
export function dueOnDay(day: string, partyId: string, live: Live, before: string | null = null): string | null {
  const party = live.get('party', partyId);
  if (day === '') return null;
  return party === undefined ? before : dueOn(day, party);
}
