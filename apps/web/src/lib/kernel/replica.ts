import { sees, type Audience } from '@crossflow/domain/access/audience';
import type { Change, Outcome } from '@crossflow/domain/record/change';
import type { Delta, Entry } from '@crossflow/domain/record/entry';
import type { Kind, Row, Rows } from '@crossflow/domain/record/rows';
import { applyEntry } from '@crossflow/domain/record/state';

/** Rows that may look different now: ids by kind. */
export type Touched = ReadonlyMap<Kind, ReadonlySet<string>>;

export type RowsOf = { readonly [K in Kind]?: readonly Rows[K][] };

export interface ReplicaPorts {
  /** Everything after `n`, in order, up to the head as it then is. */
  since(n: number): Promise<readonly Delta[]>;
  changed?(touched: Touched): void;
  /** One entry that was applied, in ledger order. `caughtUp` is false for what was fetched rather than pushed. */
  applied?(entry: Entry, pushed: boolean): void;
}

interface Prediction {
  readonly changes: readonly Change[];
  /** The reply's place in the actor's own ledger; null until the server has answered. */
  n: number | null;
}

/** A fetch of rows under way: remembers what went away meanwhile, so that its answer cannot bring it back. */
export interface Fetching {
  readonly gone: Set<string>;
}

const CATCH_UP_ROUNDS = 5;

/** One reader's copy of one program: confirmed rows at a cursor, and predictions laid over them. No DOM, no clock. */
export class Replica {
  cursor = 0;
  /** Bits of the seats held: decides which predicted rows this reader would see. */
  mask: Audience;
  readonly #ports: ReplicaPorts;
  readonly #confirmed = new Map<Kind, Map<string, Row>>();
  readonly #overlay = new Map<Kind, Map<string, Row | null>>();
  readonly #predictions = new Map<string, Prediction>();
  readonly #fetching = new Set<Fetching>();
  #waiting: Delta[] = [];
  #catchingUp: Promise<void> | null = null;

  constructor(mask: Audience, ports: ReplicaPorts) {
    this.mask = mask;
    this.#ports = ports;
  }

  get<K extends Kind>(kind: K, id: string): Rows[K] | undefined {
    const predicted = this.#overlay.get(kind)?.get(id);
    if (predicted !== undefined) return (predicted ?? undefined) as Rows[K] | undefined;
    return this.confirmed(kind).get(id);
  }

  list<K extends Kind>(kind: K): Rows[K][] {
    const over = this.#overlay.get(kind);
    const confirmed = this.confirmed(kind);
    if (over === undefined || over.size === 0) return [...confirmed.values()];
    const merged = new Map<string, Rows[K] | null>(confirmed);
    for (const [id, row] of over) merged.set(id, row as Rows[K] | null);
    return [...merged.values()].filter((row) => row !== null);
  }

  confirmed<K extends Kind>(kind: K): Map<string, Rows[K]> {
    const present = this.#confirmed.get(kind);
    if (present) return present as Map<string, Row> as Map<string, Rows[K]>;
    const fresh = new Map<string, Row>();
    this.#confirmed.set(kind, fresh);
    return fresh as Map<string, Rows[K]>;
  }

