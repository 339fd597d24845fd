import type { Block, Line } from './markup.ts';
import { isLink, isTight, type Mark, type Nameable, type Span } from './markup-spans.ts';

/** A node as the browser's own parser makes it of HTML; of an element only its name and attributes are asked. */
export interface PastedNode {
  readonly nodeName: string;
  readonly childNodes: ArrayLike<PastedNode>;
  readonly nodeValue?: string | null;
  readonly getAttribute?: ((name: string) => string | null) | undefined;
}

/**
 * What of pasted HTML the markup can say: words with their marks, lists, quotes, code, tables and http links, from word processors,
 * spreadsheets, mails and our own pages. Everything else is left behind, and nothing of it is ever put into a page.
 */
export function blocksOfHtml(root: PastedNode, people: readonly Nameable[] = []): Block[] {
  const gathered = new Gathering(new Set(people.map(({ id }) => id)));
  gathered.inside(root, { marks: [], block: 'paragraph', pre: false });
  return gathered.done();
}

interface Look {
  readonly marks: readonly Mark[];
  readonly link?: string;
  readonly block: 'paragraph' | 'quote' | 'bullet' | 'number';
  readonly pre: boolean;
}

const UNSEEN = new Set(
  'script style head title meta link template noscript iframe object embed svg math audio video select textarea'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'p div section article header footer main aside address center dl dt dd figure figcaption form fieldset li ul ol hr h1 h2 h3 h4 h5 h6 blockquote pre table caption'.split(
    ' ',
  ),
);
const MARK_OF: Readonly<Record<string, Mark>> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', s: 'strike', del: 'strike', strike: 'strike' },
  ...{ sub: 'sub', sup: 'sup', code: 'code', kbd: 'code', samp: 'code', tt: 'code' },
  ...{ h1: 'bold', h2: 'bold', h3: 'bold', h4: 'bold', h5: 'bold', h6: 'bold' },
};
const MOST_COLUMNS = 40;

class Gathering {
  readonly #members: ReadonlySet<string>;
  readonly #blocks: Block[] = [];
  #lines: Span[][] = [[]];

  constructor(members: ReadonlySet<string>) {
    this.#members = members;
  }

  done(): Block[] {
    this.#flush('paragraph');
    return this.#blocks;
  }

  inside(node: PastedNode, look: Look): void {
    for (const child of Array.from(node.childNodes)) this.#node(child, look);
  }

  #node(node: PastedNode, look: Look): void {
    const name = node.nodeName.toLowerCase();
    if (name === '#text') return this.#text(node.nodeValue ?? '', look);
    if (name.startsWith('#') || UNSEEN.has(name) || isHidden(node)) return;
    if (name === 'br') return void this.#lines.push([]);
    if (!BLOCKS.has(name)) return this.#inline(node, restyled(node, name, look));
    if (name === 'table') return this.#table(node, look);
    if (name === 'pre') return this.#code(node, look);
    const inner = blockLook(node, name, look);
    this.#flush(look.block);
    this.inside(node, restyled(node, name, inner));
    this.#flush(inner.block);
  }

  #inline(node: PastedNode, look: Look): void {
    const mention = attribute(node, 'data-mention');
    const text = textOf(node).trim();
    if (this.#members.has(mention) && text.startsWith('@')) this.#push({ text, marks: look.marks, mention });
    else this.inside(node, look);
  }

  #text(text: string, { marks, link, pre }: Look): void {
    const shown = pre ? text : text.replace(/[\s\u00a0]+/g, ' ');
    const kept = marks.filter((mark) => (mark !== 'sub' && mark !== 'sup') || isTight(shown));
    if (shown !== '') this.#push({ text: shown, marks: kept, ...(link !== undefined && { link }) });
  }

  #push(span: Span): void {
    this.#lines.at(-1)?.push(span);
  }

  #code(node: PastedNode, look: Look): void {
    this.#flush(look.block);
    const text = textOf(node).replace(/^\n|\n+$/g, '');
    if (text.trim() !== '') this.#blocks.push({ kind: 'code', text });
  }

  /** A table of one cell is a frame around words. */
  #table(node: PastedNode, look: Look): void {
    this.#flush(look.block);
    const rows = rowsOf(node);
    const cells = rows.flat();
    if (cells.length === 1) return cells.forEach((cell) => this.inside(cell, look));
    const grid = spread(rows, (cell) => this.#cell(cell)).filter((row) => row.some((cell) => cell.length > 0));
    const width = Math.max(0, ...grid.map(({ length }) => length));
    if (width === 0) return;
    const filled = grid.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? []));
    const head =
      width === 1 || (rows[0] ?? []).every((cell) => cell.nodeName.toLowerCase() === 'th' || looksLikeHead(cell));
    this.#blocks.push({
      kind: 'table',
      head,
      rows: head ? filled.map((row, place) => (place === 0 ? row.map(unbold) : row)) : filled,
    });
  }

  /** All that a cell says, in one line. */
  #cell(cell: PastedNode): Line {
    const own = new Gathering(this.#members);
    own.inside(cell, { marks: [], block: 'paragraph', pre: false });
    const lines = own.done().flatMap((part): readonly Line[] => {
      if (part.kind === 'code') return [[{ text: part.text.replace(/\s+/g, ' '), marks: [] }]];
      return part.kind === 'list' ? part.items : part.kind === 'table' ? part.rows.flat() : part.lines;
    });
    return lines.flatMap((line, place) => (place === 0 ? line : [{ text: ' ', marks: [] }, ...line]));
  }

  /** Ends the present block; neighbors in one list or one quotation stay together. */
  #flush(block: Look['block']): void {
    const lines = this.#lines.map(trimmed).filter((line) => line.length > 0);
    this.#lines = [[]];
    if (lines.length === 0) return;
    const last = this.#blocks.at(-1);
    if (block === 'paragraph') this.#blocks.push({ kind: 'paragraph', lines });
    else if (block === 'quote') {
      const more = last?.kind === 'quote' ? [...last.lines, ...lines] : lines;
      this.#blocks.splice(last?.kind === 'quote' ? -1 : this.#blocks.length, 1, { kind: 'quote', lines: more });
    } else {
      const ordered = block === 'number';
      const item = lines.flatMap((line, place) => (place === 0 ? line : [{ text: ' ', marks: [] }, ...line]));
      const same = last?.kind === 'list' && last.ordered === ordered ? last : null;
      this.#blocks.splice(same === null ? this.#blocks.length : -1, 1, {
        kind: 'list',
        ordered,
        items: [...(same?.items ?? []), item],
      });
    }
  }
}

