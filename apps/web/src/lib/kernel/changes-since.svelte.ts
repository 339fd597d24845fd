import type { Entry, LedgerLine } from '@crossflow/domain/record/entry';
import { asActs, type Act } from './acts.ts';
import { calls } from './calls.ts';
import type { Live } from './live.svelte.ts';

const MOST_PAGES = 8;
/** Kinds that tell of reading and counting, not of a change that anybody made. */
const QUIET = new Set(['opening', 'holding']);

/** What others did since an instant, newest first: read from the company's own ledger, then grown by what arrives. */
export class ChangesSince {
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  /** There is more than was read. */
  more = $state(false);
  readonly since: string;
  readonly #live: Live;
  #read = $state.raw<readonly Entry[]>([]);
  readonly acts = $derived.by<Act[]>(() => {
    const known = new Set(this.#read.map(({ id }) => id));
    const arrived = this.#live.recent.filter(({ id }) => !known.has(id));
    const mine = this.#live.membership.memberId;
    const told = [...arrived, ...this.#read].filter(
      ({ at, kind, actorId, verb }) => at > this.since && !QUIET.has(kind) && actorId !== mine && verb !== 'gone',
    );
    return asActs(told);
  });

  constructor(live: Live, since: string) {
    this.#live = live;
    this.since = since;
  }

  /** Page by page back to the instant; without a connection, only what arrives. */
  async read(): Promise<void> {
    this.status = 'loading';
    try {
      let before: number | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const lines = (await calls.record.activity.query(before === undefined ? {} : { before })) as LedgerLine[];
        this.#read = [...this.#read, ...lines.toReversed().flatMap(({ entry }) => (entry === null ? [] : [entry]))];
        const [oldest] = lines;
        this.more = oldest !== undefined && oldest.n > 1 && (oldest.entry?.at ?? this.since) > this.since;
        if (!this.more || oldest === undefined) break;
        before = oldest.n;
      }
      this.status = 'ready';
    } catch {
      this.status = this.#read.length > 0 ? 'ready' : 'failed';
    }
  }
}
