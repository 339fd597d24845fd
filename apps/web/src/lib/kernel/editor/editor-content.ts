import { parseMarkup, type Block, type Line } from '@crossflow/domain/tickets/markup';
import { markNames, type Mark, type Nameable, type Span } from '@crossflow/domain/tickets/markup-spans';
import { writeMarkup } from '@crossflow/domain/tickets/markup-writing';
import { type Fragment, type Node } from 'prosemirror-model';
import { markType, nodeType, schema } from './editor-schema.ts';

export const docOf = (text: string, people: readonly Nameable[]): Node => docOfBlocks(parseMarkup(text, people));

export function docOfBlocks(blocks: readonly Block[]): Node {
  const content = blocks.map(nodeOf);
  return nodeType('doc').create(null, content.length === 0 ? [nodeType('paragraph').create()] : content);
}

export const textOfDoc = (doc: Node, people: readonly Nameable[]): string => writeMarkup(blocksOf(doc), people);

function nodeOf(block: Block): Node {
  switch (block.kind) {
    case 'code':
      return nodeType('code_block').create(null, block.text === '' ? null : schema.text(block.text));
    case 'quote':
      return nodeType('quote').create(null, [paragraph(block.lines)]);
    case 'list':
      return nodeType(block.ordered ? 'ordered_list' : 'bullet_list').create(
        null,
        block.items.map((item) => nodeType('list_item').create(null, paragraph([item]))),
      );
    case 'table':
      return nodeType('table').create(
        null,
        block.rows.map((row, place) => {
          const cell = nodeType(block.head && place === 0 ? 'table_header' : 'table_cell');
          return nodeType('table_row').create(
            null,
            row.map((line) => cell.create(null, paragraph([line]))),
          );
        }),
      );
    case 'paragraph':
      return paragraph(block.lines);
  }
}

const paragraph = (lines: readonly Line[]): Node =>
  nodeType('paragraph').create(
    null,
    lines.flatMap((line, place) => [
      ...(place === 0 ? [] : [nodeType('hard_break').create()]),
      ...line.flatMap(inlineOf),
    ]),
  );

function inlineOf({ text, marks, link, mention }: Span): Node[] {
  if (mention !== undefined) return [nodeType('mention').create({ id: mention, label: text.replace(/^@/, '') })];
  if (text === '') return [];
  const worn = marks.map((mark) => markType(mark).create());
  if (link !== undefined && link !== text) worn.push(markType('link').create({ href: link }));
  return [schema.text(text, worn)];
}

function blocksOf(doc: Node): Block[] {
  return children(doc).map((node): Block => {
    switch (node.type.name) {
      case 'code_block':
        return { kind: 'code', text: node.textContent };
      case 'quote':
        return { kind: 'quote', lines: children(node).flatMap(linesOf) };
      case 'bullet_list':
      case 'ordered_list':
        return {
          kind: 'list',
          ordered: node.type.name === 'ordered_list',
          items: children(node).map((item) => children(item).flatMap((part) => joinedLine(linesOf(part)))),
        };
      case 'table':
        return tableOf(node);
      default:
        return { kind: 'paragraph', lines: linesOf(node) };
    }
  });
}

function tableOf(table: Node): Block {
  const rows = children(table).map((row) =>
    children(row).flatMap((cell) => [
      children(cell).flatMap((part) => joinedLine(linesOf(part))),
      ...Array.from({ length: Number(cell.attrs['colspan'] ?? 1) - 1 }, () => []),
    ]),
  );
  const width = Math.max(...rows.map(({ length }) => length));
  const head = children(table.child(0)).every(({ type }) => type.name === 'table_header');
  return {
    kind: 'table',
    head,
    rows: rows.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? [])),
  };
}

/** The lines of a paragraph, parted where somebody broke them. */
function linesOf(node: Node): Line[] {
  const lines: Span[][] = [[]];
  for (const part of children(node)) {
    if (part.type.name === 'hard_break') lines.push([]);
    else lines.at(-1)?.push(spanOf(part));
  }
  return lines;
}

function spanOf(node: Node): Span {
  if (node.type.name === 'mention')
    return { text: `@${String(node.attrs['label'])}`, marks: [], mention: String(node.attrs['id']) };
  const names = node.marks.map(({ type }) => type.name);
  const href = node.marks.find(({ type }) => type.name === 'link')?.attrs['href'] as string | undefined;
  const marks = markNames.filter((mark): mark is Mark => names.includes(mark));
  return { text: node.text ?? '', marks, ...(href !== undefined && { link: href }) };
}

const joinedLine = (lines: readonly Line[]): Line =>
  lines.flatMap((line, place) => (place === 0 ? line : [{ text: ' ', marks: [] }, ...line]));

export function children(node: Node): Node[] {
  const list: Node[] = [];
  node.forEach((child) => list.push(child));
  return list;
}

/** Blocks as they are put in at the caret: a single paragraph goes in among the words that are there. */
export function fragmentOf(blocks: readonly Block[]): Fragment {
  return docOfBlocks(blocks).content;
}
