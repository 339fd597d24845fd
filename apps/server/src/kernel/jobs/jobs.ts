import { Inject, Injectable } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { Database } from '../database/database.ts';
import { LOG, type Log } from '../log/log.ts';

/** Work that happens by the clock, once in all processes together, kept in Postgres by pg-boss. */
@Injectable()
export class Jobs {
  readonly #database: Database;
  readonly #log: Log;
  #boss: PgBoss | null = null;

  constructor(@Inject(Database) database: Database, @Inject(LOG) log: Log) {
    this.#database = database;
    this.#log = log;
  }

  async start(): Promise<void> {
    const boss = new PgBoss({
      connectionString: this.#database.url,
      schema: 'pgboss',
      max: 3,
      application_name: 'crossflow-jobs',
    });
    boss.on('error', (error) => this.#log.warn({ error }, 'jobs'));
    await boss.start();
    this.#boss = boss;
  }

  /** Runs `work` by a cron line (minute first, UTC). */
  async every(name: string, cron: string, work: () => Promise<void>): Promise<void> {
    const boss = this.#boss;
    if (boss === null) return;
    await boss.createQueue(name);
    await boss.work(name, async () => {
      await work();
    });
    await boss.schedule(name, cron);
  }

  async stop(): Promise<void> {
    await this.#boss?.stop({ graceful: true, close: true, timeout: 5_000 });
    this.#boss = null;
  }
}
