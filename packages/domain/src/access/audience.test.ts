import { expect, test } from 'vitest';
import { namesRefusal } from './audience.ts';

// Two licensees that may not know of each other, beside a sponsor whom both know.
const [sponsor, first, second] = [0b001, 0b010, 0b100];
const parties = [
  { id: 'sponsor', seat: 0, audience: sponsor | first | second },
  { id: 'first', seat: 1, audience: sponsor | first },
  { id: 'second', seat: 2, audience: sponsor | second },
];

test.each([
  [['sponsor'], first | second, null],
  [['first'], sponsor, null],
  [['first'], sponsor | second, 'audience-reveals-company'],
  [['sponsor', 'second'], first, 'audience-reveals-company'],
  [['second', 'somebody unknown'], second, null],
  [[], sponsor | first | second, null],
  [['first'], 0, null],
])('what names %j may be shown to %i: %s', (named, audience, refusal) => {
  expect(namesRefusal(named, audience, parties)).toBe(refusal);
});
