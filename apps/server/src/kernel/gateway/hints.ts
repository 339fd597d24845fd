import type { Database } from '../database/database.ts';
import type { Bell, Ring } from './bell.ts';

const CHANNEL = 'crossflow_bell';
const LOOK_EVERY_MILLISECONDS = 1_000;
const LARGEST_PAYLOAD = 7_000;

/**
 * Carries rings between processes through Postgres, outside the writing transactions (a NOTIFY inside one would put every
 * commit of the database in one queue). Rings of one tick travel together; a lost one is made good by looking once a second.
 */
export class Hints {
  readonly #database: Database;
  readonly #bell: Bell;
  readonly #hear: (ring: Ring) => void;
  readonly #origin = crypto.randomUUID();
  #waiting: Ring[] = [];
  #sending = false;
  #closers: (() => unknown)[] = [];

  constructor(database: Database, bell: Bell, hear: (ring: Ring) => void) {
    this.#database = database;
    this.#bell = bell;
    this.#hear = hear;
  }

  async start(look: () => Promise<void>): Promise<void> {
    const silently = () => void look().catch(() => undefined);
    const timer = setInterval(silently, LOOK_EVERY_MILLISECONDS);
    const unhear = this.#bell.hear((ring) => {
      this.#hear(ring);
      this.#waiting.push(ring);
      void this.#send();
    });
    const listener = await this.#database.listen(CHANNEL, (payload) =>
      payload === null ? silently() : this.#receive(payload),
    );
    this.#closers = [() => clearInterval(timer), unhear, () => listener.close()];
  }

  async stop(): Promise<void> {
    for (const close of this.#closers) await close();
    this.#closers = [];
  }

  #receive(payload: string): void {
    const { origin, rings } = JSON.parse(payload) as { origin: string; rings: Ring[] };
    if (origin !== this.#origin) for (const ring of rings) this.#hear(ring);
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#waiting.length > 0) {
      const rings = merged(this.#waiting);
      this.#waiting = [];
      const payload = JSON.stringify({ origin: this.#origin, rings });
      // Too many at once: the other processes look by themselves.
      if (payload.length <= LARGEST_PAYLOAD) await this.#database.notify(CHANNEL, payload).catch(() => undefined);
    }
    this.#sending = false;
  }
}

function merged(rings: readonly Ring[]): Ring[] {
  const byProgram = new Map<string, Set<string>>();
  for (const { programId, told } of rings) {
    const persons = byProgram.get(programId) ?? new Set<string>();
    for (const person of told) persons.add(person);
    byProgram.set(programId, persons);
  }
  return [...byProgram].map(([programId, told]) => ({ programId, told: [...told] }));
}
