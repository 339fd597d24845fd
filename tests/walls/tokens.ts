import { randomBytes } from 'node:crypto';
import type { Player } from '../world/player.ts';
import { seatsIn } from './oracle.ts';

/** A mark in a text or an id, and the companies that may ever read it. */
interface Mark {
  readonly what: string;
  readonly program: string;
  readonly seats: ReadonlySet<number>;
}

const OF_THE_PERSON = /^(\["personal"|\/sync\/personal\/|\/trpc\/organizations\.me)/;

/** Marks that are searched in every byte that every player ever received. */
export class Tokens {
  readonly #marks = new Map<string, Mark>();

  /** A text that carries a mark of its own. */
  mark(label: string, program: string, audience: number): string {
    const token = `cnry${randomBytes(7).toString('hex')}`;
    this.add(token, label, program, audience);
    return `${label} ${token}`;
  }

  /** Something that marks itself: an id, a name. */
  add(token: string, what: string, program: string, audience: number): void {
    this.#marks.set(token, { what, program, seats: seatsIn(audience) });
  }

  get size(): number {
    return this.#marks.size;
  }

  /** Marks that none of those sets holds. */
  without(...found: readonly ReadonlySet<string>[]): string[] {
    return [...this.#marks].filter(([token]) => found.every((one) => !one.has(token))).map(([, { what }]) => what);
  }

  /** Where a player received a mark that is not for its company, and which of the others it did receive. */
  search(player: Player, alsoPlays: readonly Player[] = []): { leaks: string[]; found: ReadonlySet<string> } {
    const bytes: (readonly [string, string])[] = [
      ...player.received.map((frame) => ['socket', frame] as const),
      ...player.answers.map(({ path, text }) => [path, text] as const),
    ];
    const leaks = new Set<string>();
    const found = new Set<string>();
    for (const [where, text] of bytes)
      for (const token of this.#in(text)) {
        const { what } = this.#marks.get(token)!;
        // A person's own stream and list of parts reach over all programs that the person has a part in.
        const parts = OF_THE_PERSON.test(where === 'socket' ? text : where) ? [player, ...alsoPlays] : [player];
        if (parts.some((part) => this.#mayRead(part, token))) found.add(token);
        else leaks.add(`${player.name} received "${what}" by ${where}`);
      }
    return { leaks: [...leaks], found };
  }

  #mayRead({ programId, actor }: Player, token: string): boolean {
    const { program, seats } = this.#marks.get(token)!;
    return program === programId && [...seatsIn(actor.mask)].some((seat) => seats.has(seat));
  }

  *#in(text: string): Generator<string> {
    for (const [token] of text.matchAll(/cnry[0-9a-f]{14}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))
      if (this.#marks.has(token)) yield token;
  }
}
