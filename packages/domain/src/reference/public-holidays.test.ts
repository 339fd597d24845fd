import { expect, test } from 'vitest';
import { holidayCalendars, holidayName, publicHolidays } from './public-holidays.ts';

test('every day is a day of the years it is meant for, named in both languages and given once', () => {
  for (const { code, holidays, workdays } of holidayCalendars) {
    const dates = holidays.map(({ date }) => date);
    expect(dates, code).toEqual([...new Set(dates)].toSorted());
    expect(dates.every((date) => /^202[67]-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)))).toBe(true);
    expect(holidays.every(({ name, nameZh }) => name !== '' && nameZh !== '')).toBe(true);
    expect(workdays.every((date) => [0, 6].includes(new Date(date).getUTCDay()) && !dates.includes(date))).toBe(true);
  }
});

test('a day off is named after the country whose days the company keeps', () => {
  const { holidays } = publicHolidays('CN');
  expect(holidayName('2026-10-01', holidays)?.nameZh).toBe('国庆节');
  expect(holidayName('2026-07-14', holidays)).toBeUndefined();
  expect(holidayName('2027-01-01', publicHolidays('FR').holidays)?.name).toBe("New Year's Day");
});
