import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '@crossflow/server/app';
import { SettableClock } from '@crossflow/server/kernel/clock';
import { readConfig } from '@crossflow/server/kernel/config/config';
import { Database } from '@crossflow/server/kernel/database/database';
import { createLog } from '@crossflow/server/kernel/log/log';
import { cloneDatabase, dropDatabase, emptyDatabase, secrets, signedInClones, type SignedIn } from './databases.ts';

export interface TestServer {
  readonly app: App;
  readonly origin: string;
  readonly databaseUrl: string;
  readonly clock: SettableClock;
  readonly dataDir: string;
  /** Who has a session before anybody signs in. */
  readonly signedIn: SignedIn;
  close(): Promise<void>;
}

/** A server at its first start: nobody is there yet. */
export async function startEmptyServer(): Promise<TestServer> {
  const [databaseUrl, dataDir] = [await emptyDatabase(), await mkdtemp(join(tmpdir(), 'crossflow-world-'))];
  const server = await startServer({ databaseUrl, dataDir });
  return {
    ...server,
    async close() {
      await server.close();
      await dropDatabase(databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The real server on a database of its own, in this process, on a free port. Give `databaseUrl` for a second one beside the first. */
export async function startServer(beside?: Pick<TestServer, 'databaseUrl' | 'dataDir'>): Promise<TestServer> {
  const databaseUrl = beside?.databaseUrl ?? (await cloneDatabase());
  const dataDir = beside?.dataDir ?? (await mkdtemp(join(tmpdir(), 'crossflow-world-')));
  const level = process.env['CROSSFLOW_TEST_LOG'] ?? 'silent';
  const config = readConfig({ PORT: '0', LOG_LEVEL: level, DATA_DIR: dataDir, DATABASE_URL: databaseUrl });
  const clock = new SettableClock();
  const app = await createApp({ config, secrets, database: new Database(databaseUrl), clock, log: createLog(config) });
  const port = await app.listen();
  return {
    app,
    origin: `http://127.0.0.1:${port}`,
    databaseUrl,
    clock,
    dataDir,
    signedIn: beside === undefined ? await signedInClones() : {},
    async close() {
      await app.close();
      if (beside !== undefined) return;
      await dropDatabase(databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
