import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { tableNodes } from 'prosemirror-tables';

/** What the markup can say, and nothing else: whatever reaches the editor has to fit in here. */
const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  quote: {
    content: 'paragraph+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: { content: 'paragraph', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  code_block: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', ['code', 0]],
  },
  ...tableNodes({ tableGroup: 'block', cellContent: 'paragraph', cellAttributes: {} }),
  text: { group: 'inline' },
  hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  mention: {
    inline: true,
    group: 'inline',
    atom: true,
    attrs: { id: {}, label: {} },
    toDOM: ({ attrs }) => [
      'span',
      { class: 'mention', 'data-mention': String(attrs['id']) },
      `@${String(attrs['label'])}`,
    ],
    leafText: ({ attrs }) => `@${String(attrs['label'])}`,
  },
};

const tag = (name: string, ...more: string[]): MarkSpec => ({
  parseDOM: [name, ...more].map((one) => ({ tag: one })),
  toDOM: () => [name, 0],
});

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    toDOM: ({ attrs }) => ['a', { href: String(attrs['href']), rel: 'noopener noreferrer' }, 0],
  },
  bold: tag('strong', 'b'),
  strike: tag('s', 'del'),
  italic: tag('em', 'i'),
  sub: { ...tag('sub'), excludes: 'sub sup' },
  sup: { ...tag('sup'), excludes: 'sub sup' },
  code: tag('code'),
};

export const schema = new Schema({ nodes, marks });

/** The kinds of node by name; a schema that lacks one is a mistake of ours. */
export function nodeType(name: string) {
  const type = schema.nodes[name];
  if (type === undefined) throw new Error(`the editor knows no ${name}`);
  return type;
}
export function markType(name: string) {
  const type = schema.marks[name];
  if (type === undefined) throw new Error(`the editor knows no ${name}`);
  return type;
}
