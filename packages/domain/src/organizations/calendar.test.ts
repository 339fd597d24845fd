import { expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { calendarInput, calendarRefusal, setCalendar } from './calendar.ts';
import type { Party } from './organization.ts';

const uuid = '00000000-0000-4000-8000-000000000001';
const party = { id: uuid, programId: 'program', audience: 7, version: 3, timeZone: 'Europe/Paris' } as Party;
const lead = { memberId: 'lead', partyId: uuid, role: 'lead' } as Actor;
const given = {
  ...{ commandId: uuid, partyId: uuid, version: 3, timeZone: 'Europe/Paris' },
  workingHours: { from: '09:00', to: '17:30', days: [5, 1, 2, 3, 4, 1] },
  ...{ holidays: ['2026-12-25', '2026-05-01', '2026-12-25'], workdays: ['2026-10-10'] },
};

test('days are kept once and in order', () => {
  expect(calendarInput.parse(given)).toMatchObject({
    workingHours: { days: [1, 2, 3, 4, 5] },
    holidays: ['2026-05-01', '2026-12-25'],
  });
});

test.each([
  ['hours that end before they begin', { workingHours: { from: '18:00', to: '09:00', days: [1] } }],
  ['a week without a working day', { workingHours: { from: '09:00', to: '17:00', days: [] } }],
  ['a time that is none', { workingHours: { from: '9 am', to: '17:00', days: [1] } }],
  ['a date that is none', { holidays: ['2026-02-30'] }],
  ['a day that is off and worked', { workdays: ['2026-12-25'] }],
  ['a zone that is none', { timeZone: 'Paris' }],
])('refuses %s at the door', (_, over) => {
  expect(calendarInput.safeParse({ ...given, ...over }).success).toBe(false);
});

test.each([
  ['a lead of the company', lead, null],
  ['a contributor', { ...lead, role: 'contributor' as const }, 'not-your-role'],
  ['a lead of another company', { ...lead, partyId: 'another' }, 'not-your-company'],
])('%s: %s', (_, actor, refusal) => {
  expect(calendarRefusal(party, actor)).toBe(refusal);
});

test('a calendar is set under the version that was seen', () => {
  const input = calendarInput.parse(given);
  expect(setCalendar(party, lead, input).changes).toMatchObject([
    { verb: 'rescheduled', row: { version: 4, workdays: ['2026-10-10'] } },
  ]);
  expect(() => setCalendar(party, lead, { ...input, version: 2 })).toThrow('stale');
});
