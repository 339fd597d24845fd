import type { Kind, Row } from '@crossflow/domain/record/rows';
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { RowsOf, Touched } from './replica.ts';

/** Raise it when a kept row would no longer be read right: the next visit then starts from a bootstrap. */
const SHAPE = 1;
const PREFIX = 'crossflow.';

interface Kept extends DBSchema {
  row: { key: string; value: { kind: Kind; row: Row } };
  mark: { key: 'cursor' | 'shape' | 'mask'; value: number };
}

export interface KeptRows {
  readonly cursor: number;
  readonly mask: number;
  readonly rows: RowsOf;
}

/** One membership's rows and cursor on this device. Written by one tab at a time, always together. */
export interface RowsOnDisk {
  read(): Promise<KeptRows | null>;
  /** Whether what is kept goes no further than this. */
  isUpTo(at: { cursor: number; mask: number }): Promise<boolean>;
  write(cursor: number, touched: Touched, row: (kind: Kind, id: string) => Row | undefined): Promise<void>;
  rewrite(at: { cursor: number; mask: number }, rows: Iterable<readonly [Kind, Row]>): Promise<void>;
  close(): void;
}

let ahead: { readonly memberId: string; readonly opened: Promise<RowsOnDisk> } | undefined;

/** Begins to read while the page is still on its way; whoever opens the same rows next takes what was read. */
export function readAhead(memberId: string): void {
  const opened = open(memberId).then((disk) => {
    const kept = disk.read();
    kept.catch(() => undefined);
    return { ...disk, read: () => kept };
  });
  opened.catch(() => undefined);
  ahead = { memberId, opened };
}

export function openRowsOnDisk(memberId: string): Promise<RowsOnDisk> {
  const begun = ahead?.memberId === memberId ? ahead.opened : undefined;
  if (begun === undefined) return open(memberId);
  ahead = undefined;
  return begun;
}

async function open(memberId: string): Promise<RowsOnDisk> {
  const database = await openDB<Kept>(PREFIX + memberId, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('row');
      fresh.createObjectStore('mark');
    },
  });
  return {
    read: () => readAll(database),
    isUpTo: async ({ cursor, mask }) => {
      const marks = await readMarks(database.transaction('mark').objectStore('mark'));
      return marks !== null && marks.cursor <= cursor && marks.mask === mask;
    },
    write: (cursor, touched, row) => writeTouched(database, cursor, touched, row),
    rewrite: (at, rows) => writeAll(database, at, rows),
    close: () => database.close(),
  };
}

/** Drops every copy kept on this device: on signing out, and when a membership ends. */
export async function forgetRowsOnDisk(memberId?: string): Promise<void> {
  // What is still open here could not be dropped.
  await ahead?.opened.then(({ close }) => close()).catch(() => undefined);
  ahead = undefined;
  const names =
    memberId === undefined
      ? ((await indexedDB.databases?.()) ?? []).map(({ name }) => name ?? '').filter((name) => name.startsWith(PREFIX))
      : [PREFIX + memberId];
  await Promise.all(names.map((name) => deleteDB(name)));
}

interface Marks {
  get(name: 'cursor' | 'shape' | 'mask'): Promise<number | undefined>;
}

/** Null where nothing is kept, or in another shape. */
async function readMarks(marks: Marks): Promise<{ cursor: number; mask: number } | null> {
  const [cursor, mask, shape] = await Promise.all([marks.get('cursor'), marks.get('mask'), marks.get('shape')]);
  return cursor === undefined || mask === undefined || shape !== SHAPE ? null : { cursor, mask };
}

async function readAll(database: IDBPDatabase<Kept>): Promise<KeptRows | null> {
  const reading = database.transaction(['row', 'mark']);
  const [marks, kept] = await Promise.all([
    readMarks(reading.objectStore('mark')),
    reading.objectStore('row').getAll(),
  ]);
  if (marks === null) return null;
  const rows: Record<string, Row[]> = {};
  for (const { kind, row } of kept) (rows[kind] ??= []).push(row);
  return { ...marks, rows: rows as RowsOf };
}

async function writeTouched(
  database: IDBPDatabase<Kept>,
  cursor: number,
  touched: Touched,
  row: (kind: Kind, id: string) => Row | undefined,
): Promise<void> {
  const writing = database.transaction(['row', 'mark'], 'readwrite', { durability: 'relaxed' });
  for (const [kind, ids] of touched) {
    for (const id of ids) {
      const present = row(kind, id);
      const key = `${kind}/${id}`;
      void (present === undefined
        ? writing.objectStore('row').delete(key)
        : writing.objectStore('row').put({ kind, row: present }, key));
    }
  }
  void writing.objectStore('mark').put(cursor, 'cursor');
  await writing.done;
}

async function writeAll(
  database: IDBPDatabase<Kept>,
  { cursor, mask }: { cursor: number; mask: number },
  rows: Iterable<readonly [Kind, Row]>,
): Promise<void> {
  const writing = database.transaction(['row', 'mark'], 'readwrite', { durability: 'relaxed' });
  void writing.objectStore('row').clear();
  for (const [kind, row] of rows) void writing.objectStore('row').put({ kind, row }, `${kind}/${row.id}`);
  void writing.objectStore('mark').put(cursor, 'cursor');
  void writing.objectStore('mark').put(mask, 'mask');
  void writing.objectStore('mark').put(SHAPE, 'shape');
  await writing.done;
}
