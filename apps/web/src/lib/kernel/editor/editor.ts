import './editor.css';
import type { Nameable } from '@crossflow/domain/tickets/markup-spans';
import { history } from 'prosemirror-history';
import { Slice } from 'prosemirror-model';
import { EditorState, Plugin, Selection, TextSelection } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import { commandOf, inTable, isActive, type Format } from './editor-commands.ts';
import { docOf, textOfDoc } from './editor-content.ts';
import { editorKeys, typingRules } from './editor-keys.ts';
import { takePaste } from './editor-paste.ts';
import { nodeType } from './editor-schema.ts';

export interface EditorOptions {
  readonly place: HTMLElement;
  /** Small markup. */
  readonly text: string;
  /** How much of the text stands before the caret. */
  readonly caret: number;
  readonly attributes: () => Record<string, string>;
  readonly people: () => readonly Nameable[];
  /** Named people who cannot see what is written: their chips are hollow. */
  readonly isOutside: (memberId: string) => boolean;
  readonly onchange: (text: string) => void;
  /** What stands before the caret in its line. */
  readonly oncaret: (before: string) => void;
  /** True: the key was taken. */
  readonly onkey: (event: KeyboardEvent) => boolean;
}

/** A writing surface for the small markup: it is given text and gives text, and in between it is ProseMirror. */
export class Editor {
  readonly #options: EditorOptions;
  readonly #view: EditorView;
  #text: string;
  /** Where a space was put after a name: a sign typed next takes its place. */
  #spaced: number | null = null;

  constructor(options: EditorOptions) {
    this.#options = options;
    this.#text = options.text;
    const doc = docOf(options.text, options.people());
    const state = this.#fresh(doc);
    const before = docOf(options.text.slice(0, options.caret), options.people());
    const selection = options.caret >= options.text.length ? Selection.atEnd(doc) : placeAfter(doc, lettersOf(before));
    this.#view = new EditorView(options.place, {
      state: state.apply(state.tr.setSelection(selection)),
      attributes: (now) => ({ ...options.attributes(), ...(isEmpty(now) && { 'data-empty': '' }) }),
      dispatchTransaction: (transaction) => this.#apply(transaction),
      handleKeyDown: (_, event) => options.onkey(event),
      handleTextInput: (_, from, to, text) => this.#closesUp(from, to, text),
      handleDOMEvents: { paste: (view, event) => this.#paste(view, event) },
      decorations: (now) => this.#hollow(now),
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n', '\n'),
    });
  }

  get text(): string {
    return this.#text;
  }

  /** Words from elsewhere: a draft, a quotation. `fresh` forgets what could be undone before. */
  setText(text: string, fresh: boolean): void {
    if (text === this.#text) return;
    this.#text = text;
    const doc = docOf(text, this.#options.people());
    if (fresh) this.#view.updateState(this.#fresh(doc));
    else {
      const { tr } = this.#view.state;
      this.#view.dispatch(tr.replace(0, tr.doc.content.size, new Slice(doc.content, 0, 0)));
    }
    this.#view.dispatch(this.#view.state.tr.setSelection(Selection.atEnd(this.#view.state.doc)));
    this.#text = text;
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts a name in place of the last `count` letters before the caret. */
  putMention(count: number, id: string, label: string): void {
    const { tr, selection } = this.#view.state;
    const chip = nodeType('mention').create({ id, label });
    tr.replaceWith(selection.from - count, selection.from, chip).insertText(' ');
    this.#view.dispatch(tr);
    this.#spaced = this.#view.state.selection.from;
    this.#view.focus();
  }

  insert(text: string): void {
    this.#view.dispatch(this.#view.state.tr.insertText(text).scrollIntoView());
    this.#view.focus();
  }

  /** What stands before the caret in its line; names count as one letter. */
  get before(): string {
    const { $from } = this.#view.state.selection;
    return $from.parent.textBetween(0, $from.parentOffset, '\ufffc', '\ufffc');
  }

  format(format: Format): void {
    this.#view.focus();
    commandOf(format)(this.#view.state, this.#view.dispatch, this.#view);
  }
  isActive = (format: Format): boolean => isActive(this.#view.state, format);
  canFormat = (format: Format): boolean => commandOf(format)(this.#view.state);
  get inTable(): boolean {
    return inTable(this.#view.state);
  }

  /** Draws anew what depends on more than the words: labels, who cannot see. */
  refresh(): void {
    this.#view.updateState(this.#view.state);
  }

  destroy(): void {
    this.#view.destroy();
  }

  #fresh(doc: EditorState['doc']): EditorState {
    return EditorState.create({
      doc,
      plugins: [typingRules(), ...editorKeys(), history(), tableEditing(), keepParagraph()],
    });
  }

  #apply(transaction: EditorState['tr']): void {
    const state = this.#view.state.apply(transaction);
    this.#view.updateState(state);
    if (transaction.docChanged) {
      this.#text = textOfDoc(state.doc, this.#options.people());
      this.#options.onchange(this.#text);
    }
    if (transaction.docChanged || transaction.selectionSet) this.#options.oncaret(this.before);
  }

  #closesUp(from: number, to: number, text: string): boolean {
    const spaced = this.#spaced;
    this.#spaced = null;
    if (spaced === null || from !== spaced || to !== from || !/^[.,:;!?)，。：；！？、）]$/.test(text)) return false;
    this.#view.dispatch(this.#view.state.tr.insertText(text, from - 1, from));
    return true;
  }

  #paste(view: EditorView, event: ClipboardEvent): boolean {
    const taken = takePaste(view, event, this.#options.people());
    if (taken) {
      event.preventDefault();
      // A word processor sends a picture of the words along: nobody wants it attached.
      event.stopPropagation();
    }
    return true;
  }

  #hollow(state: EditorState): DecorationSet {
    const found: Decoration[] = [];
    state.doc.descendants((node, at) => {
      if (node.type.name === 'mention' && this.#options.isOutside(String(node.attrs['id'])))
        found.push(Decoration.node(at, at + node.nodeSize, { class: 'out' }));
    });
    return DecorationSet.create(state.doc, found);
  }
}

const isEmpty = ({ doc }: EditorState): boolean =>
  doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;

/** A table at the very end would leave no place to go on writing. */
const keepParagraph = () =>
  new Plugin({
    appendTransaction: (_, before, { doc, tr }) =>
      doc.lastChild?.type.name === 'table' && !before.doc.eq(doc)
        ? tr.insert(doc.content.size, nodeType('paragraph').create())
        : null,
  });

const lettersOf = (doc: EditorState['doc']): number => doc.textBetween(0, doc.content.size, '', '').length;

/** The place in a document after so many letters. */
function placeAfter(doc: EditorState['doc'], letters: number): Selection {
  let left = letters;
  let place = 0;
  doc.descendants((node, at) => {
    if (left < 0 || !node.isInline) return left >= 0;
    const size = node.isText ? node.nodeSize : (node.type.spec.leafText?.(node).length ?? 0);
    place = at + Math.min(left, node.nodeSize);
    left -= size;
    return false;
  });
  return TextSelection.near(doc.resolve(Math.min(place, doc.content.size)));
}
