import { expect, test } from 'vitest';
import type { WorkingCalendar } from '../clocks/calendar.ts';
import { snoozeChoices, snoozeRefusal } from './snooze.ts';

const paris: WorkingCalendar = {
  timeZone: 'Europe/Paris',
  workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
  holidays: ['2026-11-25'],
  workdays: [],
};
const choices = (now: string, calendar = paris) =>
  snoozeChoices(Date.parse(now), calendar).map(({ id, until }) => `${id} ${new Date(until).toISOString()}`);

test('on a Tuesday morning: later today, the next working morning past a holiday, and Monday', () => {
  expect(choices('2026-11-24T09:42:00Z')).toEqual([
    'later 2026-11-24T13:00:00.000Z',
    'tomorrow 2026-11-26T08:00:00.000Z',
    'monday 2026-11-30T08:00:00.000Z',
  ]);
});

test('late in the day there is no later; on a Friday tomorrow is Monday', () => {
  expect(choices('2026-11-26T15:30:00Z')).toEqual([
    'tomorrow 2026-11-27T08:00:00.000Z',
    'monday 2026-11-30T08:00:00.000Z',
  ]);
  expect(choices('2026-11-27T15:30:00Z')).toEqual(['monday 2026-11-30T08:00:00.000Z']);
});

test('the hours and the zone are the person’s own', () => {
  const wuxi = { ...paris, timeZone: 'Asia/Shanghai', holidays: [] };
  expect(choices('2026-11-24T09:42:00Z', wuxi)).toEqual([
    'tomorrow 2026-11-25T01:00:00.000Z',
    'monday 2026-11-30T01:00:00.000Z',
  ]);
});

test.each([
  ['2026-11-24T10:00:00Z', null],
  ['2026-11-24T09:00:00Z', 'snooze-in-the-past'],
  ['2028-11-24T10:00:00Z', 'snooze-too-far'],
])('until %s: %s', (until, refusal) => {
  expect(snoozeRefusal(until, '2026-11-24T09:00:00Z')).toBe(refusal);
});
