import { readFile } from 'node:fs/promises';
import type { Delta, LedgerLine } from '@crossflow/domain/record/entry';
import { GENESIS_HASH, LAST_PLACE } from '@crossflow/domain/record/entry';
import type { Connection } from '../database/database.ts';
import { entryFields, type EntryRow, toEntry } from '../gateway/entry-rows.ts';
import { presentEntry } from '../unit-of-work/present.ts';
import type { ReadTx } from '../unit-of-work/tx.ts';

interface LineRow extends EntryRow {
  readonly n: number;
  readonly hash: Buffer;
  readonly line_content_hash: Buffer;
}

/** Where a company's own ledger ends. */
export async function ledgerHead(connection: Connection, partyId: string): Promise<{ cursor: number; hash: string }> {
  const [head] = await connection.query<{ n: number; hash: Buffer }>(
    'select n, hash from ledger_head where party_id = $1',
    [partyId],
    'own-head',
  );
  return { cursor: head?.n ?? 0, hash: head?.hash.toString('hex') ?? GENESIS_HASH };
}

/** Lines of the reader's own ledger after a place, or (`before`) the latest ones before it; in ledger order. */
export async function ledgerLines(
  connection: Connection,
  tx: ReadTx,
  { after = 0, before, most }: { after?: number; before?: number; most: number },
): Promise<LedgerLine[]> {
  const backwards = before !== undefined;
  const rows = await connection.query<LineRow>(
    `select l.n, l.hash, c.content_hash as line_content_hash, ${entryFields('e')}
     from ledger l
     join lateral crossflow.line_content_hash(l.party_id, l.n) c(content_hash) on true
     left join entry e on e.id = l.entry_id
     where l.party_id = $1 and l.n > $2 and l.n < $3
     order by l.n ${backwards ? 'desc' : 'asc'} limit $4`,
    [tx.actor.partyId, after, before ?? LAST_PLACE, most],
    backwards ? 'lines-before' : 'lines-after',
  );
  const lines = rows.map((row) => ({
    n: row.n,
    hash: row.hash.toString('hex'),
    contentHash: row.line_content_hash.toString('hex'),
    entry: presented(row, tx),
  }));
  return backwards ? lines.reverse() : lines;
}

/** What follows a place in the reader's own ledger, at most so many lines, as the screens take it; undefined where nothing does. */
export async function deltaAfter(
  connection: Connection,
  tx: ReadTx,
  from: number,
  most: number,
): Promise<Delta | undefined> {
  const rows = await connection.query<EntryRow & { readonly n: number }>(
    `select l.n, ${entryFields('e')} from ledger l left join entry e on e.id = l.entry_id
     where l.party_id = $1 and l.n > $2 order by l.n limit $3`,
    [tx.actor.partyId, from, most],
    'entries-after',
  );
  const to = rows.at(-1)?.n;
  if (to === undefined) return undefined;
  return { partyId: tx.actor.partyId, from, to, lines: rows.map((row) => ({ n: row.n, entry: presented(row, tx) })) };
}

// A team's line is sealed for the rest of its company: the wall gave no entry, the chain still holds.
const presented = (row: EntryRow, tx: ReadTx) =>
  row.id === null ? null : presentEntry(toEntry(row), tx.known, tx.actor.mask);

/** The file that checks a downloaded ledger with nothing but Node. */
export const readChecker = (): Promise<string> =>
  readFile(new URL('../../../checker/check-ledger.mjs', import.meta.url), 'utf8');
