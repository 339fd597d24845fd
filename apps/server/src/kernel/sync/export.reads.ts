import { Readable } from 'node:stream';
import { asc, gt } from 'drizzle-orm';
import type { File } from '@crossflow/domain/files/file';
import type { Row } from '@crossflow/domain/record/rows';
import type { Connection } from '../database/database.ts';
import type { SharedTable } from '../database/shared-table.ts';
import type { ContentStore } from '../files/content-store.ts';
import type { Kinds } from '../unit-of-work/kinds.ts';
import { maskAudience } from '../unit-of-work/present.ts';
import type { ReadTx } from '../unit-of-work/tx.ts';
import type { Part } from './archive.ts';
import { ledgerHead, ledgerLines } from './ledger.reads.ts';
import type { Spool } from './spool.ts';

const AT_ONCE = 1_000;

export interface Collecting {
  readonly kinds: Kinds;
  readonly content: ContentStore;
  readonly spool: Spool;
}

/** Everything of a program that the reader may see: rows of every kind, the own ledger, and the files that the rows name. */
export async function collectExport(tx: ReadTx, connection: Connection, at: Collecting): Promise<Part[]> {
  const rows: Part[] = [];
  const files = new Map<string, Part>();
  const counts: Record<string, number> = {};
  for (const [kind, { table }] of at.kinds.all()) {
    const told = (row: Row) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (kind === 'file') files.set((row as File).sha256, filePart(row as File, at.content));
    };
    rows.push(await at.spool.keep(`rows/${kind}.jsonl`, rowLines(tx, table, told)));
  }
  const ledger = await at.spool.keep('ledger.jsonl', allLedgerLines(tx, connection));
  const { cursor, hash } = await ledgerHead(connection, tx.actor.partyId);
  const { programId, partyId, memberId } = tx.actor;
  const about = { programId, partyId, memberId, at: tx.now, ledger: { lines: cursor, head: hash }, rows: counts };
  const { present, missing } = await contentsOf(files, at.content);
  const text = JSON.stringify({ ...about, files: present.length, missing }, null, 2);
  return [textPart('export.json', `${text}\n`), ledger, ...rows, ...present];
}

/** A content that the storage has lost must not keep the rest from its company: the archive says which they are. */
async function contentsOf(files: ReadonlyMap<string, Part>, content: ContentStore) {
  const present: Part[] = [];
  const missing: string[] = [];
  for (const [sha256, part] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (await content.holds(sha256)) present.push(part);
    else missing.push(sha256);
  return { present, missing };
}

export function textPart(name: string, text: string): Part {
  const bytes = Buffer.from(text);
  return { name, size: bytes.length, open: () => Readable.from([bytes]) };
}

/** By its content; the rows of files say what it is called and what it is attached to. */
const filePart = ({ sha256, size }: File, content: ContentStore): Part => ({
  name: `files/${sha256}`,
  size,
  open: () => content.read(sha256),
});

async function* rowLines(tx: ReadTx, table: SharedTable, told: (row: Row) => void): AsyncGenerator<string> {
  for (let after: string | undefined; ;) {
    const where = after === undefined ? undefined : gt(table.id, after);
    const rows = (await tx.db
      .select()
      .from(table)
      .where(where)
      .orderBy(asc(table.id))
      .limit(AT_ONCE)) as unknown as Row[];
    for (const row of rows) {
      told(row);
      yield `${JSON.stringify(maskAudience(row, tx.known))}\n`;
    }
    after = rows.at(-1)?.id;
    if (after === undefined) return;
  }
}

async function* allLedgerLines(tx: ReadTx, connection: Connection): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const lines = await ledgerLines(connection, tx, { after, most: AT_ONCE });
    for (const line of lines) yield `${JSON.stringify(line)}\n`;
    const last = lines.at(-1)?.n;
    if (last === undefined) return;
    after = last;
  }
}
