import type { Reading, Series } from '@crossflow/domain/manufacturing/manufacturing';
import { standingPoints } from '@crossflow/domain/manufacturing/series';
import type { Point } from '@crossflow/domain/manufacturing/manufacturing';
import { SvelteMap } from 'svelte/reactivity';
import { calls } from '../calls.ts';
import { toCallError, type CallError } from '../call-error.ts';
import type { Live } from '../live.svelte.ts';

const books = new WeakMap<Live, ReadingBook>();

/**
 * The readings behind open charts. They are fetched once for each series and then grow from the points that entries carry inline;
 * a gap is fetched again. Held in memory alone, and dropped when their series goes: a company that loses a batch keeps no copy.
 */
export class ReadingBook {
  status = $state<'idle' | 'loading' | 'failed'>('idle');
  error = $state.raw<CallError | null>(null);
  readonly #live: Live;
  readonly #fetched = new SvelteMap<string, readonly Reading[]>();
  readonly #asked = new Map<string, number>();

  static of(live: Live): ReadingBook {
    const present = books.get(live) ?? new ReadingBook(live);
    books.set(live, present);
    return present;
  }

  private constructor(live: Live) {
    this.#live = live;
  }

  /** Everything known of a series, superseded readings too; corrections that arrived since are in. */
  readings(seriesId: string): readonly Reading[] {
    if (this.#live.get('series', seriesId) === undefined) return [];
    const known = new Map((this.#fetched.get(seriesId) ?? []).map((reading) => [reading.id, reading]));
    for (const row of this.#live.where('reading', 'seriesId', seriesId)) known.set(row.id, row);
    return [...known.values()];
  }

  /** The points that stand, in time order. */
  points(series: Series): readonly Point[] {
    const readings = this.readings(series.id);
    const standing = standingPoints(readings);
    const known = new Set(readings.map(({ id }) => id));
    const inline = series.last.filter(({ id }) => !known.has(id));
    return inline.length === 0 ? standing : [...standing, ...inline].sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** Fetches what is missing of these series. Call it in an effect: it looks again whenever a series moves. */
  follow(all: readonly Series[]): void {
    this.#forget();
    const missing = all.filter((series) => this.#isMissing(series)).map(({ id }) => id);
    if (missing.length > 0) void this.#fetch(missing);
  }

  async retry(all: readonly Series[]): Promise<void> {
    await this.#fetch(all.map(({ id }) => id));
  }

  #isMissing(series: Series): boolean {
    if (this.#asked.get(series.id) === series.version) return false;
    return !this.#fetched.has(series.id) || this.points(series).length < series.count;
  }

  async #fetch(seriesIds: readonly string[]): Promise<void> {
    for (const id of seriesIds) this.#asked.set(id, this.#live.get('series', id)?.version ?? 0);
    this.status = 'loading';
    try {
      const readings = (await calls.manufacturing.readings.query({ seriesIds: [...seriesIds] })) as Reading[];
      const bySeries = Map.groupBy(readings, ({ seriesId }) => seriesId);
      for (const id of seriesIds) this.#fetched.set(id, bySeries.get(id) ?? []);
      this.status = 'idle';
      this.error = null;
    } catch (failure) {
      for (const id of seriesIds) this.#asked.delete(id);
      this.error = toCallError(failure);
      this.status = 'failed';
    }
  }

  #forget(): void {
    for (const id of this.#fetched.keys()) if (this.#live.get('series', id) === undefined) this.#fetched.delete(id);
  }
}
