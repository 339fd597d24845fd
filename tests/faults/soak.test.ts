import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, dropDatabase } from '../world/databases.ts';
import { enter, type Player } from '../world/player.ts';
import { tell } from '../world/tell.ts';
import { ask } from '../world/ticket-acts.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';

const CLIENTS = Number(process.env['CROSSFLOW_SOAK'] ?? 0);
const ROUNDS = 12;
const WRITES = 40;
const AT_ONCE = 25;
/** From the first third of the rounds to the last: what a client leaves behind would be far more than this. */
const MOST_GROWTH = 1.1;
/** Connections for requests are kept a while by whoever asks, so the fewest of several rounds are what does not go away. */
const MOST_DESCRIPTORS = 10;

interface Held {
  readonly heap: number;
  readonly descriptors: number;
}

/** On a signal the server collects its garbage and writes down what it holds then. */
const weighing = (file: string) =>
  `data:text/javascript,${encodeURIComponent(`
    import { readdirSync, renameSync, writeFileSync } from 'node:fs';
    process.on('SIGUSR2', () => {
      for (let time = 0; time < 4; time += 1) gc();
      const { heapUsed, external } = process.memoryUsage();
      const descriptors = readdirSync('/proc/self/fd').length;
      writeFileSync('${file}.part', JSON.stringify({ heap: heapUsed + external, descriptors }));
      renameSync('${file}.part', '${file}');
    });`)}`;

test.runIf(CLIENTS > 0)(
  'after hundreds of clients that came, watched, wrote, heard and left by turns, the server holds no more than before: not memory, not descriptors',
  async () => {
    const dataDir = await mkdtemp(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-soak-'));
    const databaseUrl = await cloneDatabase();
    const file = join(dataDir, 'held.json');
    const NODE_OPTIONS = `--expose-gc --import=${weighing(file)}`;
    const server = await startServerProcess(databaseUrl, dataDir, { NODE_OPTIONS });
    onTestFinished(async () => {
      await server.kill('SIGTERM');
      await dropDatabase(databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    });
    const held: Held[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await oneRound(server.origin);
      held.push(await weigh(server, file));
    }
    const third = ROUNDS / 3;
    const [first, last] = [held.slice(0, third), held.slice(-third)].map((some) => ({
      heap: middle(some.map(({ heap }) => heap)),
      descriptors: Math.min(...some.map(({ descriptors }) => descriptors)),
    })) as [Held, Held];
    console.log(`soak: ${CLIENTS * ROUNDS} clients, ${JSON.stringify(first)} to ${JSON.stringify(last)}`);
    const flat = last.heap <= first.heap * MOST_GROWTH && last.descriptors <= first.descriptors + MOST_DESCRIPTORS;
    tell('F15', CLIENTS * ROUNDS, flat ? 0 : 1);
    expect(flat, JSON.stringify(held)).toBe(true);
  },
);

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Clients of three companies come, look at the program, hear what two people write to each other, and go. */
async function oneRound(origin: string): Promise<void> {
  const [sponsor, cdmo, licensee] = [
    await enter(origin, 'camille'),
    await enter(origin, 'chen'),
    await enter(origin, 'lin'),
  ];
  const all = [sponsor, cdmo, licensee];
  const clients: Socket[] = [];
  for (let count = 0; count < CLIENTS; count += AT_ONCE)
    clients.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => come(origin, all[i % 3]!)))));
  const audience = sponsor.actor.seat | cdmo.actor.seat | licensee.actor.seat;
  let last = 0;
  for (let count = 0; count < WRITES; count += 1) last = (await ask(cdmo, sponsor, `Question ${count}`, audience)).n;
  await cdmo.reached(last);
  for (const client of clients) client.disconnect();
  for (const player of all) player.leave();
}

async function come(origin: string, { cookie, actor, programId }: Player): Promise<Socket> {
  const socket = io(origin, { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true });
  await once(socket as never, 'connect');
  await new Promise((resolve) => socket.emit('join', { memberId: actor.memberId }, resolve));
  socket.emit('watch', { kind: 'program', id: programId });
  return socket;
}

async function weigh(server: ServerProcess, file: string): Promise<Held> {
  await rm(file, { force: true });
  server.signal('SIGUSR2');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text) as Held;
    await new Promise(setImmediate);
  }
}
