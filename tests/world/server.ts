import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '@crossflow/server/app';
import { SettableClock } from '@crossflow/server/kernel/clock';
import { readConfig } from '@crossflow/server/kernel/config/config';
import { Database } from '@crossflow/server/kernel/database/database';
import { createLog } from '@crossflow/server/kernel/log/log';
import { clone, dropDatabase, emptyDatabase, partnership, secrets, type SignedIn } from './databases.ts';

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
export const startEmptyServer = async (): Promise<TestServer> => startOwnServer({ databaseUrl: await emptyDatabase() });

/** On a database and in a directory that are its own: both go with it. */
export async function startOwnServer(
  given: Pick<TestServer, 'databaseUrl'> & Partial<Pick<TestServer, 'dataDir' | 'signedIn'>>,
): Promise<TestServer> {
  const { databaseUrl, dataDir = await newDataDir(), signedIn = {} } = given;
  const server = await startServer({ databaseUrl, dataDir });
  return {
    ...server,
    signedIn,
    async close() {
      await server.close();
      await dropDatabase(databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const newDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'crossflow-world-'));

/** The real server in this process, on a free port, with a partnership of its own. Give `on` for one on a database that stays, or for a second one beside the first. */
export async function startServer(on?: Pick<TestServer, 'databaseUrl' | 'dataDir'>): Promise<TestServer> {
  if (on === undefined) {
    const { url, told } = await clone(partnership);
    return startOwnServer({ databaseUrl: url, ...told });
  }
  const { databaseUrl, dataDir } = on;
  const level = process.env['CROSSFLOW_TEST_LOG'] ?? 'silent';
  const config = readConfig({ PORT: '0', LOG_LEVEL: level, DATA_DIR: dataDir, DATABASE_URL: databaseUrl });
  const clock = new SettableClock();
  const app = await createApp({ config, secrets, database: new Database(databaseUrl), clock, log: createLog(config) });
  const port = await app.listen();
  const origin = `http://127.0.0.1:${port}`;
  return { app, origin, databaseUrl, clock, dataDir, signedIn: {}, close: () => app.close() };
}
