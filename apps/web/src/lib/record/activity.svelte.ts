import type { LedgerLine } from '@crossflow/domain/record/entry';
import { asActs, type Act } from '../kernel/acts.ts';
import { toCallError, type CallError } from '../kernel/call-error.ts';
import { calls } from '../kernel/calls.ts';
import type { Live } from '../kernel/live.svelte.ts';

/** The company's own ledger, newest first: pages of the past, and on top of them what arrives. */
export class Activity {
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<CallError | null>(null);
  more = $state(true);
  readonly #live: Live;
  #lines = $state.raw<readonly LedgerLine[]>([]);
  #asking = false;
  readonly acts = $derived(this.#acts());

  constructor(live: Live) {
    this.#live = live;
  }

  /** The page before what is here; the first time, the latest one. */
  async read(): Promise<void> {
    if (this.#asking || !this.more) return;
    this.#asking = true;
    try {
      const before = this.#lines.at(-1)?.n;
      const page = (await calls.record.activity.query(before === undefined ? {} : { before })) as LedgerLine[];
      this.#lines = [...this.#lines, ...page.toReversed()];
      this.more = page.length > 0 && (page[0]?.n ?? 1) > 1;
      this.error = null;
      this.status = 'ready';
    } catch (error) {
      this.error = toCallError(error);
      this.status = this.#lines.length > 0 ? 'ready' : 'failed';
    } finally {
      this.#asking = false;
    }
  }

  #acts(): Act[] {
    const past = this.#lines.flatMap(({ entry }) => (entry === null ? [] : [entry]));
    const known = new Set(past.map(({ id }) => id));
    return asActs([...this.#live.recent.filter(({ id }) => !known.has(id)), ...past]);
  }
}
