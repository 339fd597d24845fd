import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, expect, inject, onTestFinished, test, vi } from 'vitest';
import { features } from '@crossflow/server/features';
import { Database } from '@crossflow/server/kernel/database/database';
import { openOwnDatabase } from '@crossflow/server/kernel/database/embedded-database';
import { migrate } from '@crossflow/server/kernel/database/migrate';
import { Chance } from '../replay/chance.ts';
import { asSuperuser, dropDatabase } from '../world/databases.ts';
import { tell } from '../world/tell.ts';

const SEED = Number(process.env['CROSSFLOW_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const CUTS = Number(process.env['CROSSFLOW_CUTS'] ?? 4);

afterEach(() => vi.restoreAllMocks());

async function newDatabase(): Promise<string> {
  const url = await openOwnDatabase(
    inject('adminUrl'),
    'for this run alone',
    `migration_${randomUUID().replaceAll('-', '')}`,
  );
  onTestFinished(() => dropDatabase(url));
  return url;
}

async function migrated(url: string): Promise<void> {
  const database = new Database(url);
  await migrate(database, Object.values(features)).finally(() => database.close());
}

/** Hangs up as the statement of this place is sent; gives how many were sent. */
function cutAt(place: number): () => number {
  let sent = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    sent += 1;
    const answer = query.apply(this, args);
    if (sent === place)
      (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    return answer;
  } as never);
  return () => sent;
}

/** Tables, columns, policies, triggers, grants, functions and migrations of a database, as one text. */
const schemaOf = (url: string): Promise<string> =>
  asSuperuser(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select format('%s.%s.%s %s %s', table_schema, table_name, column_name, data_type, is_nullable) as line from information_schema.columns where table_schema in ('public', 'crossflow')
      union all select format('%s %s %s %s', tablename, policyname, qual, with_check) from pg_policies
      union all select format('%s %s', tgrelid::regclass, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
      union all select format('%s %s', oid::regclass, relacl::text) from pg_class where relnamespace = 'public'::regnamespace
      union all select format('%s %s', proname, md5(prosrc)) from pg_proc where pronamespace = 'crossflow'::regnamespace
      union all select format('migration %s', hash) from drizzle.__drizzle_migrations`);
    return rows
      .map(({ line }) => line)
      .toSorted()
      .join('\n');
  });

test('a migration that is cut off at any statement is finished by the next start', async () => {
  console.log(`migration: CROSSFLOW_SEED=${SEED} CROSSFLOW_CUTS=${CUTS}`);
  const chance = new Chance(SEED);
  const whole = await newDatabase();
  const count = cutAt(Infinity);
  await migrated(whole);
  const statements = count();
  vi.restoreAllMocks();
  const expected = await schemaOf(whole);
  expect(statements).toBeGreaterThan(50);

  for (let cut = 0; cut < CUTS; cut += 1) {
    const url = await newDatabase();
    const place = 1 + chance.below(statements);
    cutAt(place);
    await migrated(url).catch(() => undefined);
    vi.restoreAllMocks();
    await migrated(url);
    const schema = await schemaOf(url);
    tell('F11', 1, schema === expected ? 0 : 1);
    expect(schema, `cut at statement ${place} of ${statements}`).toBe(expected);
  }
});
