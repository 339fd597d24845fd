import type { Kind, Rows } from '@crossflow/domain/record/rows';
import { untrack } from 'svelte';
import type { Replica, Touched } from './replica.ts';

/** Counts the changes of one kind: what readers of that kind listen to. Lists and indexes are made once per change. */
class KindSignal {
  version = $state(0);
  list: readonly unknown[] | null = null;
  readonly indexes = new Map<string, Map<unknown, unknown[]>>();

  bump(): void {
    this.list = null;
    this.indexes.clear();
    this.version += 1;
  }
}

const NONE: readonly never[] = [];

/** A replica as templates and `$derived` read it. A row that did not change stays the same object. */
export class RowsView {
  readonly #replica: Replica;
  readonly #signals = new Map<Kind, KindSignal>();

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  get<K extends Kind>(kind: K, id: string | null | undefined): Rows[K] | undefined {
    this.#listen(kind);
    return id === null || id === undefined ? undefined : this.#replica.get(kind, id);
  }

  rows<K extends Kind>(kind: K): readonly Rows[K][] {
    const signal = this.#listen(kind);
    signal.list ??= this.#replica.list(kind);
    return signal.list as readonly Rows[K][];
  }

  /** The rows whose field has this value, through an index: cheap to ask for each item of a list. */
  where<K extends Kind, F extends keyof Rows[K] & string>(kind: K, field: F, value: Rows[K][F]): readonly Rows[K][] {
    const signal = this.#listen(kind);
    let index = signal.indexes.get(field);
    if (index === undefined) {
      index = Map.groupBy(this.rows(kind), (row) => row[field]) as Map<unknown, unknown[]>;
      signal.indexes.set(field, index);
    }
    return (index.get(value) as Rows[K][] | undefined) ?? NONE;
  }

  changed(touched: Touched): void {
    for (const kind of touched.keys()) this.#signal(kind).bump();
  }

  #listen(kind: Kind): KindSignal {
    const signal = this.#signal(kind);
    void signal.version;
    return signal;
  }

  #signal(kind: Kind): KindSignal {
    const present = this.#signals.get(kind);
    if (present) return present;
    // Untracked: a signal born inside a `$derived` would not be listened to by it.
    const fresh = untrack(() => new KindSignal());
    this.#signals.set(kind, fresh);
    return fresh;
  }
}
