import { expect, test } from 'vitest';
import { programRoles } from '../access/actor.ts';
import { exportRefusal } from './export.ts';

test('a lead takes the export of the company, nobody else, and nobody through borrowed eyes', () => {
  const allowed = programRoles.filter((role) => exportRefusal({ role }) === null);

  expect(allowed).toEqual(['lead']);
  expect(exportRefusal({ role: 'contributor' })).toBe('not-your-role');
  expect(exportRefusal({ role: 'lead', readOnly: true })).toBe('read-only');
});
