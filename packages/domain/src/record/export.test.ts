import { expect, test } from 'vitest';
import { type Actor, programRoles } from '../access/actor.ts';
import { exportRefusal, takeExport } from './export.ts';

test('a lead takes the export of the company, nobody else, and nobody through borrowed eyes', () => {
  const allowed = programRoles.filter((role) => exportRefusal({ role }) === null);

  expect(allowed).toEqual(['lead']);
  expect(exportRefusal({ role: 'contributor' })).toBe('not-your-role');
  expect(exportRefusal({ role: 'lead', readOnly: true })).toBe('read-only');
});

test('that it was taken is told to nobody but the company itself', () => {
  const lead: Actor = {
    ...{ memberId: 'm', personId: 'x', programId: 'p', partyId: 'licensee', partyKind: 'licensee', role: 'lead' },
    ...{ seat: 0b100, mask: 0b1100 },
  };
  const { changes, notices } = takeExport('e', lead, '2026-11-28T12:00:00.000Z');

  expect(changes).toMatchObject([
    { kind: 'export', verb: 'taken', audience: 0b100, row: { partyId: 'licensee', takenBy: 'm', version: 1 } },
  ]);
  expect(notices).toEqual([]);
  expect(() => takeExport('e', { ...lead, role: 'quality' }, '2026-11-28T12:00:00.000Z')).toThrow('not-your-role');
});
