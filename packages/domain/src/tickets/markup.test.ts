import { expect, test } from 'vitest';
import { parseMarkup, plainText } from './markup.ts';

const people = [
  { id: 'm1', names: ['Gu Mingyuan', '顾明远'] },
  { id: 'm2', names: ['Gu Ming'] },
];

test('a paragraph keeps its line breaks and its marks', () => {
  expect(parseMarkup('Raise **the sparge** *10 %*\n`pH` and CO~2~ at 10^6^')).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { text: 'Raise ', mark: 'plain' },
          { text: 'the sparge', mark: 'bold' },
          { text: ' ', mark: 'plain' },
          { text: '10 %', mark: 'italic' },
        ],
        [
          { text: 'pH', mark: 'code' },
          { text: ' and CO', mark: 'plain' },
          { text: '2', mark: 'sub' },
          { text: ' at 10', mark: 'plain' },
          { text: '6', mark: 'sup' },
        ],
      ],
    },
  ]);
});

test.each([
  ['- one\n- two', { kind: 'list', ordered: false }],
  ['1. one\n2) two', { kind: 'list', ordered: true }],
  ['> said\n> twice', { kind: 'quote' }],
  ['```\n<script>\n```', { kind: 'code', text: '<script>' }],
  ['```\nnever closed', { kind: 'code', text: 'never closed' }],
])('%j is one block', (body, expected) => {
  const blocks = parseMarkup(body);
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toMatchObject(expected);
});

test('links are written out, http alone, and end before punctuation', () => {
  const [block] = parseMarkup('See https://example.com/a?b=1). javascript:alert(1) 见 https://example.com/说明。');
  expect(block).toMatchObject({ kind: 'paragraph' });
  const links = block?.kind === 'paragraph' ? block.lines.flat().filter(({ mark }) => mark === 'link') : [];
  expect(links.map(({ target }) => target)).toEqual(['https://example.com/a?b=1', 'https://example.com/说明']);
});

test('the longest name wins, in either script; an unknown name stays text', () => {
  const [block] = parseMarkup('@Gu Mingyuan @顾明远 @Gu Ming @Nobody', people);
  const spans = block?.kind === 'paragraph' ? block.lines.flat() : [];
  expect(spans.filter(({ mark }) => mark === 'mention').map(({ target }) => target)).toEqual(['m1', 'm1', 'm2']);
  expect(spans.at(-1)).toEqual({ text: ' @Nobody', mark: 'plain' });
});

test('lone marks stay as they were written', () => {
  expect(plainText('2 * 3 * 4 and ~10 % and ** and `')).toBe('2 * 3 * 4 and ~10 % and ** and `');
});

test('plain text is one line without marks', () => {
  expect(plainText('**Agree**:\n\n- raise\n- hold\n> why')).toBe('Agree: raise hold why');
});
