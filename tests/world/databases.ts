import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createApp } from '@crossflow/server/app';
import type { PersonKey } from '@crossflow/server/demo/cast';
import { openPartnership } from '@crossflow/server/demo/fill';
import { features } from '@crossflow/server/features';
import { SettableClock } from '@crossflow/server/kernel/clock';
import { readConfig } from '@crossflow/server/kernel/config/config';
import { Database } from '@crossflow/server/kernel/database/database';
import { openOwnDatabase } from '@crossflow/server/kernel/database/embedded-database';
import { migrate } from '@crossflow/server/kernel/database/migrate';
import { createLog } from '@crossflow/server/kernel/log/log';
import { signIn } from './player.ts';

const PASSWORD = 'for this run alone';
const TEMPLATE = 'crossflow_template';
const STARTS_AT = '2026-01-05T08:00:00.000Z';
/** One of each company: those who are in every world. */
export const leads = ['camille', 'chen', 'lin', 'ana'] as const satisfies readonly PersonKey[];
export const secrets = { session: 'a secret of this test run alone, long enough', postgres: PASSWORD };

/** Cookies of people who are signed in already. */
export type SignedIn = Readonly<Partial<Record<PersonKey, string>>>;

/** A database of its own with the migrated schema, the cast and its two programs; gives its URL. Cloned from one template per run. */
export async function cloneDatabase(): Promise<string> {
  const adminUrl = inject('adminUrl');
  const name = `world_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) await buildTemplate(adminUrl, admin);
    await admin.query(`create database ${name} template ${TEMPLATE} owner crossflow`);
  });
  return openOwnDatabase(adminUrl, PASSWORD, name);
}

/** Who is signed in in every clone. */
export async function signedInClones(): Promise<SignedIn> {
  return withAdmin(inject('adminUrl'), async (admin) => {
    const { rows } = await admin.query<{ told: string }>(
      "select shobj_description(oid, 'pg_database') as told from pg_database where datname = $1",
      [TEMPLATE],
    );
    return JSON.parse(rows[0]?.told ?? '{}') as SignedIn;
  });
}

/** A database of its own with the migrated schema and nobody in it; gives its URL. */
export async function emptyDatabase(): Promise<string> {
  const url = await openOwnDatabase(inject('adminUrl'), PASSWORD, `world_${randomUUID().replaceAll('-', '')}`);
  const database = new Database(url);
  await migrate(database, Object.values(features)).finally(() => database.close());
  return url;
}

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await withAdmin(inject('adminUrl'), (admin) => admin.query(`drop database if exists ${name} with (force)`));
}

/** As the superuser, past every wall: for oracles and for tampering. */
export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const admin = new URL(inject('adminUrl'));
  admin.pathname = new URL(url).pathname;
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  return work(client).finally(() => client.end());
}

async function buildTemplate(adminUrl: string, admin: pg.Client): Promise<void> {
  const building = `${TEMPLATE}_building`;
  await admin.query(`drop database if exists ${building} with (force)`);
  const { signedIn } = await makePartnership(adminUrl, building);
  await admin.query(`comment on database ${building} is ${pg.escapeLiteral(JSON.stringify(signedIn))}`);
  await admin.query(`alter database ${building} rename to ${TEMPLATE}`);
}

/** In any Postgres: a new database with the migrated schema, the cast and its two programs. Those of every world are signed in: that takes longest. */
export async function makePartnership(adminUrl: string, name: string): Promise<{ url: string; signedIn: SignedIn }> {
  const url = await openOwnDatabase(adminUrl, PASSWORD, name);
  const database = new Database(url);
  await migrate(database, Object.values(features));
  const config = readConfig({ LOG_LEVEL: 'silent', PORT: '0', DATABASE_URL: url });
  const clock = new SettableClock();
  clock.set(STARTS_AT);
  const app = await createApp({ config, secrets, database, clock, log: createLog(config) });
  await openPartnership(app, STARTS_AT);
  const origin = `http://127.0.0.1:${await app.listen()}`;
  const cookies = await Promise.all(
    leads.map(async (person): Promise<[PersonKey, string]> => [person, await signIn(origin, person)]),
  );
  await app.close();
  return { url, signedIn: Object.fromEntries(cookies) };
}

// Files run in several processes: one builds or clones at a time.
async function withAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(1)');
    return await work(admin);
  } finally {
    await admin.end();
  }
}
