import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterWorking,
  comingHolidays,
  dateAt,
  dayLength,
  workingBetween,
  worksAt,
  type CountedOn,
} from './calendar.ts';

const weekdays = [1, 2, 3, 4, 5];
const paris = {
  timeZone: 'Europe/Paris',
  workingHours: { from: '09:00', to: '17:30', days: weekdays },
  holidays: ['2026-12-25', '2027-01-01'],
  workdays: [],
};
/** National Day week of 2026 with its two moved weekends. */
const wuxi = {
  timeZone: 'Asia/Shanghai',
  workingHours: { from: '09:00', to: '18:00', days: weekdays },
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-09-20', '2026-10-10'],
};
/** A plant that works through the night in which clocks change. */
const allDay = {
  timeZone: 'Europe/Paris',
  workingHours: { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] },
  holidays: [],
  workdays: [],
};
const hours = (n: number) => n * 3_600_000;
const between = (on: CountedOn, from: string, to: string) => workingBetween(on, Date.parse(from), Date.parse(to));
const after = (on: CountedOn, from: string, working: number) =>
  new Date(afterWorking(on, Date.parse(from), working)).toISOString();

describe('working time', () => {
  test.each([
    ['within one day', paris, '2026-11-24T09:00:00.000Z', '2026-11-24T11:30:00.000Z', 2.5],
    ['over a night', paris, '2026-11-24T15:30:00.000Z', '2026-11-25T09:00:00.000Z', 2],
    ['over a weekend', paris, '2026-11-27T15:30:00.000Z', '2026-11-30T09:00:00.000Z', 2],
    ['before and after hours', paris, '2026-11-24T02:00:00.000Z', '2026-11-24T22:00:00.000Z', 8.5],
    ['backwards is nothing', paris, '2026-11-25T09:00:00.000Z', '2026-11-24T09:00:00.000Z', 0],
    ['a weekend alone', paris, '2026-11-28T00:00:00.000Z', '2026-11-29T22:00:00.000Z', 0],
    ['over Christmas', paris, '2026-12-24T15:30:00.000Z', '2026-12-28T09:00:00.000Z', 2],
    ['the day the clocks go back', paris, '2026-10-23T14:30:00.000Z', '2026-10-26T09:00:00.000Z', 2],
    ['the day the clocks go forward', paris, '2026-03-27T15:30:00.000Z', '2026-03-30T08:00:00.000Z', 2],
    ['a day of 25 hours', allDay, '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 25],
    ['a day of 23 hours', allDay, '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', 23],
    ['over National Day week', wuxi, '2026-09-30T09:00:00.000Z', '2026-10-08T02:00:00.000Z', 2],
    ['on a moved working Saturday', wuxi, '2026-10-09T16:00:00.000Z', '2026-10-11T16:00:00.000Z', 9],
    ['on a moved working Sunday', wuxi, '2026-09-19T16:00:00.000Z', '2026-09-20T16:00:00.000Z', 9],
    ['round the clock', 'always', '2026-11-27T15:30:00.000Z', '2026-11-30T15:30:00.000Z', 72],
  ] as const)('%s', (_, on, from, to, expected) => {
    expect(between(on, from, to)).toBe(hours(expected));
  });

  test.each([
    ['the same day', paris, '2026-11-24T09:00:00.000Z', 2, '2026-11-24T11:00:00.000Z'],
    ['up to the end of the day', paris, '2026-11-24T09:00:00.000Z', 7.5, '2026-11-24T16:30:00.000Z'],
    ['the next morning', paris, '2026-11-24T16:00:00.000Z', 1, '2026-11-25T08:30:00.000Z'],
    ['Monday, from a Saturday', paris, '2026-11-28T12:00:00.000Z', 1, '2026-11-30T09:00:00.000Z'],
    ['over the winter time', paris, '2026-10-23T15:00:00.000Z', 1, '2026-10-26T08:30:00.000Z'],
    ['over National Day week', wuxi, '2026-09-30T09:00:00.000Z', 2, '2026-10-08T02:00:00.000Z'],
    ['on a moved Saturday', wuxi, '2026-10-09T09:00:00.000Z', 2, '2026-10-10T02:00:00.000Z'],
    ['round the clock', 'always', '2026-11-28T12:00:00.000Z', 48, '2026-11-30T12:00:00.000Z'],
    ['nothing, within hours', paris, '2026-11-24T09:00:00.000Z', 0, '2026-11-24T09:00:00.000Z'],
    ['backwards over a night', paris, '2026-11-25T09:00:00.000Z', -2, '2026-11-24T15:30:00.000Z'],
  ] as const)('is over: %s', (_, on, from, working, expected) => {
    expect(after(on, from, hours(working))).toBe(expected);
  });

  test('what comes after so much working time is so much working time away, forwards and backwards', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
    fc.assert(
      fc.property(
        fc.constantFrom(paris, wuxi, allDay),
        instant,
        fc.integer({ min: 1, max: hours(400) }),
        (on, at, ms) => {
          expect(workingBetween(on, at, afterWorking(on, at, ms))).toBe(ms);
          expect(workingBetween(on, afterWorking(on, at, -ms), at)).toBe(ms);
        },
      ),
    );
  });

  test('of two spans that meet adds up', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-06-30') });
    fc.assert(
      fc.property(
        fc.constantFrom(paris, wuxi, allDay),
        fc.array(instant, { minLength: 3, maxLength: 3 }),
        (on, three) => {
          const [a = 0, b = 0, c = 0] = three.toSorted((x, y) => x - y);
          expect(workingBetween(on, a, b) + workingBetween(on, b, c)).toBe(workingBetween(on, a, c));
        },
      ),
    );
  });
});

test('a day is as long as the company works on one', () => {
  expect([paris, wuxi, 'always' as const].map((on) => dayLength(on) / hours(1))).toEqual([8.5, 9, 24]);
});

test('whether a company works now, and its next days off', () => {
  const at = (instant: string) => Date.parse(instant);
  expect(worksAt(paris, at('2026-11-24T08:00:00.000Z'))).toBe(true);
  expect(worksAt(paris, at('2026-11-24T07:59:59.000Z'))).toBe(false);
  expect(worksAt(wuxi, at('2026-10-02T03:00:00.000Z'))).toBe(false);
  expect(comingHolidays(wuxi, at('2026-10-02T20:00:00.000Z'))).toEqual(['2026-10-05', '2026-10-06', '2026-10-07']);
  expect(dateAt(at('2026-10-02T20:00:00.000Z'), 'Asia/Shanghai')).toBe('2026-10-03');
});
