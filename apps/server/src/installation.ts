import { createApp, type App } from './app.ts';
import { BreachWatch } from './clocks/breach-watch.ts';
import { demoCast, DEMO_PASSWORD } from './demo/cast.ts';
import { startDemoFeed } from './demo/feed.ts';
import { fillDemoWorld } from './demo/fill.ts';
import { features } from './features.ts';
import { Accounts } from './kernel/auth/accounts.ts';
import { SettableClock } from './kernel/clock.ts';
import { type Config, publicAddress } from './kernel/config/config.ts';
import { readSecrets, type Secrets } from './kernel/config/secrets.ts';
import { StartError } from './kernel/config/start-error.ts';
import { Database } from './kernel/database/database.ts';
import { startEmbeddedPostgres } from './kernel/database/embedded.ts';
import { openOwnDatabase } from './kernel/database/embedded-database.ts';
import { migrate } from './kernel/database/migrate.ts';
import { AbandonedFiles } from './kernel/files/abandoned-files.ts';
import { Jobs } from './kernel/jobs/jobs.ts';
import { createLog, type Log } from './kernel/log/log.ts';
import { Postman } from './kernel/mail/postman.ts';

export interface Installation {
  readonly welcome: string;
  close(): Promise<void>;
}
type Say = (step: string) => void;

/** Everything between the settings and a running server: database, schema, demo world, jobs, listening. */
export async function openInstallation(config: Config, say: Say): Promise<Installation> {
  const log = createLog(config);
  const postgres = config.DATABASE_URL === undefined ? await ownPostgres(config, say) : null;
  const closers: (() => Promise<void>)[] = postgres === null ? [] : [() => postgres.stop()];
  try {
    const secrets = postgres?.secrets ?? (await readSecrets(config.DATA_DIR));
    const url = postgres?.url ?? config.DATABASE_URL ?? '';
    const app = await openApp({ config, secrets, log, url }, say, closers);
    const port = await listen(app, config);
    closers.push(await startJobs(app));
    if (config.DEMO) closers.push(await startDemoFeed(app));
    return { welcome: welcome(config, port), close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function ownPostgres(config: Config, say: Say) {
  say('Starting Postgres');
  const secrets = await readSecrets(config.DATA_DIR);
  const started = await startEmbeddedPostgres({ dataDir: config.DATA_DIR, password: secrets.postgres });
  const url = await openOwnDatabase(started.adminUrl, secrets.postgres);
  return { secrets, url, stop: () => started.stop() };
}

async function openApp(
  { config, secrets, log, url }: { config: Config; secrets: Secrets; log: Log; url: string },
  say: Say,
  closers: (() => Promise<void>)[],
): Promise<App> {
  const database = new Database(url);
  await database.ping().catch((error: unknown) => {
    throw new StartError(
      'database-unreachable',
      `The database cannot be reached (${reasonOf(error)}). Check DATABASE_URL and that the server runs.`,
    );
  });
  say('Bringing the database up to date');
  await migrate(database, Object.values(features)).catch((error: unknown) => {
    throw new StartError(
      'migration-failed',
      `The database could not be brought up to date (${reasonOf(error)}). Nothing was changed; restore or report it.`,
      { cause: error },
    );
  });
  const clock = new SettableClock();
  const app = await createApp({ config, secrets, database, clock, log });
  closers.push(() => app.close());
  if (config.DEMO && (await app.get(Accounts).isEmpty())) {
    say('Making the demo world');
    await fillDemoWorld(app, clock);
  }
  return app;
}

async function listen(app: App, config: Config): Promise<number> {
  try {
    return await app.listen();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new StartError(
        'port-taken',
        `Port ${config.PORT} on ${config.HOST} is taken. Stop what uses it, or start with another: PORT=3001 npm start`,
      );
    throw error;
  }
}

async function startJobs(app: App): Promise<() => Promise<void>> {
  const jobs = app.get(Jobs);
  await jobs.start();
  await jobs.every('mail', '* * * * *', async () => void (await app.get(Postman).sendWaiting()));
  await jobs.every('breaches', '* * * * *', async () => void (await app.get(BreachWatch).look()));
  await jobs.every('abandoned-files', '17 3 * * *', async () => void (await app.get(AbandonedFiles).remove()));
  return () => jobs.stop();
}

function welcome(config: Config, port: number): string {
  const url = publicAddress(config, port);
  if (!config.DEMO) return `\n  Crossflow runs at ${url}\n`;
  const cast = demoCast().map(({ name, company, email }) => `    ${name.padEnd(20)} ${company.padEnd(20)} ${email}`);
  return [
    `\n  Crossflow runs at ${url}`,
    `\n  Demo cast (password ${DEMO_PASSWORD}; everything is invented):`,
    ...cast,
    '',
  ].join('\n');
}

/** In the reverse order of opening, each whatever the others do. */
async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of [...closers].reverse()) await close().catch((error: unknown) => console.error(error));
}

const reasonOf = (error: unknown): string => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause.cause === undefined) return cause.message || (cause as NodeJS.ErrnoException).code || cause.name;
  return String(error);
};
