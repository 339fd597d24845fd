import { describe, expect, test } from 'vitest';
import { linesOf, parseMarkup, plainText, wordsOf, type Block } from './markup.ts';
import { markNames, type Mark, type Span } from './markup-spans.ts';
import { writeMarkup } from './markup-writing.ts';

const people = [{ id: 'm1', names: ['Gu Mingyuan', '顾明远'] }];
const paragraph = (...spans: Span[]): Block => ({ kind: 'paragraph', lines: [spans] });
const plain = (text: string): Block => paragraph({ text, marks: [] });

describe('what is written is read back', () => {
  test.each([
    ['Raise **the sparge** *10 %*, CO~2~ at 10^6^'],
    ['**pCO~2~ is high** and ***both***'],
    ['a **b *c*** d'],
    ['- one\n- two'],
    ['1. one\n2. two'],
    ['> said\n>\n> twice'],
    ['```\nx = 1\n\ny\n```'],
    ['| Day | Lactate |\n| --- | --- |\n| 9 | **1.9** |\n| | 2 |'],
    ['| 1 | 2 |\n| 3 | 4 |'],
    ['@Gu Mingyuan: see https://example.com/a and [the plan](https://example.com/p)'],
    ['> [Chen Lixing, 16:00](#m-00000000-0000-4000-8000-000000000001)\n> Cut the feed?'],
    ['one\ntwo\n\nthree'],
    ['2 * 3 * 4, ~10 %, 5 < 6, snake_case'],
  ])('%j stays as it is', (body) => {
    expect(writeMarkup(parseMarkup(body, people), people)).toBe(body);
  });

  test.each([
    ['a*b*c', 'a\\*b\\*c'],
    ['- no list', '\\- no list'],
    ['12. no list', '12\\. no list'],
    ['> no quote', '\\> no quote'],
    ['``` no code', '\\`\\`\\` no code'],
    ['| no | table |', '\\| no \\| table \\|'],
    ['x~2~', 'x\\~2\\~'],
    ['back\\*slash', 'back\\\\\\*slash'],
    ['C:\\temp', 'C:\\temp'],
  ])('the words %j are written as %j', (words, body) => {
    expect(writeMarkup([plain(words)])).toBe(body);
    expect(plainText(body)).toBe(words);
  });

  test('a table keeps its cells, bars and code in them too', () => {
    const cell = (text: string, ...marks: Mark[]) => [{ text, marks }];
    const table: Block = { kind: 'table', head: false, rows: [[cell('a|b'), cell('c|d', 'code'), cell('\\')]] };
    expect(parseMarkup(writeMarkup([table]))).toEqual([table]);
  });

  test('an address of another scheme is written as words', () => {
    expect(writeMarkup([paragraph({ text: 'press', marks: [], link: 'javascript:alert(1)' })])).toBe('press');
  });
});

describe('property', () => {
  const pieces = ['a', 'CO', '2', ' ', '*', '**', '~', '~~', '^', '`', '|', '\\', '[', '](', ')', '>', '-', '1.', '#', '通气', '@Gu Mingyuan', 'https://a.example/x', '<b>', '&amp;']; // oxfmt-ignore
  let seed = 20261126;
  const below = (limit: number) => (seed = (seed * 48271) % 2147483647) % limit;
  const words = () => Array.from({ length: 1 + below(4) }, () => pieces[below(pieces.length)]).join('');
  const span = (): Span => ({ text: words(), marks: below(2) === 0 ? [] : markNames.filter(() => below(4) === 0) });
  const line = () => Array.from({ length: 1 + below(4) }, span);
  const block = (): Block => {
    switch (below(5)) {
      case 0:
        return { kind: 'list', ordered: below(2) === 0, items: [line(), line()] };
      case 1:
        return { kind: 'quote', lines: [line(), line()] };
      case 2:
        return { kind: 'table', head: below(2) === 0, rows: [[line(), line()], [line(), line()]] }; // oxfmt-ignore
      case 3:
        return { kind: 'code', text: `${words()}\n${words()}` };
      default:
        return { kind: 'paragraph', lines: [line(), line()] };
    }
  };
  const letters = (blocks: readonly Block[]) =>
    blocks
      .flatMap((part) => (part.kind === 'code' ? [part.text] : linesOf(part).map(wordsOf)))
      .join('')
      .replace(/\s/g, '');

  test('words are never lost, and what was read is read the same from what is written of it', () => {
    for (let story = 0; story < 1500; story += 1) {
      const blocks = [block(), block()];
      const body = writeMarkup(blocks, people);
      const read = parseMarkup(body, people);
      expect(letters(read), `story ${story}: ${body}`).toBe(letters(blocks));
      expect(letters(parseMarkup(writeMarkup(read, people), people)), `story ${story}: ${body}`).toBe(letters(blocks));
    }
  });

  test('marks on ordinary words are kept, whatever stands beside them', () => {
    const marked = (): Span => ({ text: `w${below(9)}`, marks: [markNames[below(6)]!] });
    for (let story = 0; story < 500; story += 1) {
      const spans = [marked(), { text: ' - ', marks: [] }, marked(), { text: ', ', marks: [] }, marked()];
      expect(parseMarkup(writeMarkup([paragraph(...spans)]))).toEqual([paragraph(...spans)]);
    }
  });
});
