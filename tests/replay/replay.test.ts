import { afterAll, beforeAll, expect, test } from 'vitest';
import { procedures } from '../walls/door.ts';
import { cases } from '../walls/cases/index.ts';
import { asSuperuser } from '../world/databases.ts';
import { tell } from '../world/tell.ts';
import { openWorld, type World } from '../world/world.ts';
import { acts, leftOut } from './acts/index.ts';
import { Chance } from './chance.ts';
import { play, type Played } from './fuzz.ts';
import { databaseFaults, ledgerFaults } from './record.ts';
import { foundAt, tamper } from './tampering.ts';

const SEED = Number(process.env['CROSSFLOW_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const TAMPERINGS = Number(process.env['CROSSFLOW_TAMPERINGS'] ?? 400);
const ROUNDS = Number(process.env['CROSSFLOW_ROUNDS'] ?? 160);

let world: World;
let played: Played;
beforeAll(async () => {
  console.log(`replay: CROSSFLOW_SEED=${SEED} CROSSFLOW_ROUNDS=${ROUNDS}`);
  world = await openWorld();
  played = await play(world, SEED, ROUNDS);
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);
  const faults = played.screens.map((screen) => screen.faults);
  const frames = (['lost', 'twice', 'held', 'cut'] as const).map(
    (fault) => `${sum(faults.map((one) => one[fault]))} ${fault}`,
  );
  console.log(
    `replay: ${sum(played.done.values())} moves, ${sum(played.refused.values())} refused, ${played.duplicates} sent more than once; frames: ${frames.join(', ')}`,
  );
  if (process.env['CROSSFLOW_ROUNDS'] !== undefined) console.log(tableOf(played.done), tableOf(played.refused));
}, 600_000);
afterAll(() => world.close());

/** For long runs: what was played, and what was refused why. */
const tableOf = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .sort()
    .map(([what, times]) => `${times} ${what}`)
    .join('\n');
const seed = () => `CROSSFLOW_SEED=${SEED} CROSSFLOW_ROUNDS=${ROUNDS}`;

test('every command that a member can give is played', () => {
  const known = Object.entries(acts).flatMap(([feature, of]) => Object.keys(of).map((name) => `${feature}.${name}`));
  const commands = procedures({ world }).filter(
    ({ path, mutation }) => mutation && cases[path.split('.')[0]!]?.[path.split('.')[1]!]?.door === undefined,
  );
  expect(commands.map(({ path }) => path).filter((path) => !known.includes(path) && !leftOut.includes(path))).toEqual(
    [],
  );
  expect(known.filter((path) => !commands.some((command) => command.path === path))).toEqual([]);
});

test('no move is answered by an error, by two replies, or by a complaint about its form', () => {
  expect(played.wrong, seed()).toEqual([]);
});

test('for every company, the old state and the deltas, lost, repeated and reordered, give what a fresh bootstrap gives', async () => {
  const differences: string[] = [];
  for (const screen of played.screens) {
    const found = await screen.differences();
    tell('F7', 1, found.length === 0 ? 0 : 1);
    differences.push(...found);
  }
  expect(differences, seed()).toEqual([]);
});

test('a replica that ignores holes does not converge', async () => {
  const astray: string[] = [];
  for (const screen of played.screens) astray.push(...screen.naiveDifferences(await screen.player.bootstrap()));
  expect(astray.length, seed()).toBeGreaterThan(0);
});

test("every company's ledger is dense, and each of its hashes follows from the one before", async () => {
  const faults: string[] = [];
  for (const { player } of played.screens) {
    const found = await ledgerFaults(player);
    tell('R2', 1, found.length === 0 ? 0 : 1);
    faults.push(...found);
  }
  expect(faults, seed()).toEqual([]);
});

test('whatever is changed in a downloaded ledger, the checker finds it, and names the line', async () => {
  const chance = new Chance(SEED);
  // All before the first is tampered with: that takes long, and the server is in this process.
  const ledgers = await Promise.all(
    played.screens.map(async ({ player }) => {
      const answer = await player.fetch(`/ledger/${player.programId}`);
      const { head } = await player.calls.record.ledger.query({ after: 0 });
      return { name: player.name, lines: (await answer.text()).trim().split('\n'), head: head.hash };
    }),
  );
  for (const { name, lines, head } of ledgers) {
    expect(foundAt(lines, head), name).toBeNull();
    const times = Math.ceil(TAMPERINGS / ledgers.length);
    const missed = tamper(lines, head, times, chance);
    tell('R1', times, missed.length);
    expect(missed, `${name}, ${seed()}`).toEqual([]);
  }
  console.log(`replay: ${TAMPERINGS} tamperings, 0 missed`);
});

test('entries stand in the ledgers of those who may see them, and no row is wider than what it is within', async () => {
  expect(await asSuperuser(world.server.databaseUrl, databaseFaults), seed()).toEqual([]);
});
