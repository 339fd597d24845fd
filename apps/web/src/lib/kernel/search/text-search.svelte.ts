import { searchWords } from '@crossflow/domain/search/fold';
import { snippetOf, type Snippet } from '@crossflow/domain/search/snippet';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import type { IconComponent } from '@crossflow/ui';
import { toCallError, type CallError } from '../call-error.ts';
import { calls } from '../calls.ts';
import type { Live } from '../live.svelte.ts';
import { viewOf } from '../registry.ts';

/** A text that fits, as a list shows it. */
export interface TextHit {
  readonly id: string;
  readonly kind: Kind;
  readonly icon: IconComponent;
  /** Of the object that the text stands in. */
  readonly title: string;
  readonly href: string;
  readonly snippet: Snippet;
  readonly audience: number;
  readonly at: string | null;
  readonly by: string | null;
  readonly answers: boolean;
}

export interface Asked {
  readonly text: string;
  readonly since: string | null;
  readonly until: string | null;
}

interface Found {
  readonly rows: Awaited<ReturnType<typeof calls.search.find.query>>['hits'];
  readonly words: readonly string[];
}

const PAUSE_MS = 200;

/** Searches texts that are not on this device, a moment after the person has stopped typing. The last question alone is answered. */
export class TextSearch {
  status = $state<'idle' | 'asking' | 'ready' | 'failed'>('idle');
  #found = $state.raw<Found>({ rows: [], words: [] });
  /** Named anew when the rest of the features comes: an answer may be there before what knows its kind. */
  readonly hits = $derived.by(() =>
    this.#found.rows.flatMap(({ kind, row }) => this.#shown(kind, row as Row, this.#found.words) ?? []),
  );
  /** Older ones fit as well. */
  more = $state(false);
  error = $state.raw<CallError | null>(null);
  readonly #live: Live;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(live: Live) {
    this.#live = live;
  }

  ask(asked: Asked): void {
    clearTimeout(this.#pause);
    const turn = (this.#asked += 1);
    if (searchWords(asked.text).length === 0) {
      this.status = 'idle';
      this.#found = { rows: [], words: [] };
      return;
    }
    this.status = 'asking';
    this.#pause = setTimeout(() => void this.#find(asked, turn), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#pause);
    this.#asked += 1;
  }

  async #find(asked: Asked, turn: number): Promise<void> {
    try {
      const { hits, more } = await calls.search.find.query(asked);
      if (turn !== this.#asked) return;
      this.#found = { rows: hits, words: searchWords(asked.text) };
      this.more = more;
      this.status = 'ready';
    } catch (error) {
      if (turn !== this.#asked) return;
      this.error = toCallError(error);
      this.status = 'failed';
    }
  }

  #shown(kind: Kind, row: Row, words: readonly string[]): TextHit | null {
    const view = viewOf(kind);
    const path = view?.path(row, this.#live);
    const told = view?.text?.(row, this.#live);
    if (view === undefined || path == null || told === undefined) return null;
    const texts = told.texts.flatMap((text) => snippetOf(text, words) ?? []);
    const snippet = texts[0] ?? { text: told.texts.join(' ').slice(0, 160), marks: [] };
    return {
      ...{ id: row.id, kind, icon: view.icon, audience: row.audience, snippet },
      title: view.title(row, this.#live),
      href: this.#live.href(path),
      ...{ at: told.at, by: told.by, answers: told.answers ?? false },
    };
  }
}