/** Word writes a list as paragraphs, each with its own bullet or number. */
function blockLook(node: PastedNode, name: string, look: Look): Look {
  if (name === 'ul') return { ...look, block: 'bullet' };
  if (name === 'ol') return { ...look, block: 'number' };
  if (name === 'blockquote') return { ...look, block: 'quote' };
  if (!/mso-list:\s*(?!none|ignore)/i.test(attribute(node, 'style'))) return look;
  return { ...look, block: /^[\s\u00a0]*(\d+|[a-z])[.)]/i.test(textOf(node)) ? 'number' : 'bullet' };
}

function restyled(node: PastedNode, name: string, look: Look): Look {
  const style = attribute(node, 'style').toLowerCase();
  const weight = /font-weight:\s*([a-z0-9]+)/.exec(style)?.[1];
  const marks = new Set(look.marks);
  const named = MARK_OF[name];
  if (named !== undefined) marks.add(named);
  if (weight === 'bold' || weight === 'bolder' || Number(weight) >= 600) marks.add('bold');
  // Documents are wrapped in <b style="font-weight:normal"> by some.
  if (weight === 'normal' || Number(weight) < 600) marks.delete('bold');
  if (/font-style:\s*italic/.test(style)) marks.add('italic');
  if (/text-decoration[^;]*line-through/.test(style)) marks.add('strike');
  const raised = /vertical-align:\s*(sub|super)/.exec(style)?.[1];
  if (raised !== undefined) marks.add(raised === 'sub' ? 'sub' : 'sup');
  const link = name === 'a' ? attribute(node, 'href').trim() : '';
  return { ...look, marks: [...marks], ...(isLink(link) && { link }) };
}

const attribute = (node: PastedNode, name: string): string => node.getAttribute?.(name) ?? '';

const isHidden = (node: PastedNode): boolean =>
  /display:\s*none|mso-list:\s*ignore|mso-hide:\s*all/i.test(attribute(node, 'style')) ||
  attribute(node, 'hidden') !== '';

const textOf = (node: PastedNode): string =>
  node.nodeName === '#text'
    ? (node.nodeValue ?? '')
    : node.nodeName.toLowerCase() === 'br'
      ? '\n'
      : Array.from(node.childNodes).map(textOf).join('');

/** The rows of a table, without those of a table within it. */
function rowsOf(node: PastedNode): PastedNode[][] {
  return Array.from(node.childNodes).flatMap((child) => {
    const name = child.nodeName.toLowerCase();
    if (name === 'tr') return [Array.from(child.childNodes).filter(({ nodeName }) => /^t[dh]$/i.test(nodeName))];
    return ['thead', 'tbody', 'tfoot'].includes(name) ? rowsOf(child) : [];
  });
}

/** Cells at their places: one that spans several leaves the others empty. */
function spread(rows: readonly PastedNode[][], read: (cell: PastedNode) => Line): Line[][] {
  const grid: Line[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row) {
      while (grid[y]?.[x] !== undefined) x += 1;
      const [wide, high] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      for (let down = 0; down < high; down += 1)
        for (let right = 0; right < wide && x + right < MOST_COLUMNS; right += 1) {
          const line = grid[y + down];
          if (line !== undefined) line[x + right] = down + right === 0 ? read(cell) : [];
        }
      x += wide;
    }
  }
  return grid.map((row) => Array.from(row, (cell) => cell ?? []));
}

const spanOf = (cell: PastedNode, name: string): number =>
  Math.min(MOST_COLUMNS, Math.max(1, Math.trunc(Number(attribute(cell, name))) || 1));

/** A first row in bold names the columns, as people make tables in word processors. */
function looksLikeHead(cell: PastedNode): boolean {
  const own = new Gathering(new Set());
  own.inside(cell, { marks: [], block: 'paragraph', pre: false });
  const spans = own.done().flatMap((part) => ('lines' in part ? part.lines.flat() : []));
  return spans.length > 0 && spans.every(({ text, marks }) => text.trim() === '' || marks.includes('bold'));
}

const unbold = (line: Line): Line =>
  line.map((span) => ({ ...span, marks: span.marks.filter((mark) => mark !== 'bold') }));

/** One space between words, none at the ends. */
function trimmed(line: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of line) {
    const gap = kept.length === 0 || (kept.at(-1)?.text.endsWith(' ') ?? false);
    const text = gap ? span.text.trimStart() : span.text;
    if (text !== '') kept.push({ ...span, text });
  }
  const last = kept.pop();
  return last === undefined
    ? []
    : last.text.trimEnd() === ''
      ? trimmed(kept)
      : [...kept, { ...last, text: last.text.trimEnd() }];
}
