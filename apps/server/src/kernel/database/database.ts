import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** Drizzle on one connection inside a transaction, under whichever role that transaction has taken. */
export type Db = NodePgDatabase;

export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** What a transaction may do besides Drizzle: raw statements, prepared when named. */
export interface Connection {
  readonly db: Db;
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>;
  /**
   * The last statement of its transaction: the commit travels with it, so that what it locks is held for no round trip. Where it is
   * refused, Postgres takes the commit for a rollback.
   */
  last<R extends pg.QueryResultRow>(text: string, values: readonly unknown[], name: string): Promise<R[]>;
}
/** A connection that knows whether its transaction has been sent its end. */
interface Ending extends Connection {
  readonly end: () => Promise<pg.QueryResult>;
}

/** member: requests, behind the wall. keeper: the kernel's own jobs. login: migrations and accounts, which hold no program's content. */
export type Role = 'member' | 'keeper';
const BEGIN = {
  write: 'begin; set local role crossflow_',
  read: 'begin isolation level repeatable read read only; set local role crossflow_',
} as const;

const LONGEST_WAIT_MILLISECONDS = 15_000;

/** The only holder of the raw handle. Everything else works inside `transaction`, under a role. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #url: string;

  constructor(url: string, options: { readonly connections?: number } = {}) {
    this.#url = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: options.connections ?? 20,
      // Kept open in a lull: a new connection has everything to plan anew, and whoever comes first would wait for it.
      min: 4,
      connectionTimeoutMillis: LONGEST_WAIT_MILLISECONDS,
      // Statements that need no answer of the one before are sent together and answered in order.
      pipeline: true,
      application_name: 'crossflow',
    });
    // An idle connection that the database closes is replaced at the next use; of one in use, the next statement tells.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** One transaction under a role; `read` is one repeatable-read snapshot. Rolled back when `work` throws. */
  async transaction<T>(role: Role, mode: 'read' | 'write', work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      // Waited for, though the next could travel with it: what follows a beginning that failed would be done outside of any role.
      await client.query(BEGIN[mode] + role);
      const connection = connectionOf(client);
      const result = await work(connection);
      const { command } = await connection.end();
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** One transaction behind the personal wall: what this person keeps, and nobody else's. */
  personal<T>(personId: string, mode: 'read' | 'write', work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.transaction('member', mode, async (connection) => {
      await connection.query("select set_config('app.person', $1, true)", [personId]);
      return work(connection);
    });
  }

  /** Account tables only: they hold no program's content, so they stand outside the wall. */
  accounts(): Db {
    return drizzle(this.#pool);
  }

  /** A connection of its own that hears `channel`; reconnects by itself, and calls `onHeard` once after each reconnection. */
  async listen(channel: string, onHeard: (payload: string | null) => void): Promise<{ close(): Promise<void> }> {
    const { listenOn } = await import('./listener.ts');
    return listenOn(this.#url, channel, onHeard);
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.#pool.query('select pg_notify($1, $2)', [channel, payload]);
  }

  async ping(): Promise<void> {
    await this.#pool.query('select 1');
  }

  /** For migrations and walls: one connection as the login, under an advisory lock that other processes wait for. */
  async alone<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('select pg_advisory_lock(727001)');
      return await work(connectionOf(client));
    } finally {
      const broken = await client.query('select pg_advisory_unlock(727001)').then(
        () => undefined,
        (failure: Error) => failure,
      );
      client.release(broken);
    }
  }

  get url(): string {
    return this.#url;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

const names = new Map<string, string>();

/**
 * Drizzle's statements, prepared on their connection: behind the wall to plan one takes longer than to run it. Not those whose
 * text depends on how much they were given; all others are as many as there are places that ask.
 */
function preparing(client: pg.PoolClient, ready: () => void): pg.PoolClient {
  const query = async (asked: pg.QueryConfig, values?: unknown[]) => {
    ready();
    if (/ in \(\$|\), \(/.test(asked.text)) return client.query(asked, values);
    const name = names.get(asked.text) ?? `d${names.size}`;
    names.set(asked.text, name);
    return client.query({ ...asked, name }, values);
  };
  return { query } as pg.PoolClient;
}

function connectionOf(client: pg.PoolClient): Ending {
  let ended: Promise<pg.QueryResult> | undefined;
  const ready = () => {
    if (ended !== undefined) throw new Error('nothing follows the last statement of a transaction');
  };
  const query = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
    ready();
    const { rows } = await client.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    return rows;
  };
  const end = () => (ended ??= client.query('commit'));
  return {
    db: drizzle({ client: preparing(client, ready) }),
    query,
    end,
    last(text, values, name) {
      const answer = query<never>(text, values, name);
      // Waited for where the transaction ends; after a statement that was refused nobody asks for it.
      end().catch(() => undefined);
      return answer;
    },
  };
}
