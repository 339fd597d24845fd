import { randomBytes } from 'node:crypto';
import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Actor } from '@crossflow/domain/access/actor';
import { objectKey } from '@crossflow/domain/access/key';
import { Refused } from '@crossflow/domain/access/refusal';
import { attachChanges } from '@crossflow/domain/files/attach';
import type { Party } from '@crossflow/domain/organizations/organization';
import type { Change, Outcome } from '@crossflow/domain/record/change';
import type { Reply } from '@crossflow/domain/record/command';
import type { Kind, Row, Rows } from '@crossflow/domain/record/rows';
import type { Connection, Db } from '../database/database.ts';
import type { Kinds } from './kinds.ts';
import { maskAudience } from './present.ts';

/** What `enter` answers: the actor, and the seats that the actor may know of. */
export interface Entered extends Actor {
  readonly known: number;
}

/** What a read may do, inside one snapshot behind the wall. */
export class ReadTx {
  readonly actor: Actor;
  readonly known: number;
  /** ISO instant of this transaction, the server's clock. */
  readonly now: string;
  readonly db: Db;
  protected readonly kinds: Kinds;
  protected readonly connection: Connection;
  #parties: Promise<Party[]> | null = null;

  constructor(entered: Entered, connection: Connection, kinds: Kinds, now: string) {
    this.actor = entered;
    this.known = entered.known;
    this.connection = connection;
    this.db = connection.db;
    this.kinds = kinds;
    this.now = now;
  }

  /** Rows as the reader may see them; an audience names only the seats that the reader knows of. */
  async select<Table extends PgTable>(table: Table, where?: SQL, ...order: SQL[]): Promise<Table['$inferSelect'][]> {
    const rows = await this.db
      .select()
      .from(table as PgTable)
      .where(where)
      .orderBy(...order);
    return (rows as unknown as Row[]).map((row) => maskAudience(row, this.known)) as unknown as Table['$inferSelect'][];
  }

  /** One row, or null where it is hidden or missing: the two cannot be told apart. */
  async find<K extends Kind>(kind: K, id: string): Promise<Rows[K] | null> {
    const { table } = this.kinds.get(kind);
    const [row] = await this.db.select().from(table).where(eq(table.id, id));
    return (row as Rows[K] | undefined) ?? null;
  }

  /** The rows of a kind that have these ids, as far as the reader sees them, in no order. */
  async rowsOf<K extends Kind>(kind: K, ids: readonly string[]): Promise<Rows[K][]> {
    if (ids.length === 0) return [];
    const { table } = this.kinds.get(kind);
    return (await this.select(table, inArray(table.id, [...ids]))) as unknown as Rows[K][];
  }

  /** The companies of this program that the actor may know of, in seat order of no meaning; read once. */
  parties(): Promise<Party[]> {
    const { table } = this.kinds.get('party');
    this.#parties ??= this.select(table, undefined, asc(table.id)) as unknown as Promise<Party[]>;
    return this.#parties;
  }
}

const DRAWS_BEFORE_LONGER = 4;

export type Recorder = (
  tx: Tx,
  outcome: Outcome,
  id: string,
  extra: Readonly<Record<string, unknown>>,
) => Promise<Reply>;

/** What a command may do. `record` writes everything, and is called last. */
export class Tx extends ReadTx {
  readonly #record: Recorder;
  readonly #attempt: number;

  /** `attempt` counts from 0: how often this command was begun before and a drawn key was taken. */
  constructor(
    entered: Entered,
    connection: Connection,
    kinds: Kinds,
    now: string,
    { record, attempt }: { readonly record: Recorder; readonly attempt: number },
  ) {
    super(entered, connection, kinds, now);
    this.#record = record;
    this.#attempt = attempt;
  }

  /** One row, locked until the end; hidden or missing is refused in the same words. */
  async load<K extends Kind>(kind: K, id: string): Promise<Rows[K]> {
    const { table } = this.kinds.get(kind);
    const [row] = await this.db.select().from(table).where(eq(table.id, id)).for('update');
    if (row === undefined) throw new Refused('not-found');
    return row as unknown as Rows[K];
  }

  /** The changes that put uploaded files within a row. Only one's own, not yet attached files can be attached. */
  async attach(
    fileIds: readonly string[],
    kind: Kind,
    subjectId: string,
    audience: number,
    within: string | null = null,
  ): Promise<Change[]> {
    const files = [];
    for (const fileId of new Set(fileIds)) files.push(await this.load('file', fileId));
    return attachChanges(files, this.actor, { kind, id: subjectId, audience, within });
  }

  /** Files attached to a row, locked: their audience follows the row's. */
  async filesOf(kind: Kind, subjectId: string): Promise<Rows['file'][]> {
    const { table } = this.kinds.get('file');
    const columns = table as unknown as { subjectKind: typeof table.id; subjectId: typeof table.id };
    const where = and(eq(columns.subjectKind, kind), eq(columns.subjectId, subjectId));
    return (await this.db.select().from(table).where(where).for('update')) as unknown as Rows['file'][];
  }

  /** A key such as `T-7KQ4`: random, so that nothing can be counted. Where many are taken it grows. */
  randomKey(prefix: string, length = 4): string {
    return objectKey(prefix, randomBytes(length + Math.floor(this.#attempt / DRAWS_BEFORE_LONGER)));
  }

  /** Rows, entries, ledgers and notices, in this transaction. `extra` is added to the reply. */
  record(outcome: Outcome, id: string, extra: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
    return this.#record(this, outcome, id, extra);
  }

  /** Raw statements behind the wall, for what Drizzle cannot say well. */
  query<R extends Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.connection.query<R>(text, values);
  }
}
