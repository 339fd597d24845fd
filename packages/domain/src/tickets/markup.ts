/**
 * The small markup of replies and notes: paragraphs, **bold**, *italic*, `code`, ~sub~ and ^sup^, links that are written out,
 * lists ("- ", "1. "), quotes ("> "), fenced code. It is parsed to plain objects, so that nothing written here can become HTML.
 */
export interface Span {
  readonly text: string;
  readonly mark: 'plain' | 'bold' | 'italic' | 'code' | 'sub' | 'sup' | 'link' | 'mention';
  /** Of a link: an http(s) address. Of a mention: the member's id. */
  readonly target?: string;
}

export type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly lines: readonly (readonly Span[])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** A person that a text may name, by each name in use. */
export interface Nameable {
  readonly id: string;
  readonly names: readonly string[];
}

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
    .flatMap((part) => {
      if (part.kind === 'code') return [part.text];
      return (part.kind === 'list' ? part.items : part.lines).map((line) => line.map(({ text }) => text).join(''));
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

type LineKind = 'blank' | 'fence' | 'quote' | 'bullet' | 'number' | 'text';
type ReadSpans = (line: string) => Span[];

const BULLET = /^\s{0,3}[-*•]\s+/;
const NUMBER = /^\s{0,3}\d{1,3}[.)]\s+/;

function lineKind(line: string): LineKind {
  if (line.trim() === '') return 'blank';
  if (line.startsWith('```')) return 'fence';
  if (line.startsWith('>')) return 'quote';
  if (BULLET.test(line)) return 'bullet';
  return NUMBER.test(line) ? 'number' : 'text';
}

function runEnd(lines: readonly string[], start: number, kind: LineKind): number {
  let end = start + 1;
  while (end < lines.length && lineKind(lines[end] ?? '') === kind) end += 1;
  return end;
}

/** A fence that is never closed runs to the end. */
function fenceEnd(lines: readonly string[], start: number): number {
  const close = lines.findIndex((line, index) => index > start && line.startsWith('```'));
  return close === -1 ? lines.length : close + 1;
}

function block(kind: LineKind, lines: readonly string[], spans: ReadSpans): Block {
  switch (kind) {
    case 'fence':
      return { kind: 'code', text: lines.filter((line, index) => index > 0 && !line.startsWith('```')).join('\n') };
    case 'quote':
      return { kind: 'quote', lines: lines.map((line) => spans(line.replace(/^>\s?/, ''))) };
    case 'bullet':
      return { kind: 'list', ordered: false, items: lines.map((line) => spans(line.replace(BULLET, ''))) };
    case 'number':
      return { kind: 'list', ordered: true, items: lines.map((line) => spans(line.replace(NUMBER, ''))) };
    case 'blank':
    case 'text':
      return { kind: 'paragraph', lines: lines.map(spans) };
  }
}

const MARKS = [
  { mark: 'code', pattern: '`([^`]+)`' },
  { mark: 'bold', pattern: '\\*\\*([^*]+)\\*\\*' },
  { mark: 'italic', pattern: '\\*(?!\\s)([^*]+?)(?<!\\s)\\*' },
  { mark: 'sub', pattern: '~(?!\\s)([^~\\s]{1,12})~' },
  { mark: 'sup', pattern: '\\^(?!\\s)([^^\\s]{1,12})\\^' },
  { mark: 'link', pattern: '(https?://[^\\s<>"\'`，。；、）]+[^\\s<>"\'`，。；、）.,;:!?)\\]])' },
] as const satisfies readonly { mark: Span['mark']; pattern: string }[];

function spanReader(people: readonly Nameable[]): ReadSpans {
  const idOf = new Map(people.flatMap(({ id, names }) => names.filter(Boolean).map((name) => [name, id] as const)));
  const names = [...idOf.keys()].toSorted((a, b) => b.length - a.length).map(literal);
  const mention = names.length > 0 ? [`@(${names.join('|')})`] : [];
  const pattern = [...MARKS.map((mark) => mark.pattern), ...mention].join('|');
  return (line) => {
    const found = [...line.matchAll(new RegExp(pattern, 'gu'))];
    const spans: Span[] = [];
    let from = 0;
    for (const match of found) {
      if (match.index > from) spans.push({ text: line.slice(from, match.index), mark: 'plain' });
      spans.push(spanOf(match, idOf));
      from = match.index + match[0].length;
    }
    if (from < line.length || spans.length === 0) spans.push({ text: line.slice(from), mark: 'plain' });
    return spans;
  };
}

function spanOf(match: RegExpMatchArray, idOf: ReadonlyMap<string, string>): Span {
  const group = match.slice(1).findIndex((text) => text !== undefined);
  const text = match[group + 1] ?? match[0];
  const mark = MARKS[group]?.mark ?? 'mention';
  if (mark === 'link') return { text, mark, target: text };
  return mark === 'mention' ? { text: `@${text}`, mark, target: idOf.get(text) ?? '' } : { text, mark };
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
