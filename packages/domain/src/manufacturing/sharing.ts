import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { type Audience, audienceRefusal, seatBit, sees } from '../access/audience.ts';
import { allow, type Refusal } from '../access/refusal.ts';
import { followChanges } from '../files/attach.ts';
import type { File } from '../files/file.ts';
import { type Change, changed, gone, type Outcome } from '../record/change.ts';
import { audience, command, id, line } from '../record/command.ts';
import type { Kind, Rows } from '../record/rows.ts';
import { batchRefusal, type Moment, toOthers } from './batch.ts';
import type { Batch, Campaign, Operation, Reading, Series, Update } from './manufacturing.ts';

export const shareBatchInput = command({ batchId: id, audience, reason: line(400) });
export type ShareBatchInput = z.infer<typeof shareBatchInput>;

/** Everything that belongs to a batch, and goes where it goes. */
export interface BatchParts {
  readonly operations: readonly Operation[];
  readonly series: readonly Series[];
  readonly updates: readonly Update[];
  readonly readings: readonly Reading[];
  readonly files: readonly File[];
}

/** How much a company gains or loses with a batch. */
export interface Consequences {
  readonly operations: number;
  readonly series: number;
  readonly readings: number;
  readonly updates: number;
  readonly files: number;
}

export function shareRefusal(
  batch: Batch,
  campaign: Pick<Campaign, 'audience'>,
  actor: Actor,
  next: Audience,
  parties: Moment['parties'],
): Refusal | null {
  return batchRefusal(batch, 'share', actor) ?? audienceRefusal(next, actor, parties, campaign.audience);
}

/**
 * Gives the batch and its parts another audience. Narrowing comes before widening, and takes with it what names a company that
 * leaves, so that one who comes later never reads its name. Readings follow their series; those that were corrected, and so have
 * entries of their own, by entries.
 */
export function shareBatch(
  batch: Batch,
  campaign: Pick<Campaign, 'audience'>,
  parts: BatchParts,
  actor: Actor,
  input: ShareBatchInput,
  { parties }: Moment,
): Outcome {
  allow(shareRefusal(batch, campaign, actor, input.audience, parties));
  const stays = (partyId: string): boolean =>
    parties.some((party) => party.id === partyId && sees(seatBit(party.seat), input.audience));
  const within = { within: batch.id, reason: null };
  const moved = (part: { audience: Audience }): Audience => partAudience(part.audience, batch.audience, input.audience);
  const changes: Change[] = [
    ...move(
      'batch',
      batch,
      input.audience,
      { within: null, reason: input.reason === '' ? null : input.reason },
      (row) => ({
        ...row,
        aliases: row.aliases.filter(({ partyId }) => stays(partyId)),
      }),
    ),
    ...parts.operations.flatMap((row) => move('operation', row, moved(row), within)),
    ...parts.series.flatMap((row) => move('series', row, moved(row), within)),
    ...parts.updates.flatMap((row) => [
      ...move('update', row, moved(row), within, (update) => ({
        ...update,
        acknowledgments: update.acknowledgments.filter(({ partyId }) => stays(partyId)),
      })),
      ...followChanges(parts.files, { kind: 'update', id: row.id, audience: moved(row), within: batch.id }),
    ]),
  ];
  const gained = input.audience & ~batch.audience;
  const [told, untold] = [parts.readings.filter(isCorrected), parts.readings.filter((row) => !isCorrected(row))];
  changes.push(...told.flatMap((row) => move('reading', row, moved(row), within)));
  const rows = untold
    .filter((row) => moved(row) !== row.audience)
    .map((row) => ({ ...row, audience: moved(row), version: row.version + 1 }));
  return {
    changes,
    bulk: rows.length === 0 ? [] : [{ kind: 'reading', rows }],
    notices: gained === 0 ? [] : toOthers({ id: batch.id, audience: gained }, 'shared', actor, parties),
  };
}

/** What of a batch is open to an audience that it is shared with as a whole. */
export function consequences(batch: Batch, parts: Omit<BatchParts, 'readings'>): Consequences {
  const follows = (row: { audience: Audience }): boolean => row.audience === batch.audience;
  const updates = parts.updates.filter(follows);
  const shown = new Set(updates.map((update) => update.id));
  const series = parts.series.filter(follows);
  return {
    operations: parts.operations.filter(follows).length,
    series: series.length,
    readings: series.reduce((sum, { count }) => sum + count, 0),
    updates: updates.length,
    files: parts.files.filter(({ subjectId }) => subjectId !== null && shown.has(subjectId)).length,
  };
}

const isCorrected = ({ supersedes, supersededBy }: Reading): boolean => supersedes !== null || supersededBy !== null;

/** A part as wide as its batch goes with it; a narrower one is only ever narrowed further. */
function partAudience(part: Audience, before: Audience, next: Audience): Audience {
  return part === before ? next : part & next;
}

function move<K extends Kind>(
  kind: K,
  row: Rows[K],
  next: Audience,
  told: { readonly within: string | null; readonly reason: string | null },
  cleaned: (row: Rows[K]) => Rows[K] = (same) => same,
): Change[] {
  const changes: Change[] = [];
  const kept = row.audience & next;
  let present = row;
  if (kept !== row.audience) {
    const narrowed = changed(kind, 'narrowed', row, { ...cleaned(row), audience: kept }, told);
    changes.push(narrowed, gone(kind, row, row.audience & ~next, { within: told.within }));
    present = { ...cleaned(row), audience: kept, version: row.version + 1 };
  }
  if (kept !== next) changes.push(changed(kind, 'widened', present, { ...present, audience: next }, told));
  return changes;
}
