import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { createApp } from '@crossflow/server/app';
import { people, type PersonKey } from '@crossflow/server/demo/cast';
import { openPartnership } from '@crossflow/server/demo/fill';
import { features } from '@crossflow/server/features';
import { SettableClock } from '@crossflow/server/kernel/clock';
import { readConfig } from '@crossflow/server/kernel/config/config';
import { Database } from '@crossflow/server/kernel/database/database';
import { loginUrl, openOwnDatabase } from '@crossflow/server/kernel/database/embedded-database';
import { migrate } from '@crossflow/server/kernel/database/migrate';
import { createLog } from '@crossflow/server/kernel/log/log';
import { signIn } from './player.ts';

const PASSWORD = 'for this run alone';
const STARTS_AT = '2026-01-05T08:00:00.000Z';
export const secrets = { session: 'a secret of this test run alone, long enough', postgres: PASSWORD };

/** Cookies of people who are signed in already. */
export type SignedIn = Readonly<Partial<Record<PersonKey, string>>>;

/** A database to start from: whoever wants it first in a run makes it, all clone it. `Told` is what each is told with it, as JSON. */
export interface Template<Told extends object> {
  readonly name: string;
  /** Nobody else makes one meanwhile. */
  make(making: Making): Promise<Told>;
}
export interface Making {
  readonly adminUrl: string;
  /** Of the database to make. */
  readonly name: string;
  /** A directory that lives as long as the run. */
  readonly directory: string;
  /** Starts from another one. */
  readonly clone: <Told extends object>(template: Template<Told>) => Promise<Cloned<Told>>;
}
export interface Cloned<Told extends object> {
  readonly url: string;
  readonly told: Told;
}

/** The migrated schema, the cast and its two programs. */
export const partnership: Template<{ readonly signedIn: SignedIn }> = {
  name: 'crossflow_partnership',
  make: async ({ adminUrl, name }) => ({ signedIn: (await makePartnership(adminUrl, name)).signedIn }),
};

/** The migrated schema and nobody in it. */
const empty: Template<object> = {
  name: 'crossflow_empty',
  async make({ adminUrl, name }) {
    const database = new Database(await openOwnDatabase(adminUrl, PASSWORD, name));
    await migrate(database, Object.values(features)).finally(() => database.close());
    return {};
  },
};

/** A database of its own. */
export function clone<Told extends object>(template: Template<Told>): Promise<Cloned<Told>> {
  return withAdmin((admin) => cloneAs(admin, template, `world_${randomUUID().replaceAll('-', '')}`));
}

/** A partnership of its own; gives its URL. */
export const cloneDatabase = async (): Promise<string> => (await clone(partnership)).url;

/** The same without anybody; gives its URL. */
export const emptyDatabase = async (): Promise<string> => (await clone(empty)).url;

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await letGo(name);
  await withAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
}

/** As the superuser, past every wall: for oracles and for tampering. */
export function asSuperuser<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return borrowed(new URL(url).pathname.slice(1), work);
}

async function cloneAs<Told extends object>(
  admin: pg.ClientBase,
  template: Template<Told>,
  name: string,
): Promise<Cloned<Told>> {
  const told = (await toldWith(admin, template)) ?? (await makeOnce(admin, template));
  // Copied file by file: nothing has to outlive the run, and it takes a third of the time.
  await admin.query(`create database ${name} template ${template.name} strategy file_copy owner crossflow`);
  return { url: loginUrl(inject('adminUrl'), PASSWORD, name), told };
}

async function toldWith<Told extends object>(
  admin: pg.ClientBase,
  { name }: Template<Told>,
): Promise<Told | undefined> {
  const sql = "select shobj_description(oid, 'pg_database') as told from pg_database where datname = $1";
  const { rows } = await admin.query<{ told: string }>(sql, [name]);
  return rows[0] && (JSON.parse(rows[0].told) as Told);
}

// Files run in several processes: the first makes it, the others wait.
async function makeOnce<Told extends object>(admin: pg.ClientBase, template: Template<Told>): Promise<Told> {
  await admin.query('select pg_advisory_lock(1)');
  try {
    return (await toldWith(admin, template)) ?? (await make(admin, template));
  } finally {
    await admin.query('select pg_advisory_unlock(1)');
  }
}

async function make<Told extends object>(admin: pg.ClientBase, template: Template<Told>): Promise<Told> {
  const name = `${template.name}_making`;
  await admin.query(`drop database if exists ${name} with (force)`);
  const { rows } = await admin.query<{ cluster: string }>("select current_setting('data_directory') as cluster");
  const told = await template.make({
    ...{ adminUrl: inject('adminUrl'), name, directory: path.dirname(rows[0]!.cluster) },
    clone: (other) => cloneAs(admin, other, name),
  });
  await letGo(name);
  await admin.query(`comment on database ${name} is ${pg.escapeLiteral(JSON.stringify(told))}`);
  await admin.query(`alter database ${name} rename to ${template.name}`);
  return told;
}

/** In any Postgres: a new database with the migrated schema, the cast and its two programs. All are signed in: for each world anew that would take longest. */
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
    (Object.keys(people) as PersonKey[]).map(async (person): Promise<[PersonKey, string]> => [
      person,
      await signIn(origin, person),
    ]),
  );
  await app.close();
  return { url, signedIn: Object.fromEntries(cookies) };
}

function withAdmin<T>(work: (admin: pg.ClientBase) => Promise<T>): Promise<T> {
  return borrowed(new URL(inject('adminUrl')).pathname.slice(1), work);
}

// A superuser is asked before and after most steps of a test: connections stay until their database goes.
const pools = new Map<string, pg.Pool>();

async function borrowed<T>(database: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const url = new URL(inject('adminUrl'));
  url.pathname = database;
  if (!pools.has(database)) pools.set(database, newPool(url.href));
  const client = await pools.get(database)!.connect();
  let done = false;
  try {
    const result = await work(client);
    await client.query('discard all');
    done = true;
    return result;
  } finally {
    // What did not end well may be in the middle of something.
    client.release(!done);
  }
}

function newPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, allowExitOnIdle: true });
  pool.on('connect', goesWithItsDatabase);
  // The pool says again what its client has said.
  pool.on('error', () => undefined);
  return pool;
}

/** Postgres says it to each connection of a database that is dropped by force, and to all when the run stops it. */
const ADMIN_SHUTDOWN = '57P01';

/** Once told to go, a connection may break off as it likes. Any other error of an idle one is nobody's answer, so it ends the run. */
function goesWithItsDatabase(client: pg.ClientBase): void {
  let told = false;
  client.on('error', (error: Error & { readonly code?: string }) => {
    told ||= error.code === ADMIN_SHUTDOWN;
    if (!told) throw error;
  });
}

async function letGo(database: string): Promise<void> {
  await pools.get(database)?.end();
  pools.delete(database);
}
