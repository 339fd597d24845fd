import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import { middle, repeated, type Figure, type Round } from './figure.ts';
import { openKernelStage, type KernelStage } from './kernel-stage.ts';
import { plantPrograms, plantTickets } from './many-rows.ts';

const ROWS = 100_000;
const OTHERS = 2_000;
const TIMES = 20;
const NEWEST = 'select id, title from ticket order by id desc limit 50';
const BY_HAND = 'select id, title from ticket where program_id = $1 and (audience & $2) <> 0 order by id desc limit 50';

/** Gives the ticket that the planted ones are like, in a database of many programs: how large this one is, no plan can know. */
async function raiseFirst({ tickets, caller, partyId, audience, admin }: KernelStage): Promise<string> {
  const ticketId = randomUUID();
  await tickets.raise(caller, {
    ...{ commandId: randomUUID(), ticketId, messageId: randomUUID(), audience, title: 'One of many', body: 'Many' },
    ...{ category: 'TS-CELL', severity: 'S3', turnParty: partyId, dueAt: null, mentions: [], fileIds: [] },
  });
  await plantPrograms(admin, ticketId, OTHERS);
  return ticketId;
}

async function millisecondsOf(client: pg.PoolClient, name: string, text: string, values: unknown[]): Promise<number> {
  const since = performance.now();
  for (let time = 0; time < TIMES; time += 1) await client.query({ name, text, values });
  return (performance.now() - since) / TIMES;
}

export const listThroughWall: Figure = {
  ...{ id: 'P6', group: 'speed', unit: 'ms', rounds: 9 },
  title: `50 of ${ROWS / 1000}k tickets through the wall, in a database of ${OTHERS.toLocaleString('en')} programs, beside the filter written by hand`,
  gate: { most: 1.2, of: 'ratio' },
  async measure(stage) {
    const kernel = await stage.kernel();
    await plantTickets(kernel.admin, await raiseFirst(kernel), 1, ROWS);
    return () => round(kernel);
  },
  async curve(stage, quick) {
    const kernel = await openKernelStage(await stage.databases(), path.join(stage.directory, 'rows'));
    stage.after(() => kernel.close());
    const first = await raiseFirst(kernel);
    const points: ({ at: number } & Round)[] = [];
    for (const at of quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000, 10_000_000]) {
      await plantTickets(kernel.admin, first, (points.at(-1)?.at ?? 0) + 1, at);
      points.push({ at, ...middle(await repeated(5, () => round(kernel))) });
    }
    return { along: 'tickets', points };
  },
};

async function round({ admin, programId, audience }: KernelStage): Promise<Round> {
  const client = await admin.connect();
  try {
    return await lists(client, programId, audience);
  } finally {
    client.release();
  }
}

async function lists(client: pg.PoolClient, programId: string, audience: number): Promise<Round> {
  await client.query('begin');
  await client.query('set local role crossflow_member');
  await client.query("select set_config('app.program', $1, true), set_config('app.mask', $2, true)", [
    programId,
    String(audience),
  ]);
  const value = await millisecondsOf(client, 'wall', NEWEST, []);
  await client.query('commit');
  return { value, yardstick: await millisecondsOf(client, 'by hand', BY_HAND, [programId, audience]) };
}
