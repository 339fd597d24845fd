import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Figure, Round } from './figure.ts';
import type { KernelStage } from './kernel-stage.ts';

const ROWS = 100_000;
const TIMES = 20;
const NEWEST = 'select id, title from ticket order by id desc limit 50';
const BY_HAND = 'select id, title from ticket where program_id = $1 and (audience & $2) <> 0 order by id desc limit 50';

/** Every second row is another company's own, so that both have to look past rows that are not shown. */
async function plant({ admin, tickets, caller, partyId, audience }: KernelStage): Promise<void> {
  const ticketId = randomUUID();
  await tickets.raise(caller, {
    ...{ commandId: randomUUID(), ticketId, messageId: randomUUID(), audience, title: 'One of many', body: 'Many' },
    ...{ category: 'TS-CELL', severity: 'S3', turnParty: partyId, dueAt: null, mentions: [], fileIds: [] },
  });
  await admin.query(
    `insert into ticket select (jsonb_populate_record(t, jsonb_build_object(
       'id', ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'key', 'B-' || i,
       'audience', case when i % 2 = 0 then t.audience else 1 << 30 end))).*
     from ticket t, generate_series(1, $2::int) i where t.id = $1`,
    [ticketId, ROWS],
  );
  await admin.query('analyze ticket');
}

async function millisecondsOf(client: pg.PoolClient, name: string, text: string, values: unknown[]): Promise<number> {
  const since = performance.now();
  for (let time = 0; time < TIMES; time += 1) await client.query({ name, text, values });
  return (performance.now() - since) / TIMES;
}

export const listThroughWall: Figure = {
  ...{ id: 'P6', group: 'speed', unit: 'ms', rounds: 9 },
  title: `50 of ${ROWS / 1000}k tickets through the wall, beside the filter written by hand`,
  gate: { most: 1.2, of: 'ratio' },
  async measure(stage) {
    const kernel = await stage.kernel();
    await plant(kernel);
    return async () => {
      const client = await kernel.admin.connect();
      try {
        return await round(client, kernel);
      } finally {
        client.release();
      }
    };
  },
};

async function round(client: pg.PoolClient, { programId, audience }: KernelStage): Promise<Round> {
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
