import { chainCommands, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection, type Command, type EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
} from 'prosemirror-tables';
import { docOfBlocks } from './editor-content.ts';
import { markType, nodeType } from './editor-schema.ts';

/** Everything that can be done to words besides writing them; a menu and the keys read one list. */
export const formats = [
  'bold', 'italic', 'strike', 'code', 'sub', 'sup', 'bullets', 'numbers', 'quote', 'code-block', 'table',
  'row-add', 'column-add', 'row-delete', 'column-delete', 'table-delete',
] as const; // oxfmt-ignore
export type Format = (typeof formats)[number];

const marks = { bold: 'bold', italic: 'italic', strike: 'strike', code: 'code', sub: 'sub', sup: 'sup' } as const;
const isMark = (format: Format): format is keyof typeof marks => format in marks;

export const inTable = (state: EditorState): boolean => isInTable(state);

/** Whether the caret stands in what this format makes. */
export function isActive(state: EditorState, format: Format): boolean {
  const { from, $from, to, empty } = state.selection;
  if (isMark(format)) {
    const type = markType(marks[format]);
    return empty
      ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, type);
  }
  const within = {
    bullets: 'bullet_list',
    numbers: 'ordered_list',
    quote: 'quote',
    'code-block': 'code_block',
    table: 'table',
  };
  const name = within[format as keyof typeof within];
  return name !== undefined && isWithin(state, name);
}

export function commandOf(format: Format): Command {
  if (isMark(format)) return toggleMark(markType(marks[format]));
  return blockCommands[format];
}

function isWithin({ selection: { $from } }: EditorState, name: string): boolean {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === name) return true;
  return false;
}

/** Into the block, or out of it where the caret is in it already. */
const toggled =
  (name: string, into: Command, out: Command): Command =>
  (state, dispatch, view) =>
    (isWithin(state, name) ? out : into)(state, dispatch, view);

const outOfList = liftListItem(nodeType('list_item'));
const paragraphs = setBlockType(nodeType('paragraph'));

const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const row = [[], [], []];
  const [table] = [docOfBlocks([{ kind: 'table', head: true, rows: [row, row] }]).firstChild];
  if (table === null) return false;
  const { $from } = state.selection;
  const atEnd = $from.after(1) === state.doc.content.size;
  const transaction = state.tr.insert($from.after(1), atEnd ? [table, nodeType('paragraph').create()] : [table]);
  const empty = $from.depth === 1 && $from.parent.content.size === 0;
  const start = empty ? $from.before(1) : $from.after(1);
  if (empty) transaction.delete($from.before(1), $from.after(1));
  dispatch?.(transaction.setSelection(TextSelection.near(transaction.doc.resolve(start + 4))).scrollIntoView());
  return true;
};

const blockCommands: Record<Exclude<Format, keyof typeof marks>, Command> = {
  bullets: toggled('bullet_list', chainCommands(wrapInList(nodeType('bullet_list'))), outOfList),
  numbers: toggled('ordered_list', chainCommands(wrapInList(nodeType('ordered_list'))), outOfList),
  quote: toggled('quote', wrapIn(nodeType('quote')), lift),
  'code-block': toggled('code_block', setBlockType(nodeType('code_block')), paragraphs),
  table: insertTable,
  'row-add': addRowAfter,
  'column-add': addColumnAfter,
  'row-delete': deleteRow,
  'column-delete': deleteColumn,
  'table-delete': deleteTable,
};

/** Tab in a table goes on to the next cell; after the last one there is a new row. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  if (dispatch === undefined || view === undefined) return addRowAfter(state);
  addRowAfter(state, dispatch);
  return goToNextCell(1)(view.state, view.dispatch);
};
export const previousCell: Command = (state, dispatch) =>
  isInTable(state) && (goToNextCell(-1)(state, dispatch) || true);
