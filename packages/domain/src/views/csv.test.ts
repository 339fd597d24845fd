import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

test('commas, quotes and lines stay in their cell, Chinese is told to Excel', () => {
  expect(
    csvText([
      ['Key', '标题'],
      ['T-1', 'a, "b"\nc'],
    ]),
  ).toBe('\ufeff"Key","标题"\r\n"T-1","a, ""b""\nc"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('%j is no formula', (cell) => {
  expect(csvText([[cell]])).toBe(`\ufeff"'${cell}"\r\n`);
});
