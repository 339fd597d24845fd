import type { Audience } from '@crossflow/domain/access/audience';
import type { Editor } from '../../kernel/editor/editor.ts';
import type RichField from '../../kernel/editor/RichField.svelte';
import { beyondReaders } from '../../kernel/editor/pointing.ts';
import type { Live } from '../../kernel/live.svelte.ts';
import { namedIn, namingAt } from '../mentions.ts';
import type { Written } from '../tickets.actions.ts';
import { nameable, peopleWithin } from '../tickets.live.ts';

interface Subject {
  readonly text: () => string;
  readonly audience: () => Audience;
}

/** A text being written, held against those who will read it: whom it names, and whether they see it. */
export class Writing {
  readonly live: Live;
  readonly #subject: Subject;
  field = $state.raw<RichField | null>(null);
  editor = $state.raw<Editor | null>(null);
  /** What stands before the caret in its line. */
  before = $state('');
  #acknowledged = $state.raw<readonly string[]>([]);

  readonly known = $derived.by(() => nameable(this.live));
  readonly #readers = $derived.by(() => peopleWithin(this.#subject.audience(), this.live));
  readonly #within = $derived.by(() => new Set(this.#readers.map(({ id }) => id)));
  /** Everybody who may be named, those who will read it first. */
  readonly nameables = $derived.by(() => [
    ...this.#readers,
    ...peopleWithin(~this.#subject.audience(), this.live).filter(({ id }) => !this.#within.has(id)),
  ]);
  readonly naming = $derived.by(() => namingAt(this.before, this.before.length));
  readonly #named = $derived.by(() => namedIn(this.#subject.text(), this.known));
  /** Named people who cannot see it, where the writer was not told of it yet. */
  readonly outside = $derived.by(() =>
    this.#named.filter((id) => this.isOutside(id) && !this.#acknowledged.includes(id)),
  );
  readonly beyond = $derived.by(() => beyondReaders(this.#subject.text(), this.#subject.audience(), this.live));
  /** Whether there is anything to say of it before it is sent. */
  readonly warns = $derived.by(() => this.outside.length > 0 || this.beyond.length > 0);

  constructor(live: Live, subject: Subject) {
    this.live = live;
    this.#subject = subject;
  }

  get text(): string {
    return this.#subject.text();
  }
  isOutside = (memberId: string): boolean => !this.#within.has(memberId);

  acknowledge(memberId: string): void {
    this.#acknowledged = [...this.#acknowledged, memberId];
  }

  /** Puts a name in place of what was typed of it. */
  name({ id, name }: { readonly id: string; readonly name: string }): void {
    if (this.naming !== null) this.field?.putMention(this.naming.query.length + 1, id, name);
  }
  startMention(): void {
    this.field?.insert(/(^|\s)$/.test(this.before) ? '@' : ' @');
    this.field?.focus();
  }
  focus(): void {
    this.field?.focus();
  }

  /** What is sent: only those who see it are told. */
  written(fileIds: readonly string[]): Written {
    const mentions = this.#named.filter((id) => !this.isOutside(id));
    return { body: this.text.trim(), mentions, fileIds: [...fileIds] };
  }

  /** After it was sent: the next text begins anew. */
  forget(): void {
    this.before = '';
    this.#acknowledged = [];
  }
}
