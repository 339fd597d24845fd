import { expect, test } from 'vitest';
import { startWorld } from '../world/world.ts';

test('each company meets the companies it may know of, and nobody else', async () => {
  const { sponsor, cdmo, licensee, secondLicensee, expectReplayed } = await startWorld();

  const known = (player: typeof sponsor) =>
    player
      .rows('party')
      .map(({ shortName }) => shortName)
      .sort();
  expect(known(sponsor)).toEqual(['Exemplis', 'Modelo', 'Shili', 'Yangben']);
  expect(known(cdmo)).toEqual(['Exemplis', 'Modelo', 'Shili', 'Yangben']);
  expect(known(licensee)).toEqual(['Exemplis', 'Shili', 'Yangben']);
  expect(known(secondLicensee)).toEqual(['Exemplis', 'Modelo', 'Yangben']);
  await expectReplayed();
});

test('a company is not told of seats it may not know of, in any audience', async () => {
  const { licensee } = await startWorld();
  const { rows } = await licensee.bootstrap();
  const seats = licensee.rows('party').reduce((all, { seat }) => all | (1 << seat), 0);

  for (const row of Object.values(rows).flat()) expect(row.audience & ~seats, JSON.stringify(row)).toBe(0);
});
