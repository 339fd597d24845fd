import { expect, test } from 'vitest';
import taxonomy from './ticket-taxonomy.json' with { type: 'json' };
import {
  resolutionCodes,
  severityRank,
  ticketCategories,
  ticketCategory,
  ticketSeverities,
} from './ticket-taxonomy.ts';

test('the typed codes are those of the reference text', () => {
  expect(resolutionCodes).toEqual(taxonomy.resolution_codes);
  expect(ticketSeverities.map(({ code }) => severityRank(code))).toEqual([1, 2, 3, 4]);
  expect(ticketCategories).toHaveLength(taxonomy.categories.length);
});

test('every category has both names, and companies that usually answer and see it', () => {
  for (const category of ticketCategories) {
    expect(category.name && category.nameZh, category.code).toBeTruthy();
    expect(category.resolverKinds.length, category.code).toBeGreaterThan(0);
  }
  expect(ticketCategory('TS-META')?.audienceKinds).toEqual(['sponsor', 'cdmo']);
  expect(ticketCategory('TS-REG')?.audienceKinds).toEqual(['sponsor', 'licensee']);
  expect(ticketCategory('TS-IT')?.audienceKinds).toEqual([]);
});
