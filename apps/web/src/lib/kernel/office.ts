import { workingBetween, worksAt } from '@crossflow/domain/clocks/calendar';
import type { Party } from '@crossflow/domain/organizations/organization';
import { m } from '@crossflow/i18n';
import { clock, timeOfDay } from './clock.svelte.ts';

const CLOSING_SOON_MS = 120 * 60_000;

/** Where a company stands in its own day: open, closing within two hours, or closed. A day off is a closed one. */
export function officeState(party: Party, now: number): 'open' | 'closing' | 'closed' {
  if (!worksAt(party, now)) return 'closed';
  return workingBetween(party, now, now + CLOSING_SOON_MS) < CLOSING_SOON_MS ? 'closing' : 'open';
}

/** "Shanghai 17:42, closes 18:00". */
export function officeLine(party: Party): string {
  const here = { city: party.city, time: timeOfDay(clock.now, party.timeZone) };
  switch (officeState(party, clock.now)) {
    case 'open':
      return m.kernel_office_open(here);
    case 'closing':
      return m.kernel_office_closing({ ...here, to: party.workingHours.to });
    case 'closed':
      return m.kernel_office_closed(here);
  }
}
