import { blocksOfHtml } from '@crossflow/domain/tickets/markup-pasting';
import { isLink, type Nameable } from '@crossflow/domain/tickets/markup-spans';
import { Fragment, Slice } from 'prosemirror-model';
import { toggleMark } from 'prosemirror-commands';
import type { EditorView } from 'prosemirror-view';
import { fragmentOf } from './editor-content.ts';
import { markType, nodeType, schema } from './editor-schema.ts';

/**
 * Takes a paste where it is words, and leaves files to whoever holds the editor. HTML is parsed by the browser into a document
 * that is never shown, read into plain blocks, and only those reach the editor. False: nothing was taken.
 */
export function takePaste(view: EditorView, event: ClipboardEvent, people: readonly Nameable[]): boolean {
  const data = event.clipboardData;
  if (data === null) return false;
  const plain = data.getData('text/plain');
  const html = data.getData('text/html');
  if (plain.trim() === '' && data.files.length > 0) return false;
  if (becomesLink(view, plain)) return true;
  const slice =
    view.state.selection.$from.parent.type.spec.code === true ? codeSlice(plain) : sliceOf(plain, html, people);
  if (slice === null) return false;
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('uiEvent', 'paste'));
  return true;
}

function sliceOf(plain: string, html: string, people: readonly Nameable[]): Slice | null {
  const blocks = html === '' ? [] : blocksOfHtml(new DOMParser().parseFromString(html, 'text/html').body, people);
  const content = blocks.length > 0 ? fragmentOf(blocks) : plainContent(plain);
  return content.size === 0 ? null : openSlice(content);
}

/** An address pasted over words makes a link of them. */
function becomesLink(view: EditorView, plain: string): boolean {
  const href = plain.trim();
  if (view.state.selection.empty || !href.startsWith('http') || !isLink(href)) return false;
  return toggleMark(markType('link'), { href })(view.state, view.dispatch);
}

const codeSlice = (plain: string): Slice | null =>
  plain === '' ? null : new Slice(Fragment.from(schema.text(plain.replace(/\r\n?/g, '\n'))), 0, 0);

/** Plain text stays plain: its lines are kept, and signs in it mean nothing. */
function plainContent(plain: string): Fragment {
  const paragraphs = plain
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((part) =>
      nodeType('paragraph').create(
        null,
        part
          .split('\n')
          .flatMap((line, place) => [
            ...(place === 0 ? [] : [nodeType('hard_break').create()]),
            ...(line === '' ? [] : [schema.text(line)]),
          ]),
      ),
    );
  return Fragment.from(paragraphs);
}

/** What begins or ends with a paragraph joins the words around it. */
function openSlice(content: Fragment): Slice {
  const opens = (name: string | undefined) => (name === 'paragraph' ? 1 : 0);
  return new Slice(content, opens(content.firstChild?.type.name), opens(content.lastChild?.type.name));
}
