import type { Outcome } from '@crossflow/domain/record/change';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { toCallError } from './call-error.ts';
import { sendAgain, type Sent } from './calls.ts';

/** A write made without a connection: kept on this device until the server has answered it. */
export interface Waiting extends Sent {
  readonly commandId: string;
  readonly memberId: string;
  readonly outcome: Outcome | null;
  readonly at: string;
  readonly state: 'sending' | 'waiting' | 'failed';
  /** Why the server refused it, once it was sent. */
  readonly reason: string | null;
  readonly requestId: string | null;
}

const FIRST_RETRY_MS = 1_000;

interface Kept extends DBSchema {
  write: { key: string; value: Waiting; indexes: { memberId: string } };
}

export interface OutboxPorts {
  answered(commandId: string, n: number): void;
  withdraw(commandId: string): void;
  refused(waiting: Waiting): void;
}

/** The writes of one membership that have not reached the server, oldest first. */
export class Outbox {
  items = $state.raw<readonly Waiting[]>([]);
  readonly #memberId: string;
  readonly #ports: OutboxPorts;
  #sending = false;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memberId: string, ports: OutboxPorts) {
    this.#memberId = memberId;
    this.#ports = ports;
  }

  get waiting(): number {
    return this.items.filter(({ state }) => state !== 'failed').length;
  }

  async load(): Promise<readonly Waiting[]> {
    const kept = await onDisk((database) => database.getAllFromIndex('write', 'memberId', this.#memberId));
    const known = new Set(this.items.map(({ commandId }) => commandId));
    const found = (kept ?? [])
      .filter(({ commandId }) => !known.has(commandId))
      .toSorted((a, b) => (a.at < b.at ? -1 : 1));
    this.items = [
      ...found.map((item) => (item.state === 'failed' ? item : { ...item, state: 'waiting' as const })),
      ...this.items,
    ];
    return found;
  }

  /** Written before it is sent, so that a closed tab loses nothing. */
  keep(commandId: string, sent: Sent, outcome: Outcome | null): void {
    const plain = JSON.parse(JSON.stringify({ ...sent, outcome })) as Sent & { outcome: Outcome | null };
    const item: Waiting = {
      ...plain,
      commandId,
      memberId: this.#memberId,
      at: new Date().toISOString(),
      state: 'sending',
      reason: null,
      requestId: null,
    };
    this.#put(item);
  }

  isKept(commandId: string): boolean {
    return this.items.some((item) => item.commandId === commandId);
  }

  /** No answer came: it waits for the connection. */
  wait(commandId: string): void {
    this.#set(commandId, { state: 'waiting' });
    this.#tryLater();
  }

  done(commandId: string): void {
    if (!this.isKept(commandId)) return;
    this.items = this.items.filter((item) => item.commandId !== commandId);
    void onDisk((database) => database.delete('write', commandId));
  }

  discard(commandId: string): void {
    this.#ports.withdraw(commandId);
    this.done(commandId);
  }

  async retry(commandId: string): Promise<void> {
    this.#set(commandId, { state: 'waiting', reason: null });
    await this.send();
  }

  /** Sends what waits, one after the other in the order it was written, each once. */
  async send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        if (!(await this.#sendOne(next))) return;
      }
    } finally {
      this.#sending = false;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** A connection that looks alive may still lose answers: asked again after 1, 2, 4 … 32 seconds. */
  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.send(), FIRST_RETRY_MS * 2 ** Math.min(this.#tries, 5));
    this.#tries += 1;
  }

  #next(): Waiting | undefined {
    return this.items.find(({ state }) => state === 'waiting');
  }

  async #sendOne(item: Waiting): Promise<boolean> {
    this.#set(item.commandId, { state: 'sending' });
    try {
      const { n } = (await sendAgain(item)) as { n: number };
      this.#tries = 0;
      this.#ports.answered(item.commandId, n);
      this.done(item.commandId);
      return true;
    } catch (error) {
      const { unreachable, reason, requestId } = toCallError(error);
      if (unreachable) {
        this.wait(item.commandId);
        return false;
      }
      this.#ports.withdraw(item.commandId);
      this.#set(item.commandId, { state: 'failed', reason, requestId });
      this.#ports.refused({ ...item, state: 'failed', reason, requestId });
      return true;
    }
  }

  #put(item: Waiting): void {
    this.items = [...this.items.filter(({ commandId }) => commandId !== item.commandId), item];
    void onDisk((database) => database.put('write', item));
  }

  #set(commandId: string, next: Partial<Waiting>): void {
    this.items = this.items.map((item) => (item.commandId === commandId ? { ...item, ...next } : item));
    const item = this.items.find((one) => one.commandId === commandId);
    if (item !== undefined) void onDisk((database) => database.put('write', item));
  }
}

let opened: Promise<IDBPDatabase<Kept>> | null = null;

/** Null where this browser keeps nothing (private windows of some): the write then lives as long as the tab. */
async function onDisk<T>(act: (database: IDBPDatabase<Kept>) => Promise<T>): Promise<T | null> {
  try {
    opened ??= openDB<Kept>('crossflow-outbox', 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('write', { keyPath: 'commandId' }).createIndex('memberId', 'memberId');
      },
    });
    return await act(await opened);
  } catch {
    return null;
  }
}

export async function forgetOutbox(): Promise<void> {
  await onDisk((database) => database.clear('write'));
}
