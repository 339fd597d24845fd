import type { Audience } from '../access/audience.ts';
import { sees } from '../access/audience.ts';
import type { Kind, Row, Rows } from './rows.ts';

/** Whom a change should reach beyond the screen. The kernel keeps only those whose seats may see the change. */
export interface Notice {
  readonly reason: NoticeReason;
  readonly to: { readonly memberIds: readonly string[] } | { readonly partyIds: readonly string[] };
  /** The object that the notification opens. */
  readonly kind: ToldKind;
  readonly subjectId: string;
}
/** The kinds that people are told of. */
export const toldKinds = ['ticket', 'document', 'batch'] as const satisfies readonly Kind[];
export type ToldKind = (typeof toldKinds)[number];
export const noticeReasons = [
  'mentioned',
  'assigned',
  'your-turn',
  'consent',
  'shared',
  'review',
  'acknowledge',
  'update',
  'breached',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** One row as it will be, and the word for what happened to it. `row: null` tells an audience that the row is gone for it. */
export interface Change<K extends Kind = Kind> {
  readonly kind: K;
  readonly verb: string;
  readonly subjectId: string;
  readonly audience: Audience;
  readonly before: Partial<Rows[K]> | null;
  readonly row: Rows[K] | null;
  readonly reason: string | null;
  /** What this row belongs to (a reply's ticket): the object whose page shows it. */
  readonly within: string | null;
}

/** What a move does: rows with their entries, and notices. Applied by the browser as a prediction, by the server as truth. */
export interface Outcome {
  readonly changes: readonly Change[];
  readonly notices: readonly Notice[];
  readonly bulk?: readonly Bulk[];
}

/** High-rate rows, written whole and without entries of their own: an entry of the same outcome vouches for them by digest. */
export interface Bulk {
  readonly kind: Kind;
  readonly rows: readonly Row[];
}

interface Told {
  readonly reason?: string | null;
  readonly within?: string | null;
}

/** A row that is new: version 1. */
export function created<K extends Kind>(kind: K, verb: string, row: Rows[K], told: Told = {}): Change<K> {
  return { ...base(kind, verb, row, told), before: null, row: { ...row, version: 1 } };
}

/** A row that changed: version one higher, `before` holds the old values of the fields that differ. */
export function changed<K extends Kind>(
  kind: K,
  verb: string,
  before: Rows[K],
  next: Rows[K],
  told: Told = {},
): Change<K> {
  const row = { ...next, version: before.version + 1 };
  return { ...base(kind, verb, row, told), before: oldValues(before, row), row };
}

/** Tells `audience` that the row is no longer theirs to see. */
export function gone<K extends Kind>(kind: K, row: Rows[K], audience: Audience, told: Told = {}): Change<K> {
  return { ...base(kind, 'gone', row, told), audience, before: null, row: null };
}

/** The changes that give a row another audience: whoever loses it is told `gone`, whoever gains it receives the whole row. */
export function reaudience<K extends Kind>(kind: K, row: Rows[K], audience: Audience, told: Told = {}): Change<K>[] {
  if (audience === row.audience) return [];
  const lost = row.audience & ~audience;
  const verb = sees(audience, ~row.audience) ? 'widened' : 'narrowed';
  const next = changed(kind, verb, row, { ...row, audience }, told);
  return lost === 0 ? [next] : [next, gone(kind, row, lost, { within: told.within ?? null })];
}

function base<K extends Kind>(kind: K, verb: string, row: Row, { reason = null, within = null }: Told) {
  return { kind, verb, subjectId: row.id, audience: row.audience, reason, within };
}

function oldValues<R extends Row>(before: R, next: R): Partial<R> {
  const changedKeys = (Object.keys(next) as (keyof R)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(next[key]),
  );
  return Object.fromEntries(changedKeys.map((key) => [key, before[key] ?? null])) as Partial<R>;
}
