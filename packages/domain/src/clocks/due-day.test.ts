import { expect, test } from 'vitest';
import { dueDay, dueOn } from './due-day.ts';

const company = (timeZone: string, to: string) => ({
  ...{ timeZone, holidays: ['2026-12-25'], workdays: [] },
  workingHours: { from: '09:00', to, days: [1, 2, 3, 4, 5] },
});

test.each([
  ['in Paris', 'Europe/Paris', '17:30', '2026-11-26', '2026-11-26T16:30:00.000Z'],
  ['in Paris, in summer', 'Europe/Paris', '17:30', '2026-07-01', '2026-07-01T15:30:00.000Z'],
  ['in Wuxi', 'Asia/Shanghai', '18:00', '2026-11-26', '2026-11-26T10:00:00.000Z'],
  ['in São Paulo', 'America/Sao_Paulo', '18:00', '2026-11-26', '2026-11-26T21:00:00.000Z'],
  ['where work goes on until midnight', 'Asia/Shanghai', '24:00', '2026-11-26', '2026-11-26T16:00:00.000Z'],
  ['on a Saturday', 'Europe/Paris', '17:30', '2026-11-28', '2026-11-28T16:30:00.000Z'],
  ['on a day off', 'Europe/Paris', '17:30', '2026-12-25', '2026-12-25T16:30:00.000Z'],
])('a due day ends as working hours do %s, and is that day again', (_, timeZone, to, day, dueAt) => {
  expect(dueOn(day, company(timeZone, to))).toBe(dueAt);
  expect(dueDay(dueAt, timeZone)).toBe(day);
});

test('what was set otherwise is due on the day that it is there', () => {
  expect(dueDay('2026-11-26T16:30:00.000Z', 'Asia/Shanghai')).toBe('2026-11-27');
});
