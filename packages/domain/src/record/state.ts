import type { Entry } from './entry.ts';
import type { Kind, Rows } from './rows.ts';

/** One reader's copy of a program: rows by kind and id. */
export type State = { readonly [K in Kind]?: Map<string, Rows[K]> };

/** Applies one entry by replacement: applying it twice, or after a newer one of the same row, changes nothing. */
export function applyEntry(rows: Map<string, { version: number }>, entry: Pick<Entry, 'subjectId' | 'after'>): void {
  if (entry.after === null) {
    rows.delete(entry.subjectId);
    return;
  }
  const present = rows.get(entry.subjectId);
  const next = entry.after as unknown as { version: number };
  if (present === undefined || present.version <= next.version) rows.set(entry.subjectId, next);
}
