import type { Kind, Row, Rows } from '@crossflow/domain/record/rows';
import type { Replica, Touched } from './replica.ts';
import { newSignal, Signals } from './signals.svelte.ts';

/** A kind's rows by the value of one field. A bucket that did not change stays the same array. */
class Index {
  readonly signals = new Signals<unknown>();
  readonly #field: string;
  readonly #buckets: Map<unknown, readonly Row[]>;
  readonly #valueOf = new Map<string, unknown>();

  constructor(field: string, rows: readonly Row[]) {
    this.#field = field;
    this.#buckets = Map.groupBy(rows, (row) => this.#of(row));
    for (const row of rows) this.#valueOf.set(row.id, this.#of(row));
  }

  get(value: unknown): readonly Row[] {
    this.signals.listen(value);
    return this.#buckets.get(value) ?? NONE;
  }

  /** A row came, changed, or went (`undefined`). One that came stands last. */
  put(id: string, row: Row | undefined): void {
    const had = this.#valueOf.has(id);
    const before = this.#valueOf.get(id);
    const value = row === undefined ? undefined : this.#of(row);
    if (had && (row === undefined || before !== value))
      this.#change(before, (rows) => rows.filter((one) => one.id !== id));
    if (row === undefined) this.#valueOf.delete(id);
    else {
      this.#valueOf.set(id, value);
      const stays = had && before === value;
      this.#change(value, (rows) => (stays ? rows.map((one) => (one.id === id ? row : one)) : [...rows, row]));
    }
  }

  #change(value: unknown, change: (rows: readonly Row[]) => readonly Row[]): void {
    const rows = change(this.#buckets.get(value) ?? NONE);
    if (rows.length === 0) this.#buckets.delete(value);
    else this.#buckets.set(value, rows);
    this.signals.tell(value);
  }

  #of(row: Row): unknown {
    return (row as unknown as Record<string, unknown>)[this.#field];
  }
}

/** What was made of one kind's rows, kept current row by row. */
class KindView {
  readonly whole = newSignal();
  readonly each = new Signals<string>();
  readonly indexes = new Map<string, Index>();
  list: readonly Row[] | null = null;
}

const NONE: readonly never[] = [];
/** Rows that change at once, from which on making anew is less work than changing. */
const MANY = 100;

/**
 * A replica as templates and `$derived` read it. A row that did not change stays the same object, and who reads one row, or the rows of one
 * value, hears of no other.
 */
export class RowsView {
  readonly #replica: Replica;
  readonly #kinds = new Map<Kind, KindView>();

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  get<K extends Kind>(kind: K, id: string | null | undefined): Rows[K] | undefined {
    if (id === null || id === undefined) return undefined;
    this.#of(kind).each.listen(id);
    return this.#replica.get(kind, id);
  }

  rows<K extends Kind>(kind: K): readonly Rows[K][] {
    const view = this.#of(kind);
    view.whole.listen();
    return this.#list(kind, view) as readonly Rows[K][];
  }

  /** The rows whose field has this value, through an index: cheap to ask for each item of a list. */
  where<K extends Kind, F extends keyof Rows[K] & string>(kind: K, field: F, value: Rows[K][F]): readonly Rows[K][] {
    const view = this.#of(kind);
    let index = view.indexes.get(field);
    if (index === undefined) {
      index = new Index(field, this.#list(kind, view));
      view.indexes.set(field, index);
    }
    return index.get(value) as readonly Rows[K][];
  }

  changed(touched: Touched): void {
    for (const [kind, ids] of touched) {
      const view = this.#kinds.get(kind);
      if (view === undefined) continue;
      view.list = null;
      if (ids.size === 0 || ids.size > MANY) startOver(view);
      else for (const id of ids) this.#changeOne(kind, view, id);
      view.whole.tell();
    }
  }

  #changeOne(kind: Kind, view: KindView, id: string): void {
    const row = this.#replica.get(kind, id);
    for (const index of view.indexes.values()) index.put(id, row);
    view.each.tell(id);
  }

  #list(kind: Kind, view: KindView): readonly Row[] {
    return (view.list ??= this.#replica.list(kind));
  }

  #of(kind: Kind): KindView {
    const present = this.#kinds.get(kind);
    if (present) return present;
    const fresh = new KindView();
    this.#kinds.set(kind, fresh);
    return fresh;
  }
}

/** Any row may be another one. */
function startOver(view: KindView): void {
  const indexes = [...view.indexes.values()];
  view.indexes.clear();
  view.each.tellAll();
  for (const { signals } of indexes) signals.tellAll();
}
