/** What a process of the bench does for the one that started it, by name. */
export type Parts = Readonly<Record<string, (asked: never) => unknown>>;

interface Question {
  readonly n: number;
  readonly name: string;
  readonly asked: never;
}
export interface Answer {
  /** The question it answers; 0 says that questions can be asked. */
  readonly n: number;
  readonly value?: unknown;
  readonly problem?: string;
}

/** Answers until the starter is gone, however that happened; then `end` runs. */
export function answerWith(parts: Parts, end: () => void = () => process.exit()): void {
  const answer = (given: Answer) => process.connected && process.send?.(given);
  process.on('message', ({ n, name, asked }: Question) => {
    void Promise.resolve()
      .then(() => parts[name]?.(asked))
      .then(
        (value) => answer({ n, value }),
        (error: unknown) => answer({ n, problem: error instanceof Error ? error.message : String(error) }),
      );
  });
  process.once('disconnect', end);
  answer({ n: 0 });
}

/** In bytes, after a collection; the process must have been started with --expose-gc. */
export function residentMemory(): number {
  const { gc } = globalThis as { gc?: (how: object) => void };
  gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  return process.memoryUsage().rss;
}

const BETWEEN_LOOKS = 5;

/** How far the memory of this process goes, looked at again and again. */
export class PeakMemory {
  #from = 0;
  #highest = 0;
  #looking: NodeJS.Timeout | undefined;

  /** From now on, after a collection. */
  watch(): void {
    this.#from = this.#highest = residentMemory();
    this.#looking = setInterval(() => this.#look(), BETWEEN_LOOKS);
  }

  /** Bytes that it held at most beyond what it held when it was first looked at; looks no longer. */
  grown(): number {
    clearInterval(this.#looking);
    this.#look();
    return this.#highest - this.#from;
  }

  #look(): void {
    this.#highest = Math.max(this.#highest, process.memoryUsage.rss());
  }
}

/** The machine's own clock in milliseconds, the same in every process. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;
