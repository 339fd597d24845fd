import { createHash, randomUUID } from 'node:crypto';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { Bulk, Change, Notice, Outcome } from '@crossflow/domain/record/change';
import type { Reply } from '@crossflow/domain/record/command';
import { hashedContent } from '@crossflow/domain/record/ledger';
import type { Connection } from '../database/database.ts';
import type { Kinds } from './kinds.ts';
import type { Tx } from './tx.ts';

/** Who the entries name, and under which command. */
export interface Signer {
  readonly programId: string;
  readonly memberId: string | null;
  readonly partyId: string | null;
  readonly commandId: string | null;
}
export interface Recorded {
  readonly reply: Reply;
  /** Persons who got a notification. */
  readonly told: readonly string[];
}

/** Writes an outcome: rows first, then entries, ledgers and notices in the one statement that holds the heads, and the commit with it. */
export async function recordOutcome(
  { connection, kinds, now }: { connection: Connection; kinds: Kinds; now: string },
  signer: Signer,
  outcome: Outcome,
  reply: Readonly<Record<string, unknown>>,
): Promise<Recorded> {
  await writeRows(connection, kinds, outcome.changes);
  for (const bulk of outcome.bulk ?? []) await writeBulk(connection, kinds, bulk);
  const entries = outcome.changes.map((change) => entryOf(change, signer, now));
  const notices = outcome.notices.map((notice) => noticeOf(notice, outcome.changes, entries));
  const [row] = await connection.last<{ recorded: Recorded }>(
    'select crossflow.record($1, $2, $3, $4) as recorded',
    [JSON.stringify(entries), JSON.stringify(notices), signer.commandId, JSON.stringify(reply)],
    'record',
  );
  if (row === undefined) throw new Error('record gave no answer');
  return row.recorded;
}

/** An outcome with what always belongs to it, and everything that follows from it in other features. */
export async function withReactions(tx: Tx, kinds: Kinds, given: Outcome): Promise<Outcome> {
  let outcome = given;
  for (const complete of kinds.completions) outcome = await complete(tx, outcome);
  const followed: Change[] = [];
  for (const react of kinds.reactions) followed.push(...(await react(tx, outcome.changes)));
  return followed.length === 0 ? outcome : { ...outcome, changes: [...outcome.changes, ...followed] };
}

/** In their order; rows that are new travel together, for nothing is asked about one before the next. */
async function writeRows(connection: Connection, kinds: Kinds, changes: readonly Change[]): Promise<void> {
  const together: Promise<void>[] = [];
  for (const change of changes) {
    const isNew = change.row !== null && change.before === null;
    if (!isNew) await Promise.all(together.splice(0));
    const written = writeRow(connection, kinds, change);
    if (isNew) together.push(written);
    else await written;
  }
  await Promise.all(together);
}

async function writeRow(
  { db }: Connection,
  kinds: Kinds,
  { kind, verb, subjectId, row, before }: Change,
): Promise<void> {
  const { table } = kinds.get(kind);
  if (row === null) {
    if (verb !== 'gone') await db.delete(table).where(eq(table.id, subjectId));
    return;
  }
  if (before === null) {
    await db.insert(table).values(row);
    return;
  }
  const guard = and(eq(table.id, subjectId), eq(table.version, row.version - 1));
  const written = await db.update(table).set(row).where(guard).returning({ id: table.id });
  if (written.length === 1) return;
  const [present] = await db.select().from(table).where(eq(table.id, subjectId));
  throw present === undefined ? new Refused('not-found') : new Refused('stale', present);
}

const BULK_STATEMENT = 1000;

/** Rows without entries of their own, guarded by version as others are. */
async function writeBulk({ db }: Connection, kinds: Kinds, { kind, rows }: Bulk): Promise<void> {
  const { table } = kinds.get(kind);
  const next = Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([property, column]) => [
      property,
      sql`excluded.${sql.identifier(column.name)}`,
    ]),
  );
  for (let start = 0; start < rows.length; start += BULK_STATEMENT) {
    const some = rows.slice(start, start + BULK_STATEMENT);
    const written = await db
      .insert(table)
      .values([...some])
      .onConflictDoUpdate({ target: table.id, set: next, setWhere: sql`${table.version} = excluded.version - 1` })
      .returning({ id: table.id });
    if (written.length < some.length) throw new Refused('stale');
  }
}

function entryOf(change: Change, signer: Signer, at: string) {
  const { kind, verb, subjectId, audience, within, before, row, reason } = change;
  const content = {
    id: randomUUID(),
    programId: signer.programId,
    at,
    actorId: signer.memberId,
    partyId: signer.partyId,
    verb,
    kind,
    subjectId,
    within,
    before,
    after: row,
    reason,
    commandId: signer.commandId,
  };
  const contentHash = createHash('sha256')
    .update(canonicalJson(hashedContent(content)))
    .digest('hex');
  return { ...content, audience, contentHash };
}

/** A notice hangs on the entry of its own subject, or else on the first one that is within it: that entry's audience bounds it. */
function noticeOf(notice: Notice, changes: readonly Change[], entries: readonly { id: string }[]) {
  const about = (change: Change) => change.subjectId === notice.subjectId || change.within === notice.subjectId;
  const place = Math.max(
    0,
    changes.findIndex((change) => change.verb !== 'gone' && about(change)),
  );
  const to =
    'memberIds' in notice.to
      ? { memberIds: notice.to.memberIds, partyIds: [] }
      : { memberIds: [], partyIds: notice.to.partyIds };
  return {
    reason: notice.reason,
    kind: notice.kind,
    subjectId: notice.subjectId,
    entryId: entries[place]?.id ?? null,
    ...to,
  };
}
