import type { Entry } from '@crossflow/domain/record/entry';

/** A row with only those audience bits that its reader may know of. */
export function maskAudience<R extends { readonly audience?: unknown }>(row: R, known: number): R {
  return typeof row.audience === 'number' && (row.audience & ~known) !== 0
    ? { ...row, audience: row.audience & known }
    : row;
}

/** An entry as one company may read it, or null where it belongs to a team that the reader is not in. */
export function presentEntry(entry: Entry, known: number, mask: number): Entry | null {
  if ((entry.audience & mask) === 0) return null;
  return {
    ...entry,
    audience: entry.audience & known,
    before: entry.before && maskAudience(entry.before, known),
    after: entry.after && maskAudience(entry.after, known),
  };
}
