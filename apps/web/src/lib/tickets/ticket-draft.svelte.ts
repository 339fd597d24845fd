import { widens, type Audience } from '@crossflow/domain/access/audience';
import { drafts } from '../kernel/drafts.ts';
import { keptFiles } from '../kernel/files/kept-files.ts';
import type { KeptFile } from '../kernel/files/upload-tray.svelte.ts';

type Mode = 'reply' | 'note';

/** What somebody is writing on one ticket: a reply and a note apart, kept on this device at every stroke. */
export class TicketDraft {
  readonly #ticketId: string;
  #texts = $state<Record<Mode, string>>({ reply: '', note: '' });
  #mode = $state<Mode>('reply');
  #audience: Audience;

  constructor(ticketId: string, audience: Audience) {
    this.#ticketId = ticketId;
    this.#audience = audience;
    this.#texts = { reply: drafts.read(this.#name('reply')), note: drafts.read(this.#name('note')) };
    const note = this.#texts.reply === '' && this.#texts.note !== '';
    this.#mode = note || drafts.read(this.#name('mode')) === 'note' ? 'note' : 'reply';
  }

  get mode(): Mode {
    return this.#mode;
  }
  set mode(mode: Mode) {
    this.#mode = mode;
    drafts.write(this.#name('mode'), mode);
  }

  get text(): string {
    return this.#texts[this.#mode];
  }
  set text(text: string) {
    this.#texts[this.#mode] = text;
    drafts.write(this.#name(this.#mode), text);
  }

  /** Files that were uploaded for this text, and still are when the page is gone. */
  files(mode: Mode): readonly KeptFile[] {
    return keptFiles.read(this.#name(mode));
  }
  keepFiles(mode: Mode, files: readonly KeptFile[]): void {
    keptFiles.write(this.#name(mode), files);
  }

  /** A refused text goes back to where it was written, before what was typed since. */
  giveBack(mode: Mode, text: string): void {
    const since = this.#texts[mode];
    this.#texts[mode] = since === '' ? text : `${text}\n${since}`;
    drafts.write(this.#name(mode), this.#texts[mode]);
  }

  /** When a company joins, what is being written must not reach it unnoticed: the safer tab comes forward. */
  resetWhenWidened(audience: Audience): void {
    if (widens(this.#audience, audience)) this.mode = 'note';
    this.#audience = audience;
  }

  #name(part: Mode | 'mode'): string {
    return `ticket/${this.#ticketId}/${part}`;
  }
}
