import type { Entry } from '@crossflow/domain/record/entry';
import type { Kind } from '@crossflow/domain/record/rows';

/** An entry as the database gives it. */
export type EntryRow = Record<string, unknown> & {
  readonly id: string;
  readonly program_id: string;
  readonly audience: number;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly party_id: string | null;
  readonly verb: string;
  readonly kind: Kind;
  readonly subject_id: string;
  readonly within: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly reason: string | null;
  readonly command_id: string | null;
};

const FIELDS = [
  'id',
  'program_id',
  'audience',
  'at',
  'actor_id',
  'party_id',
  'verb',
  'kind',
  'subject_id',
  'within',
  'before',
  'after',
  'reason',
  'command_id',
];
export const entryFields = (table: string) => FIELDS.map((field) => `${table}.${field}`).join(', ');

export function toEntry(row: EntryRow): Entry {
  return {
    id: row.id,
    programId: row.program_id,
    audience: row.audience,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    partyId: row.party_id,
    verb: row.verb,
    kind: row.kind,
    subjectId: row.subject_id,
    within: row.within,
    before: row.before,
    after: row.after,
    reason: row.reason,
    commandId: row.command_id,
  };
}
