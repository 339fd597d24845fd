import type { Party } from '@crossflow/domain/organizations/organization';
import { m } from '@crossflow/i18n';
import { clock, timeOfDay } from './clock.svelte.ts';

const CLOSING_SOON_MINUTES = 120;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Where a company stands in its own day: open, closing within two hours, or closed. */
export function officeState({ timeZone, workingHours }: Party, now: number): 'open' | 'closing' | 'closed' {
  const { days, from, to } = workingHours;
  const there = new Date(now).toLocaleString('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const [weekday = '', time = ''] = there.split(/[ ,]+/);
  const minute = minutes(time);
  const works = days.includes(weekdays.indexOf(weekday) + 1) && minute >= minutes(from) && minute < minutes(to);
  if (!works) return 'closed';
  return minutes(to) - minute <= CLOSING_SOON_MINUTES ? 'closing' : 'open';
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

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};
