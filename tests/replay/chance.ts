import type { Kind, Rows } from '@crossflow/domain/record/rows';
import type { Player } from '../world/player.ts';
import { newId } from '../world/world.ts';
import type { Screen } from './screen.ts';

/** A seeded source of chance (mulberry32): the same seed gives the same story, as far as the server's timing lets it. */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  often(probability: number): boolean {
    return this.next() < probability;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  one<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  some<T>(list: readonly T[], probability = 0.5): T[] {
    return list.filter(() => this.often(probability));
  }
}

/** What an act knows: who acts, what stands on that person's own screen, and chance. */
export class Actor {
  readonly player: Player;
  readonly screen: Screen;
  readonly chance: Chance;
  constructor(player: Player, screen: Screen, chance: Chance) {
    this.player = player;
    this.screen = screen;
    this.chance = chance;
  }

  row<K extends Kind>(kind: K, which: (row: Rows[K]) => boolean = () => true): Rows[K] | undefined {
    return this.chance.one(this.screen.rows(kind).filter(which));
  }

  rows<K extends Kind>(kind: K): Rows[K][] {
    return this.screen.rows(kind);
  }

  id = newId;
  command = () => ({ commandId: newId() });
  words = () => `words ${this.chance.below(1_000_000)}`;

  /** The own company, and some of those that the actor knows of. */
  audience(within = 0x7fff_ffff): number {
    const others = this.chance.some(this.rows('party')).reduce((all, { seat }) => all | (1 << seat), 0);
    return (this.player.actor.seat | others) & within;
  }

  partyIn(audience: number): string | undefined {
    return this.row('party', ({ seat }) => (audience & (1 << seat)) !== 0)?.id;
  }

  memberOf(partyId: string | undefined): string | undefined {
    return this.row('member', (member) => member.partyId === partyId)?.id;
  }

  /** Sometimes a fresh upload, not yet attached. */
  async files(probability = 0.25): Promise<string[]> {
    if (!this.chance.often(probability)) return [];
    return [await this.upload()];
  }

  upload(): Promise<string> {
    return this.player.upload(`${this.words()}.txt`, 'text/plain', new TextEncoder().encode(this.words()));
  }
}

/** An input for a procedure as this actor might give it now; nothing where the screen shows nothing to act on. */
export type Act = (actor: Actor) => unknown;
export type Acts = Readonly<Record<string, Act>>;
