import { describe, expect, test } from 'vitest';
import { messageVersions, textChanges } from './versions.ts';

const told = (before: string, after: string) =>
  textChanges(before, after)
    .map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind])
    .join('');

describe('what an edit changed', () => {
  test.each([
    ['Rise the sparge', 'Raise the sparge', '-Rise-+Raise+ the sparge'],
    ['Raise the sparge', 'Raise the sparge 10 %', 'Raise the sparge+ 10 %+'],
    ['a b c', 'a c', 'a -b -c'],
    ['先提高底通气', '先提高顶通气', '先提高-底-+顶+通气'],
    ['same', 'same', 'same'],
    ['', 'all new', '+all new+'],
    ['all gone', '', '-all gone-'],
  ])('%j to %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  test('property: the pieces give both texts back', () => {
    const words = ['feed', 'sparge', ' ', ', ', '通', '气', '\n', '10', '%'];
    let seed = 7;
    const text = () =>
      Array.from({ length: 40 }, () => words[(seed = (seed * 48271) % 2147483647) % words.length]).join('');
    for (let round = 0; round < 200; round += 1) {
      const [before, after] = [text(), text()];
      const pieces = textChanges(before, after);
      const without = (kind: 'added' | 'removed') =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  });

  test('texts too long to compare are shown as replaced', () => {
    const [before, after] = ['a b '.repeat(3000), 'c d '.repeat(3000)];
    expect(textChanges(before, after).map(({ kind }) => kind)).toEqual(['removed', 'added', 'same']);
  });
});

test('the versions of a message are the texts its entries tell of, since the first one that is told', () => {
  const at = '2026-11-24T12:00:00.000Z';
  const edited = '2026-11-24T13:00:00.000Z';
  const row = { at, editedAt: null, body: 'Rise' };
  const later = { ...row, editedAt: edited, body: 'Raise' };
  const entries = [{ after: row }, { after: { ...row, twin: '提高' } }, { after: later }, { after: null }];
  expect(messageVersions(entries)).toEqual([
    { body: 'Rise', at },
    { body: 'Raise', at: edited },
  ]);
  expect(messageVersions(entries.slice(2))).toEqual([{ body: 'Raise', at: edited }]);
});
