import { z } from 'zod';
import { type Actor, roleRefusal } from '../access/actor.ts';
import { allow, Refused, type Refusal } from '../access/refusal.ts';
import { changed, type Outcome } from '../record/change.ts';
import { command, id } from '../record/command.ts';
import { timeZone } from './inputs.ts';
import type { Party } from './organization.ts';

const MOST_DAYS = 400;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { message: 'not-a-time' });
const date = z.iso.date();
const dates = z
  .array(date)
  .max(MOST_DAYS)
  .transform((given) => [...new Set(given)].toSorted());
const workingHours = z
  .strictObject({ from: time, to: time, days: z.array(z.int().min(1).max(7)).min(1).max(7) })
  .refine(({ from, to }) => from < to, { message: 'closes-before-it-opens', path: ['to'] })
  .transform(({ days, ...hours }) => ({ ...hours, days: [...new Set(days)].toSorted() }));

/** When a company works: the hours of its days, its days off, and weekend days that it works in exchange. */
export const calendarInput = command({
  partyId: id,
  version: z.int().min(1),
  timeZone,
  workingHours,
  holidays: dates,
  workdays: dates,
}).refine(({ holidays, workdays }) => !workdays.some((day) => holidays.includes(day)), {
  message: 'day-off-and-worked',
  path: ['workdays'],
});
export type CalendarInput = z.output<typeof calendarInput>;

/** Why this actor may not set a company's calendar, or null: its own leads alone. */
export function calendarRefusal(party: Pick<Party, 'id'>, actor: Actor): Refusal | null {
  if (party.id !== actor.partyId) return 'not-your-company';
  return roleRefusal(actor, ['lead']);
}

/** A company's calendar from now on. A clock that runs keeps its due time until the next move that touches it. */
export function setCalendar(party: Party, actor: Actor, input: CalendarInput): Outcome {
  allow(calendarRefusal(party, actor));
  if (input.version !== party.version) throw new Refused('stale', party);
  const { timeZone: zone, workingHours: hours, holidays, workdays } = input;
  const next: Party = { ...party, timeZone: zone, workingHours: hours, holidays, workdays };
  return { changes: [changed('party', 'rescheduled', party, next)], notices: [] };
}
