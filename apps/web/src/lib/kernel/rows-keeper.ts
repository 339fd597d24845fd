import type { Kind, Row } from '@crossflow/domain/record/rows';
import type { Replica, Touched } from './replica.ts';
import { openRowsOnDisk, type KeptRows, type RowsOnDisk } from './rows-on-disk.ts';

const WRITE_AFTER_MS = 250;

/**
 * Keeps a replica's confirmed rows on disk. Of several tabs one writes (a Web Lock decides which): two that wrote by turns could
 * leave an old row under a newer cursor. Where there is no disk or no lock, the program works without a kept copy.
 */
export class RowsKeeper {
  readonly #replica: Replica;
  readonly #dirty = new Map<Kind, Set<string>>();
  #disk: RowsOnDisk | null = null;
  #writes = false;
  /** The replica began with what the disk holds, so that whatever differs since has been noted. */
  #begunFromDisk = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #release: (() => void) | null = null;
  readonly #leaving = new AbortController();

  readonly #open: (memberId: string) => Promise<RowsOnDisk>;

  constructor(replica: Replica, open = openRowsOnDisk) {
    this.#replica = replica;
    this.#open = open;
  }

  async open(memberId: string): Promise<KeptRows | null> {
    try {
      this.#disk = await this.#open(memberId);
      const kept = await this.#disk.read();
      this.#begunFromDisk = kept !== null;
      return kept;
    } catch {
      this.#disk = null;
      return null;
    }
  }

  /** From now on, once it is this tab's turn. The replica must be filled first: the turn begins with all that the disk lacks. */
  keep(memberId: string): void {
    if (this.#disk === null || navigator.locks === undefined) return;
    const write = async () => {
      const noted = await this.#hasNotedAll();
      this.#writes = true;
      await (noted ? this.flush() : this.rewrite());
      await new Promise<void>((resolve) => {
        this.#release = resolve;
      });
    };
    navigator.locks
      .request(`crossflow.rows.${memberId}`, { signal: this.#leaving.signal }, write)
      .catch(() => undefined);
  }

  noteChanged(touched: Touched): void {
    if (this.#disk === null) return;
    for (const [kind, ids] of touched) {
      const dirty = this.#dirty.get(kind) ?? new Set<string>();
      this.#dirty.set(kind, dirty);
      for (const id of ids) dirty.add(id);
    }
    if (this.#writes) this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
  }

  /** All of it, now or at this tab's turn: the replica has begun anew. */
  async rewrite(): Promise<void> {
    this.#begunFromDisk = false;
    if (!this.#writes || this.#disk === null) return;
    this.#dirty.clear();
    await this.#disk.rewrite(this.#replica, this.#everyRow()).catch(() => this.#giveUp());
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#writes || this.#disk === null) return;
    const touched = new Map(this.#dirty);
    this.#dirty.clear();
    const row = (kind: Kind, id: string) => this.#replica.confirmed(kind).get(id) as Row | undefined;
    await this.#disk.write(this.#replica.cursor, touched, row).catch(() => this.#giveUp());
  }

  async close(): Promise<void> {
    this.#leaving.abort();
    await this.flush();
    this.#writes = false;
    this.#release?.();
    this.#disk?.close();
    this.#disk = null;
  }

  /** What the disk lacks has been noted: another tab may have written since, but not further than the replica is. */
  async #hasNotedAll(): Promise<boolean> {
    if (!this.#begunFromDisk || this.#disk === null) return false;
    const { cursor, mask } = this.#replica;
    return this.#disk.isUpTo({ cursor, mask }).catch(() => false);
  }

  *#everyRow(): Generator<readonly [Kind, Row]> {
    for (const kind of this.#replica.kinds()) {
      for (const row of this.#replica.confirmed(kind).values()) yield [kind, row];
    }
  }

  /** A full or broken disk must not stop the work: without a kept copy the next visit starts from a bootstrap. */
  #giveUp(): void {
    this.#writes = false;
    this.#disk?.close();
    this.#disk = null;
  }
}
