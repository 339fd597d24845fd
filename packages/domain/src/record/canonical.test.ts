import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('every text stands as JSON writes it, whatever is in it', () => {
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const text = `a${String.fromCharCode(unit)}b`;
    expect(canonicalJson(text)).toBe(JSON.stringify(text));
  }
  expect(canonicalJson({ '"': '\u{1f9ea}' })).toBe(JSON.stringify({ '"': '\u{1f9ea}' }));
});

test('keys are sorted by code unit, at every depth, and what is undefined is left out', () => {
  expect(canonicalJson({ b: [{ z: 1, Z: 2 }, undefined], a: undefined, B: null })).toBe(
    '{"B":null,"b":[{"Z":2,"z":1},null]}',
  );
});
