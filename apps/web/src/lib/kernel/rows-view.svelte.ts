import type { Kind, Rows } from '@crossflow/domain/record/rows';
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Replica, Touched } from './replica.ts';

/** What was made of one kind's rows since their last change. */
interface KindCache {
  list: readonly unknown[] | null;
  readonly indexes: Map<string, Map<unknown, unknown[]>>;
}

const NONE: readonly never[] = [];

/** A replica as templates and `$derived` read it. A row that did not change stays the same object. */
export class RowsView {
  readonly #replica: Replica;
  readonly #caches = new Map<Kind, KindCache>();
  /** Counts the changes of each kind: what its readers listen to, from the first reading on, inside a `$derived` too. */
  readonly #versions = new SvelteMap<Kind, number>();

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  get<K extends Kind>(kind: K, id: string | null | undefined): Rows[K] | undefined {
    this.#listen(kind);
    return id === null || id === undefined ? undefined : this.#replica.get(kind, id);
  }

  rows<K extends Kind>(kind: K): readonly Rows[K][] {
    const cache = this.#listen(kind);
    cache.list ??= this.#replica.list(kind);
    return cache.list as readonly Rows[K][];
  }

  /** The rows whose field has this value, through an index: cheap to ask for each item of a list. */
  where<K extends Kind, F extends keyof Rows[K] & string>(kind: K, field: F, value: Rows[K][F]): readonly Rows[K][] {
    const cache = this.#listen(kind);
    let index = cache.indexes.get(field);
    if (index === undefined) {
      index = Map.groupBy(this.rows(kind), (row) => row[field]) as Map<unknown, unknown[]>;
      cache.indexes.set(field, index);
    }
    return (index.get(value) as Rows[K][] | undefined) ?? NONE;
  }

  changed(touched: Touched): void {
    for (const kind of touched.keys()) {
      this.#caches.delete(kind);
      this.#versions.set(kind, untrack(() => this.#versions.get(kind) ?? 0) + 1);
    }
  }

  #listen(kind: Kind): KindCache {
    void this.#versions.get(kind);
    const present = this.#caches.get(kind);
    if (present) return present;
    const fresh: KindCache = { list: null, indexes: new Map() };
    this.#caches.set(kind, fresh);
    return fresh;
  }
}
