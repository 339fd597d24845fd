import type { CallError } from './call-error.ts';
import { toCallError } from './call-error.ts';
import type { Replica, RowsOf } from './replica.ts';

/** An object whose longer rows were fetched; entries keep them current from then on. */
export class Opened {
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<CallError | null>(null);
  /** When the rows were last read from the server. */
  readAt = $state.raw<Date | null>(null);
  readonly #replica: Replica;
  readonly fetch: () => Promise<RowsOf>;
  #reading = false;

  constructor(replica: Replica, fetch: () => Promise<RowsOf>) {
    this.#replica = replica;
    this.fetch = fetch;
  }

  async read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    this.error = null;
    if (this.status === 'failed') this.status = 'loading';
    const fetching = this.#replica.beginFetch();
    try {
      this.#replica.merge(fetching, await this.fetch());
      this.readAt = new Date();
      this.status = 'ready';
    } catch (error) {
      this.#replica.endFetch(fetching);
      this.error = toCallError(error);
      this.status = 'failed';
    } finally {
      this.#reading = false;
    }
  }
}
