import path from 'node:path';
import pg from 'pg';
import type * as appSource from '../../apps/server/src/app.ts';
import type * as fillSource from '../../apps/server/src/demo/fill.ts';
import type * as featuresSource from '../../apps/server/src/features.ts';
import type * as clockSource from '../../apps/server/src/kernel/clock.ts';
import type * as configSource from '../../apps/server/src/kernel/config/config.ts';
import type * as databaseSource from '../../apps/server/src/kernel/database/database.ts';
import type * as embeddedDatabaseSource from '../../apps/server/src/kernel/database/embedded-database.ts';
import type * as migrateSource from '../../apps/server/src/kernel/database/migrate.ts';
import type * as logSource from '../../apps/server/src/kernel/log/log.ts';
import type { App } from '../../apps/server/src/app.ts';
import { built } from './built.ts';
import { startChild } from './child.ts';
import type { PostgresParts } from './processes/postgres.ts';

/** A Postgres of this run, in a process of its own, that syncs to disk. */
export interface Databases {
  /** A new database with the cast and its two programs, and nothing said in them; gives the login's URL. */
  fresh(): Promise<string>;
  /** Past every wall: for yardsticks and for planting rows. Whoever opens it ends it. */
  admin(url: string): pg.Pool;
  close(): Promise<void>;
}

const PASSWORD = 'for this run alone';
const STARTS_AT = '2026-01-05T08:00:00.000Z';
const TEMPLATE = 'partnership';

export async function openDatabases(directory: string): Promise<Databases> {
  const { openOwnDatabase } = await built<typeof embeddedDatabaseSource>('kernel/database/embedded-database');
  const postgres = await startChild<PostgresParts>('./processes/postgres.ts');
  const dataDir = path.join(directory, 'postgres');
  const adminUrl = await postgres.ask('start', { dataDir, password: PASSWORD });
  await makeTemplate(await openOwnDatabase(adminUrl, PASSWORD, TEMPLATE), directory);
  const adminOf = (name: string, max: number) =>
    new pg.Pool({ connectionString: Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href, max });
  let made = 0;
  return {
    async fresh() {
      const name = `bench_${(made += 1)}`;
      const admin = adminOf('postgres', 1);
      await admin.query(`create database ${name} template ${TEMPLATE} owner crossflow`);
      await admin.end();
      return openOwnDatabase(adminUrl, PASSWORD, name);
    },
    admin: (url) => adminOf(new URL(url).pathname.slice(1), 32),
    close: () => postgres.end(),
  };
}

async function makeTemplate(url: string, dataDir: string): Promise<void> {
  const { migrate } = await built<typeof migrateSource>('kernel/database/migrate');
  const { Database } = await built<typeof databaseSource>('kernel/database/database');
  const { openPartnership } = await built<typeof fillSource>('demo/fill');
  const { features } = await built<typeof featuresSource>('features');
  const { SettableClock } = await built<typeof clockSource>('kernel/clock');
  const database = new Database(url);
  await migrate(database, Object.values(features));
  await database.close();
  const clock = new SettableClock();
  clock.set(STARTS_AT);
  const app = await openApp(url, dataDir, clock);
  await openPartnership(app, STARTS_AT);
  await app.close();
}

/** The whole server in this process, on a database that has been brought up to date. */
export async function openApp(url: string, dataDir: string, clock?: clockSource.SettableClock): Promise<App> {
  const { createApp } = await built<typeof appSource>('app');
  const { SettableClock } = await built<typeof clockSource>('kernel/clock');
  const { readConfig } = await built<typeof configSource>('kernel/config/config');
  const { Database } = await built<typeof databaseSource>('kernel/database/database');
  const { createLog } = await built<typeof logSource>('kernel/log/log');
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: url });
  const secrets = { session: 'a secret of this run alone, long enough', postgres: PASSWORD };
  return createApp({
    ...{ config, secrets, database: new Database(url), log: createLog(config) },
    clock: clock ?? new SettableClock(),
  });
}
