import { dueDay, dueOn } from '@crossflow/domain/clocks/due-day';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import type { Live } from '../kernel/live.svelte.ts';

type Due = Pick<Ticket, 'dueAt' | 'turnParty'>;

/** The day on which a ticket is due where the turn is, as a date field wants it: the same for every reader. Empty where there is none. */
export const dayOf = ({ dueAt, turnParty }: Due, live: Live): string =>
  dueAt === null ? '' : dueDay(dueAt, live.get('party', turnParty)?.timeZone ?? 'UTC');

/** The instant for a chosen day; none for an empty field. */
export function dueAtOn(day: string, { dueAt, turnParty }: Due, live: Live): string | null {
  const party = live.get('party', turnParty);
  if (day === '') return null;
  return party === undefined ? dueAt : dueOn(day, party);
}
