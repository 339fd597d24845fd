import { isEscape, spanReader, type Nameable, type ReadSpans, type Span } from './markup-spans.ts';

/**
 * The small markup of replies and notes: paragraphs, **bold**, *italic*, ~~struck~~, `code`, ~sub~ and ^sup^, links, lists
 * ("- ", "1. "), quotes ("> "), tables (cells between pipes), fenced code. It is parsed to plain objects, so that nothing
 * written here can become HTML.
 */
export type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  /** Every row has as many cells as the longest. `head`: the first row names the columns. */
  | { readonly kind: 'table'; readonly head: boolean; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'code'; readonly text: string };
export type Line = readonly Span[];

export function parseMarkup(body: string, people: readonly Nameable[] = []): Block[] {
  const spans = spanReader(people);
  const lines = body.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length;) {
    const kind = lineKind(lines[index] ?? '');
    const end = kind === 'fence' ? fenceEnd(lines, index) : runEnd(lines, index, kind);
    if (kind !== 'blank') blocks.push(block(kind, lines.slice(index, end), spans));
    index = end;
  }
  return blocks;
}

/** The text without its marks, in one line: for lists, notifications and search. */
export function plainText(body: string): string {
  return parseMarkup(body)
    .flatMap((part) => (part.kind === 'code' ? [part.text] : linesOf(part).map(wordsOf)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The lines of a block one below the other: items and rows too. */
export function linesOf(part: Exclude<Block, { kind: 'code' }>): readonly Line[] {
  if (part.kind === 'list') return part.items;
  if (part.kind === 'table')
    return part.rows.map((row) => row.flatMap((cell, place) => (place === 0 ? cell : [GAP, ...cell])));
  return part.lines;
}

export const wordsOf = (line: Line): string => line.map(({ text }) => text).join('');

type LineKind = 'blank' | 'fence' | 'quote' | 'bullet' | 'number' | 'row' | 'text';

const GAP: Span = { text: ' ', marks: [] };
const BULLET = /^\s{0,3}[-*•]\s+/;
const NUMBER = /^\s{0,3}\d{1,3}[.)]\s+/;
const FENCE = /^`{3,}/;
const ROW = /^\s{0,3}\|.*\|\s*$/;
const SEPARATOR = /^\s{0,3}\|(\s*:?-{3,}:?\s*\|)+\s*$/;

function lineKind(line: string): LineKind {
  if (line.trim() === '') return 'blank';
  if (FENCE.test(line)) return 'fence';
  if (line.startsWith('>')) return 'quote';
  if (BULLET.test(line)) return 'bullet';
  if (ROW.test(line)) return 'row';
  return NUMBER.test(line) ? 'number' : 'text';
}

function runEnd(lines: readonly string[], start: number, kind: LineKind): number {
  let end = start + 1;
  while (end < lines.length && lineKind(lines[end] ?? '') === kind) end += 1;
  return end;
}

/** A fence is closed by one as long; one that is never closed runs to the end. */
function fenceEnd(lines: readonly string[], start: number): number {
  const fence = FENCE.exec(lines[start] ?? '')?.[0] ?? '';
  const close = lines.findIndex((line, index) => index > start && line.startsWith(fence));
  return close === -1 ? lines.length : close + 1;
}

function block(kind: LineKind, lines: readonly string[], spans: ReadSpans): Block {
  switch (kind) {
    case 'fence':
      return { kind: 'code', text: fenced(lines) };
    case 'quote':
      return { kind: 'quote', lines: lines.map((line) => spans(line.replace(/^>\s?/, ''))) };
    case 'bullet':
      return { kind: 'list', ordered: false, items: lines.map((line) => spans(line.replace(BULLET, ''))) };
    case 'number':
      return { kind: 'list', ordered: true, items: lines.map((line) => spans(line.replace(NUMBER, ''))) };
    case 'row':
      return table(lines, spans);
    case 'blank':
    case 'text':
      return { kind: 'paragraph', lines: lines.map(spans) };
  }
}

function fenced(lines: readonly string[]): string {
  const fence = FENCE.exec(lines[0] ?? '')?.[0] ?? '';
  const closed = lines.length > 1 && (lines.at(-1) ?? '').startsWith(fence);
  return lines.slice(1, closed ? -1 : undefined).join('\n');
}

/** A lone line between two bars is no table: it may be the amount of something. */
function table(lines: readonly string[], spans: ReadSpans): Block {
  const head = SEPARATOR.test(lines[1] ?? '');
  const rows = lines.filter((line, place) => !(head && place === 1)).map(cellsOf);
  const width = Math.max(...rows.map(({ length }) => length));
  if (width < 2 && !head) return { kind: 'paragraph', lines: lines.map(spans) };
  const filled = rows.map((cells) => Array.from({ length: width }, (_, place) => spans(cells[place] ?? '')));
  return { kind: 'table', head, rows: filled };
}

function cellsOf(line: string): string[] {
  const inner = line.trim().slice(1, -1);
  const cells: string[] = [];
  let from = 0;
  for (let at = 0; at < inner.length; at += isEscape(inner, at) ? 2 : 1) {
    if (inner[at] !== '|') continue;
    cells.push(inner.slice(from, at).trim());
    from = at + 1;
  }
  return [...cells, inner.slice(from).trim()];
}
