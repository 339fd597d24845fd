import { expect, test } from 'vitest';
import { parseMarkup, plainText, type Block } from './markup.ts';
import type { Mark, Span } from './markup-spans.ts';

const people = [
  { id: 'm1', names: ['Gu Mingyuan', '顾明远'] },
  { id: 'm2', names: ['Gu Ming'] },
];

const span = (text: string, ...marks: Mark[]): Span => ({ text, marks });
const spansOf = (block: Block | undefined) => (block?.kind === 'paragraph' ? block.lines.flat() : []);

test('a paragraph keeps its line breaks and its marks', () => {
  expect(parseMarkup('Raise **the sparge** *10 %*\n`pH` and CO~2~ at 10^6^, ~~not~~ now')).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [span('Raise '), span('the sparge', 'bold'), span(' '), span('10 %', 'italic')],
        [
          span('pH', 'code'),
          span(' and CO'),
          span('2', 'sub'),
          span(' at 10'),
          span('6', 'sup'),
          span(', '),
          span('not', 'strike'),
          span(' now'),
        ],
      ],
    },
  ]);
});

test.each([
  ['**pCO~2~ is high**', [span('pCO', 'bold'), span('2', 'bold', 'sub'), span(' is high', 'bold')]],
  ['***both***', [span('both', 'bold', 'italic')]],
  ['**a *b***', [span('a ', 'bold'), span('b', 'bold', 'italic')]],
  ['*a **b** c*', [span('a ', 'italic'), span('b', 'italic', 'bold'), span(' c', 'italic')]],
  ['~~a ~2~~~', [span('a ', 'strike'), span('2', 'strike', 'sub')]],
  ['**`a*b`**', [span('a*b', 'bold', 'code')]],
  ['a\\*b\\*c', [span('a*b*c')]],
  ['C:\\temp', [span('C:\\temp')]],
  ['2 * 3 * 4, ~10 % and **', [span('2 * 3 * 4, ~10 % and **')]],
])('%j', (body, spans) => {
  expect(spansOf(parseMarkup(body)[0])).toEqual(spans);
});

test.each([
  ['- one\n- two', { kind: 'list', ordered: false }],
  ['1. one\n2) two', { kind: 'list', ordered: true }],
  ['> said\n> twice', { kind: 'quote' }],
  ['```\n<script>\n```', { kind: 'code', text: '<script>' }],
  ['```\nnever closed', { kind: 'code', text: 'never closed' }],
  ['````\n```\n````', { kind: 'code', text: '```' }],
  ['| a |\n| --- |\n| b |', { kind: 'table', head: true, rows: [[[span('a')]], [[span('b')]]] }],
  [
    '|a|b|\n|c|',
    {
      kind: 'table',
      head: false,
      rows: [
        [[span('a')], [span('b')]],
        [[span('c')], []],
      ],
    },
  ],
  ['| x \\| y | **z** |', { kind: 'table', rows: [[[span('x | y')], [span('z', 'bold')]]] }],
  ['|ΔpH|', { kind: 'paragraph' }],
])('%j is one block', (body, expected) => {
  const blocks = parseMarkup(body);
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toMatchObject(expected);
});

test('links are written out or named, http alone, and end before punctuation', () => {
  const body =
    'See https://example.com/a?b=1). javascript:alert(1) 见 https://example.com/说明。 [plan](https://example.com/p)';
  const links = spansOf(parseMarkup(body)[0]).filter(({ link }) => link !== undefined);
  expect(links.map(({ text, link }) => [text, link])).toEqual([
    ['https://example.com/a?b=1', 'https://example.com/a?b=1'],
    ['https://example.com/说明', 'https://example.com/说明'],
    ['plan', 'https://example.com/p'],
  ]);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  '//host',
  '/path',
  'http:x',
  '#m-x',
  'vbscript:x',
  ' https://a b',
])('no link leads to %j', (address) => {
  expect(
    spansOf(parseMarkup(`[press](${address})`)[0]).filter(({ link }) => link?.startsWith('https:') === false),
  ).toEqual([]);
  expect(JSON.stringify(parseMarkup(`[press](${address})`))).not.toContain(`"link":${JSON.stringify(address)}`);
});

test('the longest name wins, in either script; an unknown name stays text', () => {
  const spans = spansOf(parseMarkup('@Gu Mingyuan @顾明远 @Gu Ming @Nobody', people)[0]);
  expect(spans.flatMap(({ mention }) => mention ?? [])).toEqual(['m1', 'm1', 'm2']);
  expect(spans.at(-1)).toEqual(span(' @Nobody'));
});

test('a text of nothing but signs is read in time', () => {
  for (const sign of ['*a ', '**', '[', '`', '~a', '^', '\\', '|', '***a', '[a](', '> ', '@']) {
    const body = sign.repeat(Math.ceil(20_000 / sign.length));
    expect(parseMarkup(body, people).length).toBeGreaterThan(0);
  }
});

test('plain text is one line without marks', () => {
  expect(plainText('**Agree**:\n\n- raise\n- hold\n> why\n\n| lot | pH |\n| --- | --- |\n| 014 | 7.0 |')).toBe(
    'Agree: raise hold why lot pH 014 7.0',
  );
});
