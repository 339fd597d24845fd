import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { PersonKey } from '@crossflow/server/demo/cast';
import { cloneDatabase, dropDatabase } from '../world/databases.ts';
import { enter, type Player } from '../world/player.ts';
import { tell } from '../world/tell.ts';
import { ask } from '../world/ticket-acts.ts';
import { expectLevel } from '../world/world.ts';
import { openRedis, redisProgram, type OwnRedis } from './own-redis.ts';
import { startServerProcess } from './server-process.ts';

// Nothing here may hang; a busy machine may be slow.
vi.setConfig({ testTimeout: Number(process.env['CROSSFLOW_TIMEOUT'] ?? 180_000) });

const ROUNDS = Number(process.env['CROSSFLOW_REDIS_OUTAGES'] ?? 1);
const WRITES = 12;

interface Presence {
  readonly kind: string;
  readonly members: readonly string[];
}

const faults: readonly { name: string; begin: (redis: OwnRedis) => unknown; end: (redis: OwnRedis) => unknown }[] = [
  { name: 'killed', begin: (redis) => redis.kill(), end: (redis) => redis.start() },
  { name: 'stalled', begin: (redis) => redis.stall(), end: (redis) => redis.wake() },
  { name: 'flushed', begin: (redis) => redis.flush(), end: () => undefined },
];
const visitors: readonly PersonKey[] = ['helen', 'thomas', 'julien'];

async function setUp() {
  const dataDir = await mkdtemp(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-redis-'));
  const redis = await openRedis(redisProgram!, dataDir);
  const databaseUrl = await cloneDatabase();
  onTestFinished(async () => {
    await redis.close();
    await dropDatabase(databaseUrl);
    await rm(dataDir, { recursive: true, force: true });
  });
  const start = () => startServerProcess(databaseUrl, dataDir, { REDIS_URL: redis.url });
  return { redis, start };
}

const watch = (player: Player) => player.socket.emit('watch', { kind: 'program', id: player.programId });

/** The next list told to this player, from now on, in which somebody is, or is not. */
function hears(player: Player, { actor }: Player, there = true): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ kind, members }: Presence) => {
      if (kind !== 'program' || members.includes(actor.memberId) !== there) return;
      player.socket.off('presence', look);
      resolve();
    };
    player.socket.on('presence', look);
  });
}

/** Writes on both servers by turns, until each has what was written on the other; gives what was acknowledged. */
async function write(sponsor: Player, cdmo: Player): Promise<string[]> {
  const ids: string[] = [];
  for (let count = 0; count < WRITES; count += 1) {
    const [by, to] = count % 2 === 0 ? [cdmo, sponsor] : [sponsor, cdmo];
    const { ticketId, n } = await ask(by, to, `Question ${count}`, by.actor.seat | to.actor.seat);
    ids.push(ticketId);
    await by.reached(n);
  }
  await sponsor.reached((await sponsor.bootstrap()).cursor);
  await cdmo.reached((await cdmo.bootstrap()).cursor);
  return ids;
}

const joinAgain = ({ socket, actor }: Player) =>
  new Promise<{ head?: number }>((resolve) => socket.emit('join', { memberId: actor.memberId }, resolve));

test.skipIf(redisProgram === undefined)(
  'while Redis is killed, stalled or flushed under two servers, writes are acknowledged and arrive on the other server, people join, and those on one server see each other; afterwards all see all',
  async () => {
    const { redis, start } = await setUp();
    const [here, there] = [await start(), await start()];
    const [sponsor, cdmo] = [await enter(here.origin, 'camille'), await enter(there.origin, 'chen')];
    const bothThere = hears(sponsor, cdmo);
    watch(sponsor);
    watch(cdmo);
    await bothThere;

    const acked: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [place, fault] of faults.entries()) {
        await fault.begin(redis);
        acked.push(...(await write(sponsor, cdmo)));
        expect((await joinAgain(cdmo)).head, fault.name).toBe(cdmo.replica.cursor);
        watch(cdmo);
        const visitor = await enter(here.origin, visitors[place]!);
        const seenHere = hears(sponsor, visitor);
        const allSeen = Promise.all([hears(cdmo, visitor), hears(sponsor, cdmo)]);
        watch(visitor);
        await seenHere;
        await fault.end(redis);
        await allSeen;
        const left = hears(cdmo, visitor, false);
        visitor.leave();
        await left;
      }

    const stored = new Set((await cdmo.bootstrap()).rows['ticket']?.map(({ id }) => id));
    const lost = acked.filter((id) => !stored.has(id)).length;
    tell('F4', acked.length, lost);
    expect(lost).toBe(0);
    for (const player of [sponsor, cdmo]) await expectLevel(player);
    for (const player of [sponsor, cdmo]) player.leave();
    await Promise.all([here, there].map((server) => server.kill('SIGTERM')));
  },
);

test.skipIf(redisProgram === undefined)(
  'a server starts while there is no Redis, writes and tells, and ends well while Redis is silent',
  async () => {
    const { redis, start } = await setUp();
    await redis.kill();
    const server = await start();
    const [sponsor, cdmo] = [await enter(server.origin, 'camille'), await enter(server.origin, 'chen')];
    const met = hears(sponsor, cdmo);
    watch(sponsor);
    watch(cdmo);
    await met;
    const acked = await write(sponsor, cdmo);
    expect(sponsor.rows('ticket')).toHaveLength(acked.length);
    await redis.start();
    redis.stall();
    await write(sponsor, cdmo);
    for (const player of [sponsor, cdmo]) player.leave();
    expect(await server.kill('SIGTERM')).toBe(0);
  },
);
