import { expect, test } from 'vitest';
import { fold, holdsAll, searchWords } from './fold.ts';
import { snippetOf } from './snippet.ts';

test.each([
  ['Filter SIZING', 'filter sizing'],
  ['ＵＦ／ＤＦ　膜', 'uf/df 膜'],
  ['Crème  brûlée\n', 'creme brulee'],
])('%j is searched as %j', (text, folded) => expect(fold(text)).toBe(folded));

test.each([
  ['除病毒过滤器的面积', '过滤', true],
  ['除病毒过滤器的面积', '除病毒 面积', true],
  ['filter sizing of the VF step', 'sizing FILTER', true],
  ['filter sizing', 'filter resin', false],
])('%j holds %j: %s', (text, query, holds) => expect(holdsAll(fold(text), searchWords(query))).toBe(holds));

const marked = (text: string, query: string) => {
  const snippet = snippetOf(text, searchWords(query));
  return snippet && { text: snippet.text, marks: snippet.marks.map(([from, to]) => snippet.text.slice(from, to)) };
};

test('a snippet shows the words around the match and marks each, in the form in which they were written', () => {
  expect(marked('The Ｆilter was sized twice.', 'filter sized')).toEqual({
    text: 'The Ｆilter was sized twice.',
    marks: ['Ｆilter', 'sized'],
  });
  expect(marked('建议除病毒过滤器面积增加一倍', '过滤 面积')?.marks).toEqual(['过滤', '面积']);
  expect(marked('overlap', 'over erl')?.marks).toEqual(['overl']);
  const long = `${'word '.repeat(60)}needle ${'word '.repeat(60)}`;
  const snippet = marked(long, 'needle')!;
  expect(snippet.text).toMatch(/^… word .*needle.* …$/);
  expect(snippet.text.length).toBeLessThan(180);
  expect(snippet.marks).toEqual(['needle']);
});

test('no snippet where a word is missing, or none was asked for', () => {
  expect(marked('nothing here', 'needle')).toBeNull();
  expect(marked('nothing here', ' ')).toBeNull();
});
