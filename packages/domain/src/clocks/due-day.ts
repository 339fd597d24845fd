import { dateAt, endOfHours, type WorkingCalendar } from './calendar.ts';

/** When a day such as `2026-11-26` is over for a company: as its working hours end. The same whoever sets it. */
export const dueOn = (day: string, on: WorkingCalendar): string => new Date(endOfHours(day, on)).toISOString();

/** The day on which it is due in the zone of that company; hours that end at midnight end the day before. */
export const dueDay = (dueAt: string, timeZone: string): string => dateAt(Date.parse(dueAt) - 1, timeZone);
