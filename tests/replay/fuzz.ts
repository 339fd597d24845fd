import type { Player } from '../world/player.ts';
import type { World } from '../world/world.ts';
import { call, reasonOf, resultOf } from '../walls/door.ts';
import { acts } from './acts/index.ts';
import { Actor, Chance } from './chance.ts';
import { Screen } from './screen.ts';

export interface Played {
  readonly screens: readonly Screen[];
  /** How often each procedure did something, and how often it refused, by reason. */
  readonly done: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, number>;
  readonly duplicates: number;
  /** What must never happen, in words. */
  readonly wrong: readonly string[];
}

const TWICE = 0.15;
const COMMON = 3;

/** Random people make random moves on what stands on their screens, while the network does its worst. */
export async function play(world: World, seed: number, rounds: number): Promise<Played> {
  const chance = new Chance(seed);
  const players = await cast(world);
  const screens = await Promise.all(
    players.map(async (player) => new Screen(player, await player.bootstrap(), chance)),
  );
  const story = new Story(world, chance);
  for (let round = 0; round < rounds; round += 1) {
    const at = [...Array(1 + chance.below(3)).keys()].map(() => chance.one(screens)!);
    await Promise.all(at.map((screen) => story.move(new Actor(screen.player, screen, chance))));
    await disturb(screens, chance);
  }
  for (const screen of screens) await screen.settle();
  return { screens, ...story };
}

async function cast(world: World): Promise<Player[]> {
  const { sponsor, cdmo, licensee, secondLicensee } = world;
  const more = [
    await world.join('gu'),
    await world.join('helen'),
    await world.join('otto', 'BIRCH-7'),
    await world.join('shen', 'BIRCH-7'),
  ];
  return [sponsor, cdmo, licensee, secondLicensee, ...more];
}

async function disturb(screens: readonly Screen[], chance: Chance): Promise<void> {
  for (const screen of screens) if (chance.often(0.5)) screen.tick();
  const one = chance.one(screens)!;
  if (chance.often(0.1)) one.cut();
  if (chance.often(0.3)) await one.comeBack();
  const ticket = chance.one(one.rows('ticket'));
  if (ticket !== undefined && chance.often(0.4)) await one.open(ticket.id);
}

class Story {
  readonly done = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly wrong: string[] = [];
  duplicates = 0;
  readonly #world: World;
  readonly #chance: Chance;
  // What begins something stands in the list more often, so that there is always something to act on.
  readonly #paths = Object.entries(acts).flatMap(([feature, of]) =>
    Object.keys(of).flatMap((name) =>
      Array<string>(/^(raise|reply|add|plan|start|complete|enter|post|link)/.test(name) ? COMMON : 1).fill(
        `${feature}.${name}`,
      ),
    ),
  );

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  async move(actor: Actor): Promise<void> {
    const path = this.#chance.one(this.#paths)!;
    const [feature, name] = path.split('.') as [string, string];
    const input = await acts[feature]![name]!(actor);
    if (input === null || input === undefined) return;
    const { cookie, actor: who } = actor.player;
    const times = this.#chance.often(TWICE) ? 2 + this.#chance.below(3) : 1;
    const send = () =>
      call(this.#world.server.origin, { path, mutation: true }, { cookie, memberId: who.memberId }, input);
    const answers = await Promise.all(Array.from({ length: times }, send));
    if (times > 1) this.duplicates += 1;
    const told = new Set(answers.map((answer) => JSON.stringify(resultOf(answer) ?? reasonOf(answer))));
    // Of equal commands at once the first one's effect may refuse nothing: all get its reply.
    const replies = answers.filter(({ status }) => status === 200);
    if (replies.length > 0 && (replies.length < times || told.size > 1))
      this.wrong.push(`${path} sent ${times} times was answered ${[...told].join(' and ')}`);
    for (const answer of answers)
      if (answer.status >= 500)
        this.wrong.push(`${path}: ${answer.status} ${reasonOf(answer)} to ${JSON.stringify(input)}`);
    const [first] = answers;
    const reason = reasonOf(first!);
    if (reason === undefined) this.done.set(path, (this.done.get(path) ?? 0) + 1);
    else this.refused.set(`${path} ${reason}`, (this.refused.get(`${path} ${reason}`) ?? 0) + 1);
    if (reason === 'invalid-input')
      this.wrong.push(`${path} refuses the input ${JSON.stringify(input)} ${JSON.stringify(first!.body)}`);
  }
}
