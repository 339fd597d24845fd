/** What is waited for: sent then, and to reach so many clients. */
export interface Awaited {
  readonly id: string;
  readonly since: number;
  readonly to: number;
}
/** Milliseconds from sending to the clients' handlers. */
export interface Heard {
  readonly p50: number;
  readonly p99: number;
  /** When the last one was heard. */
  readonly last: number;
}

const PATIENCE = 60_000;

/** When which message was heard by how many clients of this process. */
export class Receipts {
  readonly #heard = new Map<string, number[]>();
  #missing = 0;
  #wanted: ReadonlyMap<string, number> = new Map();
  #done = () => undefined as void;

  add(id: string, at: number): void {
    const times = this.#heard.get(id) ?? [];
    this.#heard.set(id, times);
    times.push(at);
    if (times.length > (this.#wanted.get(id) ?? 0)) return;
    this.#missing -= 1;
    if (this.#missing === 0) this.#done();
  }

  async of(sent: readonly Awaited[]): Promise<Heard> {
    await this.#arrived(sent);
    const times = sent.map(({ id }) => this.#heard.get(id) ?? []);
    const took = Float64Array.from(sent.flatMap(({ since }, place) => (times[place] ?? []).map((at) => at - since)));
    took.sort();
    const at = (part: number) => took[Math.ceil(took.length * part) - 1] ?? NaN;
    const last = times.flat().reduce((latest, one) => Math.max(latest, one), 0);
    for (const { id } of sent) this.#heard.delete(id);
    return { p50: at(0.5), p99: at(0.99), last };
  }

  #arrived(sent: readonly Awaited[]): Promise<void> {
    this.#wanted = new Map(sent.map(({ id, to }) => [id, to]));
    this.#missing = sent.reduce((sum, { id, to }) => sum + Math.max(0, to - (this.#heard.get(id)?.length ?? 0)), 0);
    if (this.#missing === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.#missing} messages did not arrive`)), PATIENCE);
      this.#done = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }
}
