import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import type * as appSource from '../../apps/server/src/app.ts';
import type * as fillSource from '../../apps/server/src/demo/fill.ts';
import type * as featuresSource from '../../apps/server/src/features.ts';
import type * as clockSource from '../../apps/server/src/kernel/clock.ts';
import type * as configSource from '../../apps/server/src/kernel/config/config.ts';
import type * as databaseSource from '../../apps/server/src/kernel/database/database.ts';
import type * as embeddedDatabaseSource from '../../apps/server/src/kernel/database/embedded-database.ts';
import type * as embeddedSource from '../../apps/server/src/kernel/database/embedded.ts';
import type * as migrateSource from '../../apps/server/src/kernel/database/migrate.ts';
import type * as logSource from '../../apps/server/src/kernel/log/log.ts';
import type * as ticketsServiceSource from '../../apps/server/src/tickets/tickets.service.ts';
import type { App } from '../../apps/server/src/app.ts';
import type { Caller } from '../../apps/server/src/kernel/unit-of-work/caller.ts';
import type { TicketsService } from '../../apps/server/src/tickets/tickets.service.ts';

/** The server's parts in this process, without HTTP, on a Postgres of their own that syncs to disk. */
export interface KernelStage {
  readonly tickets: TicketsService;
  /** The sponsor's scientist, and the companies of the program as the figures need them. */
  readonly caller: Caller;
  readonly programId: string;
  readonly partyId: string;
  /** The seats of the sponsor and the CDMO. */
  readonly audience: number;
  /** Past every wall: for yardsticks and for planting rows. */
  readonly admin: pg.Pool;
  close(): Promise<void>;
}

const PASSWORD = 'for this run alone';
const STARTS_AT = '2026-01-05T08:00:00.000Z';
/** The built server: its decorators are not JavaScript before it is built. */
const built = (file: string) => import(new URL(`../../apps/server/dist/${file}.js`, import.meta.url).href);

export async function openKernelStage(directory: string): Promise<KernelStage> {
  const { startEmbeddedPostgres } = (await built('kernel/database/embedded')) as typeof embeddedSource;
  const { openOwnDatabase } = (await built('kernel/database/embedded-database')) as typeof embeddedDatabaseSource;
  const { TicketsService: Tickets } = (await built('tickets/tickets.service')) as typeof ticketsServiceSource;
  const dataDir = path.join(directory, 'kernel');
  const postgres = await startEmbeddedPostgres({ dataDir, password: PASSWORD });
  const url = await openOwnDatabase(postgres.adminUrl, PASSWORD, 'bench');
  const app = await openApp(url, dataDir);
  const adminUrl = new URL(postgres.adminUrl);
  adminUrl.pathname = '/bench';
  const admin = new pg.Pool({ connectionString: adminUrl.href, max: 32 });
  return {
    tickets: app.get(Tickets),
    ...(await sponsorOf(admin)),
    admin,
    async close() {
      await admin.end();
      await app.close();
      await postgres.stop();
    },
  };
}

async function openApp(url: string, dataDir: string): Promise<App> {
  const { createApp } = (await built('app')) as typeof appSource;
  const { openPartnership } = (await built('demo/fill')) as typeof fillSource;
  const { features } = (await built('features')) as typeof featuresSource;
  const { SettableClock } = (await built('kernel/clock')) as typeof clockSource;
  const { readConfig } = (await built('kernel/config/config')) as typeof configSource;
  const { Database } = (await built('kernel/database/database')) as typeof databaseSource;
  const { migrate } = (await built('kernel/database/migrate')) as typeof migrateSource;
  const { createLog } = (await built('kernel/log/log')) as typeof logSource;
  const database = new Database(url);
  await migrate(database, Object.values(features));
  const config = readConfig({ LOG_LEVEL: 'silent', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: url });
  const clock = new SettableClock();
  clock.set(STARTS_AT);
  const secrets = { session: 'a secret of this run alone, long enough', postgres: PASSWORD };
  const app = await createApp({ config, secrets, database, clock, log: createLog(config) });
  await app.listen();
  await openPartnership(app, STARTS_AT);
  clock.set(null);
  return app;
}

async function sponsorOf(admin: pg.Pool) {
  const { rows } = await admin.query<{ member: string; person: string; program: string; party: string; all: number }>(
    `select m.id as member, m.person_id as person, g.id as program, c.id as party, (1 << p.seat) + (1 << c.seat) as all
     from member m join party p on p.id = m.party_id join program g on g.id = m.program_id
     join party c on c.program_id = g.id and c.kind = 'cdmo'
     where g.code = 'EXB-101' and m.name = 'Camille Arnoux'`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the sponsor is not there');
  const sessionId = randomUUID();
  await admin.query(
    "insert into session (id, token, user_id, expires_at) values ($1::uuid, $1::uuid::text, $2, now() + interval '1 day')",
    [sessionId, found.person],
  );
  const caller = { sessionId, personId: found.person, memberId: found.member, requestId: 'bench' };
  return { caller, programId: found.program, partyId: found.party, audience: found.all };
}
