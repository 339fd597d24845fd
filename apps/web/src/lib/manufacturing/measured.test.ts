import { expect, test } from 'vitest';
import { parseMeasured } from './measured.ts';

test.each([
  ['6.98', { value: 6.98, censor: null }],
  [' 6,98 ', { value: 6.98, censor: null }],
  ['-70', { value: -70, censor: null }],
  ['<0.05', { value: 0.05, censor: '<' }],
  ['＞ 3', { value: 3, censor: '>' }],
  ['.5', { value: 0.5, censor: null }],
  ['', null],
  ['1.2.3', null],
  ['1,234.5', null],
  ['7 pH', null],
])('%j is read as %j', (typed, measured) => {
  expect(parseMeasured(typed)).toEqual(measured);
});
