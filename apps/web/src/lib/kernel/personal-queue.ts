import { toCallError } from './call-error.ts';
import { sendAgain, type Sent } from './calls.ts';

const KEPT_AS = 'crossflow.personal.waiting';

/** A person's own marks made without a connection: kept on this device, and sent in their order when it is back. */
export const personalQueue = {
  /** Resolves when it was done or is kept; a refusal is thrown. */
  async send(sent: Sent): Promise<void> {
    const waiting = read();
    if (waiting.length > 0) {
      write([...waiting, sent]);
      return this.flush();
    }
    try {
      await sendAgain(sent);
    } catch (error) {
      if (!toCallError(error).unreachable) throw error;
      write([...read(), sent]);
    }
  },

  async flush(): Promise<void> {
    for (let next = read()[0]; next !== undefined; next = read()[0]) {
      try {
        await sendAgain(next);
      } catch (error) {
        if (toCallError(error).unreachable) return;
        // What the server refuses now it refuses for good: a mark of something that is no longer there.
      }
      write(read().slice(1));
    }
  },

  forget: (): void => localStorage.removeItem(KEPT_AS),
};

function read(): readonly Sent[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]') as Sent[];
  } catch {
    return [];
  }
}

const write = (waiting: readonly Sent[]): void => localStorage.setItem(KEPT_AS, JSON.stringify(waiting));
