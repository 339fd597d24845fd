import { baseKeymap, chainCommands, newlineInCode, setBlockType } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  undoInputRule,
  wrappingInputRule,
} from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, splitListItem } from 'prosemirror-schema-list';
import { Selection, TextSelection, type Command, type Plugin } from 'prosemirror-state';
import { parseMarkup } from '@crossflow/domain/tickets/markup';
import { isLink } from '@crossflow/domain/tickets/markup-spans';
import { commandOf, nextCell, previousCell } from './editor-commands.ts';
import { docOfBlocks } from './editor-content.ts';
import { markType, nodeType } from './editor-schema.ts';

/** Signs of the markup become what they mean as they are typed; one step of undo gives the signs back. */
export function typingRules(): Plugin {
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*[-*•]\s$/, nodeType('bullet_list')),
      wrappingInputRule(/^\s*1[.)]\s$/, nodeType('ordered_list')),
      wrappingInputRule(/^\s*>\s$/, nodeType('quote')),
      textblockTypeInputRule(/^```\s$/, nodeType('code_block')),
      marking(/(?<!\*)\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, 'bold'),
      marking(/(?<!\*)\*([^*\s](?:[^*]*[^*\s])?)\*$/, 'italic'),
      marking(/~~([^~\s](?:[^~]*[^~\s])?)~~$/, 'strike'),
      marking(/(?<!~)~([^~\s]{1,24})~$/, 'sub'),
      marking(/\^([^^\s]{1,24})\^$/, 'sup'),
      marking(/`([^`]+)`$/, 'code'),
      new InputRule(/\[([^\][]+)\]\(([^()\s]+)\)$/, (state, [, text = '', href = ''], start, end) =>
        isLink(href)
          ? state.tr.replaceWith(start, end, state.schema.text(text, [markType('link').create({ href })]))
          : null,
      ),
    ],
  });
}

function marking(pattern: RegExp, name: string): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const words = match[1] ?? '';
    const mark = markType(name);
    const { $from } = state.selection;
    if ($from.parent.type.spec.code === true || mark.isInSet($from.marks())) return null;
    const at = start + match[0].indexOf(words);
    const transaction = state.tr;
    // The last sign is not there yet: it is what was typed.
    if (end > at + words.length) transaction.delete(at + words.length, end);
    transaction.delete(start, at);
    return transaction.addMark(start, start + words.length, mark.create()).removeStoredMark(mark);
  });
}

/** "| lot | pH |" and Enter is a table with these columns; "```" and Enter is code. */
const madeOfLine: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset !== $from.parent.content.size) return false;
  const line = $from.parent.textContent;
  if (line === '```') {
    dispatch?.(
      state.tr.delete($from.start(), $from.end()).setBlockType($from.start(), $from.start(), nodeType('code_block')),
    );
    return true;
  }
  const columns = parseMarkup(`${line}\n|${' --- |'.repeat(Math.max(1, line.split('|').length - 2))}`)[0];
  if (columns?.kind !== 'table' || !/^\|.+\|$/.test(line)) return false;
  const head = columns.rows[0] ?? [];
  const table = docOfBlocks([{ kind: 'table', head: true, rows: [head, head.map(() => [])] }]).firstChild;
  if (table === null) return false;
  const at = $from.before();
  const last = $from.after() === state.doc.content.size;
  const transaction = state.tr.replaceWith(at, $from.after(), last ? [table, nodeType('paragraph').create()] : [table]);
  const second = at + 1 + table.child(0).nodeSize;
  dispatch?.(transaction.setSelection(Selection.near(transaction.doc.resolve(second + 2))).scrollIntoView());
  return true;
};

const breakLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodeType('hard_break').create()).scrollIntoView());
  return true;
};

/** An empty line at the end of code or of a quotation leads out of it. */
const leave: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset !== $from.parent.content.size) return false;
  if ($from.parent.type.name !== 'code_block' || !$from.parent.textContent.endsWith('\n')) return false;
  const after = $from.after();
  const transaction = state.tr.insert(after, nodeType('paragraph').create()).delete($from.pos - 1, $from.pos);
  dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, after)).scrollIntoView());
  return true;
};

/** Beneath the last block, where it holds the caret, there is always a line to go to. */
const below: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  const outer = $from.node(1);
  const last = $from.after(1) === state.doc.content.size;
  if (!empty || !last || outer.type.name === 'paragraph' || view?.endOfTextblock('down') !== true) return false;
  if (outer.type.name === 'table' && $from.index(1) < outer.childCount - 1) return false;
  const at = $from.after(1);
  const transaction = state.tr.insert(at, nodeType('paragraph').create());
  dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, at + 1)).scrollIntoView());
  return true;
};

const emptyCode: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  if ($from.parent.type.name !== 'code_block' || $from.parent.content.size > 0) return false;
  return setBlockType(nodeType('paragraph'))(state, dispatch, view);
};

/** Ctrl+Enter sends, so it is left to whoever holds the editor. */
const { 'Mod-Enter': _, ...everyday } = baseKeymap;

export function editorKeys(): Plugin[] {
  const item = nodeType('list_item');
  return [
    keymap({
      'Mod-b': commandOf('bold'),
      'Mod-i': commandOf('italic'),
      'Mod-e': commandOf('code'),
      'Mod-Shift-x': commandOf('strike'),
      'Mod-,': commandOf('sub'),
      'Mod-.': commandOf('sup'),
      'Mod-Shift-7': commandOf('numbers'),
      'Mod-Shift-8': commandOf('bullets'),
      'Mod-Shift-9': commandOf('quote'),
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
      Backspace: chainCommands(undoInputRule, emptyCode),
      Enter: chainCommands(leave, newlineInCode, madeOfLine, splitListItem(item), liftListItem(item)),
      'Shift-Enter': chainCommands(newlineInCode, breakLine),
      Tab: nextCell,
      'Shift-Tab': previousCell,
      ArrowDown: below,
    }),
    keymap(everyday),
  ];
}