  kinds(): Kind[] {
    return [...this.#confirmed.keys()];
  }

  /** Starts over from a bootstrap or from what was kept on disk. */
  reset(cursor: number, rows: RowsOf): void {
    const kinds = new Set([...this.#confirmed.keys(), ...(Object.keys(rows) as Kind[])]);
    for (const kind of this.#confirmed.keys()) this.#confirmed.get(kind)?.clear();
    for (const [kind, list] of Object.entries(rows) as [Kind, readonly Row[]][]) {
      const map = this.confirmed(kind) as unknown as Map<string, Row>;
      for (const row of list) map.set(row.id, row);
    }
    this.cursor = cursor;
    this.#waiting = this.#waiting.filter((delta) => delta.to > cursor);
    this.#settleReached(new Set());
    this.#ports.changed?.(new Map([...kinds].map((kind) => [kind, new Set<string>()])));
  }

  /**
   * A frame from the party's room, or (`pushed` false) what was missed. Seen already: ignored. In line: applied. After a hole: waits
   * for what is missing.
   */
  async receive(delta: Delta, pushed = true): Promise<void> {
    if (delta.to <= this.cursor) return;
    if (this.#catchingUp === null && delta.from <= this.cursor) {
      this.#apply([delta], pushed);
      return;
    }
    this.#waiting.push(delta);
    await this.catchUp();
  }

  /** Fetches everything since the cursor, once however many ask; deltas that arrive meanwhile wait in order. */
  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#fetchMissing().finally(() => {
      this.#catchingUp = null;
    });
    return this.#catchingUp;
  }

  /** Lays an outcome over the confirmed rows until the server's own entries arrive. */
  predict(commandId: string, outcome: Outcome): void {
    this.#predictions.set(commandId, { changes: outcome.changes, n: null });
    this.#relay(touchedBy(outcome.changes));
  }

  /** The server has answered: the prediction goes when the cursor passes `n`. */
  answered(commandId: string, n: number): void {
    const prediction = this.#predictions.get(commandId);
    if (prediction === undefined) return;
    prediction.n = n;
    if (this.cursor >= n) this.withdraw(commandId);
  }

  /** Takes a prediction back: refused, discarded, or overtaken by the truth. */
  withdraw(commandId: string): void {
    const prediction = this.#predictions.get(commandId);
    if (prediction === undefined) return;
    this.#predictions.delete(commandId);
    this.#relay(touchedBy(prediction.changes));
  }

  beginFetch(): Fetching {
    const fetching = { gone: new Set<string>() };
    this.#fetching.add(fetching);
    return fetching;
  }

  /** Takes in rows read by a query. A row that is newer here stays; one that went away meanwhile stays away. */
  merge(fetching: Fetching, rows: RowsOf): void {
    this.#fetching.delete(fetching);
    const touched = new Map<Kind, Set<string>>();
    for (const [kind, list] of Object.entries(rows) as [Kind, readonly Row[]][]) {
      const map = this.confirmed(kind) as unknown as Map<string, Row>;
      for (const row of list) {
        const present = map.get(row.id);
        if (fetching.gone.has(`${kind}/${row.id}`) || (present !== undefined && present.version >= row.version))
          continue;
        map.set(row.id, row);
        note(touched, kind, row.id);
      }
    }
    if (touched.size > 0) this.#ports.changed?.(touched);
  }

  endFetch(fetching: Fetching): void {
    this.#fetching.delete(fetching);
  }

  async #fetchMissing(): Promise<void> {
    for (let round = 0; round < CATCH_UP_ROUNDS; round += 1) {
      this.#apply(await this.#ports.since(this.cursor), false);
      this.#applyWaiting();
      if (this.#waiting.length === 0) return;
    }
    throw new Error('the deltas that wait do not join what the server gives');
  }

  #applyWaiting(): void {
    this.#waiting.sort((a, b) => a.from - b.from);
    while (this.#waiting[0] !== undefined && this.#waiting[0].from <= this.cursor) {
      const next = this.#waiting.shift();
      if (next !== undefined && next.to > this.cursor) this.#apply([next], true);
    }
  }

  #apply(deltas: readonly Delta[], pushed: boolean): void {
    const touched = new Map<Kind, Set<string>>();
    const commands = new Set<string>();
    for (const delta of deltas) {
      if (delta.from > this.cursor) throw new Error(`a hole in what was fetched: ${this.cursor} to ${delta.from}`);
      for (const { n, entry } of delta.lines) {
        if (n <= this.cursor || entry === null) continue;
        this.#applyOne(entry, touched);
        if (entry.commandId !== null) commands.add(entry.commandId);
        this.#ports.applied?.(entry, pushed);
      }
      this.cursor = Math.max(this.cursor, delta.to);
    }
    this.#settleReached(commands, touched);
    if (touched.size > 0) this.#ports.changed?.(touched);
  }

  #applyOne(entry: Entry, touched: Map<Kind, Set<string>>): void {
    applyEntry(this.confirmed(entry.kind), entry);
    if (entry.after === null) for (const { gone } of this.#fetching) gone.add(`${entry.kind}/${entry.subjectId}`);
    note(touched, entry.kind, entry.subjectId);
  }

  /** Drops the predictions whose truth has arrived; the rows they covered are touched. */
  #settleReached(commands: ReadonlySet<string>, touched = new Map<Kind, Set<string>>()): void {
    for (const [commandId, { n, changes }] of this.#predictions) {
      if (!commands.has(commandId) && (n === null || n > this.cursor)) continue;
      this.#predictions.delete(commandId);
      for (const { kind, subjectId } of changes) note(touched, kind, subjectId);
    }
    this.#layOver();
  }

  #relay(touched: Touched): void {
    this.#layOver();
    this.#ports.changed?.(touched);
  }

  #layOver(): void {
    this.#overlay.clear();
    for (const { changes } of this.#predictions.values()) {
      for (const change of changes) this.#layOne(change);
    }
  }

  #layOne({ kind, subjectId, audience, row }: Change): void {
    const mine = row === null ? sees(this.mask, audience) : true;
    if (!mine) return;
    const over = this.#overlay.get(kind) ?? new Map<string, Row | null>();
    this.#overlay.set(kind, over);
    over.set(subjectId, row !== null && sees(this.mask, row.audience) ? row : null);
  }
}

function touchedBy(changes: readonly Change[]): Touched {
  const touched = new Map<Kind, Set<string>>();
  for (const { kind, subjectId } of changes) note(touched, kind, subjectId);
  return touched;
}

function note(touched: Map<Kind, Set<string>>, kind: Kind, id: string): void {
  const ids = touched.get(kind);
  if (ids) ids.add(id);
  else touched.set(kind, new Set([id]));
}
