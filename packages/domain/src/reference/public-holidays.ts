import reference from './public-holidays.json' with { type: 'json' };

/** A country's public holidays; a first proposal for a company's calendar, which its lead confirms. */
export interface HolidayCalendar {
  readonly code: string;
  readonly name: string;
  readonly nameZh: string;
  readonly holidays: readonly PublicHoliday[];
  /** Weekend days that are worked in exchange. */
  readonly workdays: readonly string[];
}
export interface PublicHoliday {
  readonly date: string;
  readonly name: string;
  readonly nameZh: string;
}

export const holidayCalendars: readonly HolidayCalendar[] = reference.calendars.map(
  ({ code, name, name_zh: nameZh, holidays, workdays }) => ({
    ...{ code, name, nameZh, workdays },
    holidays: holidays.map((holiday) => ({ date: holiday.date, name: holiday.name, nameZh: holiday.name_zh })),
  }),
);

/** The days off and the worked weekends of a country, as a company's calendar holds them. */
export function publicHolidays(code: string): {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
} {
  const calendar = holidayCalendars.find((one) => one.code === code);
  if (calendar === undefined) throw new Error(`public holidays: no calendar ${code}`);
  return { holidays: calendar.holidays.map(({ date }) => date), workdays: calendar.workdays };
}

/** The name of a company's day off, where it is a public holiday of the country whose days it keeps most of. */
export function holidayName(date: string, holidays: readonly string[]): PublicHoliday | undefined {
  const kept = new Set(holidays);
  const shared = (calendar: HolidayCalendar) => calendar.holidays.filter((holiday) => kept.has(holiday.date)).length;
  const [nearest] = holidayCalendars.toSorted((a, b) => shared(b) - shared(a));
  return nearest?.holidays.find((holiday) => holiday.date === date);
}
