import { type Actor, roleRefusal } from '../access/actor.ts';
import { allow, type Refusal } from '../access/refusal.ts';
import { created, type Outcome } from './change.ts';
import type { Row } from './rows.ts';

/** That a company took along all that it may see. Its own row: nobody else hears of it. */
export interface Export extends Row {
  readonly partyId: string;
  readonly takenBy: string;
  readonly takenAt: string;
}

export interface RecordRows {
  export: Export;
}

/** Why this actor may not take everything that the company may see in a program, or null: its leads alone, with their own eyes. */
export const exportRefusal = (actor: Pick<Actor, 'role' | 'readOnly'>): Refusal | null => roleRefusal(actor, ['lead']);

/** Recorded before the first byte is given: one that breaks off stands in the record, too. */
export function takeExport(id: string, actor: Actor, at: string): Outcome {
  allow(exportRefusal(actor));
  const { programId, partyId, memberId, seat } = actor;
  const taken: Export = { id, programId, audience: seat, version: 1, partyId, takenBy: memberId, takenAt: at };
  return { changes: [created('export', 'taken', taken)], notices: [] };
}
