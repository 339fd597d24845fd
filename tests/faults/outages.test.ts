import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRPCClientError } from '@trpc/client';
import { expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, dropDatabase, makePartnership } from '../world/databases.ts';
import { enter, type Player } from '../world/player.ts';
import { startServer } from '../world/server.ts';
import { tell } from '../world/tell.ts';
import { ask, question } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { openReplacedPostgres } from './replaced-postgres.ts';
import { startServerProcess } from './server-process.ts';

const OUTAGES = Number(process.env['CROSSFLOW_OUTAGES'] ?? 2);
const WRITERS = 4;
const ACKED_BETWEEN = 10;
const MOST_TRIES = 400;

async function directory(): Promise<string> {
  const made = await mkdtemp(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-outage-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const reasonOf = (error: unknown): string =>
  error instanceof TRPCClientError
    ? ((error.data as { reason?: string } | undefined)?.reason ?? error.message)
    : String(error);

test('while Postgres is gone writes are refused as unavailable; sent again once it is back they are kept, each once, and nothing acknowledged is lost', async () => {
  const postgres = await openReplacedPostgres(await directory());
  onTestFinished(() => postgres.close());
  const { url: databaseUrl } = await makePartnership(postgres.adminUrl, 'outages');
  const server = await startServer({ databaseUrl, dataDir: await directory() });
  onTestFinished(() => server.close());
  const [sponsor, cdmo] = [await enter(server.origin, 'camille'), await enter(server.origin, 'chen')];
  onTestFinished(() => [sponsor, cdmo].forEach((player) => player.leave()));

  const acked: string[] = [];
  const refusals: string[] = [];
  let back = Promise.resolve();
  let enough = 0;
  let onEnough = () => {};
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      enough = count;
      onEnough = resolve;
    });
  let over = false;
  const write = async (player: Player): Promise<void> => {
    while (!over) {
      const command = question(newId(), sponsor, 'Does it hold?', sponsor.actor.seat | cdmo.actor.seat);
      for (let tries = 1; ; tries += 1)
        try {
          await player.calls.tickets.raise.mutate(command);
          break;
        } catch (error) {
          refusals.push(reasonOf(error));
          if (tries > MOST_TRIES) throw error;
          await back;
        }
      acked.push(command.ticketId);
      if (acked.length >= enough) onEnough();
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, i) => write(i % 2 === 0 ? sponsor : cdmo));
  for (let outage = 0; outage < OUTAGES; outage += 1) {
    await until(acked.length + ACKED_BETWEEN);
    let restarted = () => {};
    back = new Promise((resolve) => (restarted = resolve));
    await postgres.crash();
    await postgres.start();
    restarted();
  }
  await until(acked.length + ACKED_BETWEEN);
  over = true;
  await Promise.all(writers);

  const unclear = refusals.filter((reason) => reason !== 'unavailable').length;
  const { rows, cursor } = await sponsor.bootstrap();
  const stored = (rows['ticket'] ?? []).map(({ id }) => id);
  const once = new Set(stored);
  const lost = acked.filter((id) => !once.has(id)).length;
  tell('F3', acked.length, unclear + lost + stored.length - once.size);
  expect(new Set(refusals)).toEqual(new Set(['unavailable']));
  expect(refusals.length).toBeGreaterThanOrEqual(OUTAGES);
  expect(stored.toSorted()).toEqual(acked.toSorted());
  await sponsor.reached(cursor);
  expect(sponsor.rows('ticket')).toHaveLength(acked.length);
});

test('asked to end in the middle of writes, the server finishes them, ends well, and has everything that it accepted', async () => {
  const databaseUrl = await cloneDatabase();
  onTestFinished(() => dropDatabase(databaseUrl));
  const dataDir = await directory();
  const server = await startServerProcess(databaseUrl, dataDir);
  const [sponsor, cdmo] = [await enter(server.origin, 'camille'), await enter(server.origin, 'chen')];
  const acked: string[] = [];
  let ended: Promise<number | null> | undefined;
  const write = async (player: Player): Promise<void> => {
    for (;;)
      try {
        const { ticketId } = await ask(player, sponsor, 'Before the end?', sponsor.actor.seat | cdmo.actor.seat);
        acked.push(ticketId);
        if (acked.length >= ACKED_BETWEEN) ended ??= server.kill('SIGTERM');
      } catch {
        return;
      }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, i) => write(i % 2 === 0 ? sponsor : cdmo)));
  expect(await ended).toBe(0);
  for (const player of [sponsor, cdmo]) player.leave();

  const next = await startServerProcess(databaseUrl, dataDir);
  const again = await enter(next.origin, 'camille');
  onTestFinished(async () => {
    again.leave();
    await next.kill('SIGTERM');
  });
  const stored = new Set(again.rows('ticket').map(({ id }) => id));
  const lost = acked.filter((id) => !stored.has(id));
  tell('F13', acked.length, lost.length);
  expect(lost).toEqual([]);
});
