import { linesOf, parseMarkup, type Block, type Line } from './markup.ts';
import { delimiters, isLink, isTight, markNames, SPECIAL, type Nameable, type Span } from './markup-spans.ts';

/**
 * The markup that `parseMarkup` reads back as these blocks. Signs are escaped only where they would be read as marks; marks that
 * the markup cannot hold in some place are given up there, words never.
 */
export function writeMarkup(blocks: readonly Block[], people: readonly Nameable[] = []): string {
  return blocks
    .map((block) => writeBlock(block, people))
    .filter((text) => text !== '')
    .join('\n\n');
}

function writeBlock(block: Block, people: readonly Nameable[]): string {
  const write = (line: Line, wrap: Wrap) => writeLine(line, wrap, people);
  switch (block.kind) {
    case 'code':
      return writeCode(block.text);
    case 'list':
      return block.items
        .filter((item) => !isEmpty(item))
        .map((item, place) => write(item, (text) => `${block.ordered ? `${(place % 999) + 1}.` : '-'} ${text}`))
        .join('\n');
    case 'quote':
      return block.lines.map((line) => write(line, (text) => `> ${text}`).trimEnd()).join('\n');
    case 'table':
      return writeTable(block, write);
    case 'paragraph':
      // A line without words would end the paragraph.
      return block.lines
        .filter((line) => !isEmpty(line))
        .map((line) => write(line, (text) => text))
        .join('\n');
  }
}

type Wrap = (text: string) => string;
type WriteLine = (line: Line, wrap: Wrap) => string;

function writeTable({ head, rows }: Extract<Block, { kind: 'table' }>, write: WriteLine): string {
  const width = rows[0]?.length ?? 0;
  const inCell: Wrap = (text) => `| ${text} |`;
  const cell = (line: Line) =>
    isEmpty(line)
      ? ' '
      : (write(line, (text) => `${inCell(text)}\n| --- |`)
          .split('\n')[0]
          ?.slice(1, -1) ?? ' ');
  const lines = rows.map((row) => `|${row.map(cell).join('|')}|`);
  const separated = head || width < 2;
  return separated ? [lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n') : lines.join('\n');
}

function writeCode(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([fence]) => fence.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** The plainest writing of a line that is read back as the same. */
function writeLine(line: Line, wrap: Wrap, people: readonly Nameable[]): string {
  const bare = line.map(({ text, mention }) => ({ text, marks: [], ...(mention !== undefined && { mention }) }));
  const first = line.map((span) => ({ ...span, marks: span.marks.slice(0, 1) }));
  const ways = [
    () => writeSpans(line, false),
    () => writeSpans(line, true),
    () => writeSpans(first, true),
    () => writeSpans(bare, true),
  ];
  const look = looks(line);
  for (const way of ways) {
    const wrapped = wrap(way());
    const [read, ...more] = parseMarkup(wrapped, people);
    if (read !== undefined && read.kind !== 'code' && more.length === 0 && looks(linesOf(read)[0] ?? []) === look)
      return wrapped;
  }
  return wrap(writeSpans(bare, true));
}

/** What a reader would see, letter by letter. Space looks alike under every mark, and a written-out address is a link by itself. */
function looks(line: Line): string {
  return line
    .map(({ text, marks, link }) => {
      const shown = markNames.filter((mark) => marks.includes(mark)).join();
      const to = link === undefined || link === text ? '' : link;
      return [...text].map((letter) => (letter.trim() === '' ? ' ' : `${letter}${shown}${to}`)).join('\n');
    })
    .join('\n')
    .trim();
}

const isEmpty = (line: Line): boolean => line.every(({ text }) => text.trim() === '');

function writeSpans(line: Line, escaped: boolean): string {
  const text = group(line, 'link', escaped).trim();
  if (!escaped) return text;
  return text.replace(/^[>•-]/, '\\$&').replace(/^(\d{1,3})([.)])/, '$1\\$2');
}

const nesting = ['link', ...delimiters.map(({ mark }) => mark), 'words'] as const;
type Level = (typeof nesting)[number];

/** Neighbors that share a mark are enclosed together, the outer marks first. */
function group(line: Line, level: Level, escaped: boolean): string {
  if (level === 'words') return line.map((span) => words(span, escaped)).join('');
  const next = nesting[nesting.indexOf(level) + 1] ?? 'words';
  const runs: { key: string; spans: Span[] }[] = [];
  for (const span of line) {
    const key = level === 'link' ? linkOf(span) : has(span, level) ? level : '';
    const last = runs.at(-1);
    if (last?.key === key) last.spans.push(span);
    else runs.push({ key, spans: [span] });
  }
  return runs.map(({ key, spans }) => enclose(key, group(spans, next, escaped))).join('');
}

const has = ({ text, marks }: Span, mark: Exclude<Level, 'link' | 'words'>): boolean =>
  marks.includes(mark) && (isTight(text) || (mark !== 'sub' && mark !== 'sup'));

/** An address that stands there as it is needs no writing of its own. */
const linkOf = ({ text, link }: Span): string => (link === undefined || link === text || !isLink(link) ? '' : link);

function enclose(key: string, text: string): string {
  const core = text.trim();
  if (key === '' || core === '') return text;
  const sign = delimiters.find(({ mark }) => mark === key)?.sign;
  const [before = '', after = ''] = text.split(core);
  return sign === undefined ? `${before}[${core}](${key})${after}` : `${before}${sign}${core}${sign}${after}`;
}

const EVERY_SPECIAL = new RegExp(SPECIAL.source.replace('>@•.)-', ''), 'g');

function words({ text, marks, mention, link }: Span, escaped: boolean): string {
  if (mention !== undefined || (link === text && isLink(link))) return text;
  const line = text.replace(/\s*\n\s*/g, ' ');
  if (marks.includes('code')) return `\`${line.replace(/[\\`|]/g, '\\$&')}\``;
  return escaped ? line.replace(EVERY_SPECIAL, '\\$&') : line;
}
