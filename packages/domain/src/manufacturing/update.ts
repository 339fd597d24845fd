import { z } from 'zod';
import { type Actor, roleRefusal } from '../access/actor.ts';
import { audienceRefusal } from '../access/audience.ts';
import { allow, type Refusal, Refused } from '../access/refusal.ts';
import { changed, created, type Change, type Outcome } from '../record/change.ts';
import { audience, command, id, requiredText } from '../record/command.ts';
import { batchRefusal, type Moment, toOthers } from './batch.ts';
import type { Batch, Operation, Update } from './manufacturing.ts';

export const postUpdateInput = command({
  updateId: id,
  batchId: id,
  operationId: id.nullable(),
  text: requiredText(4000),
  fileIds: z.array(id).max(12),
  audience,
});
export const acknowledgeUpdateInput = command({ updateId: id });
export type PostUpdateInput = z.infer<typeof postUpdateInput>;
export type AcknowledgeUpdateInput = z.infer<typeof acknowledgeUpdateInput>;

/** `files` are the changes that attach the photos to the update. */
export function postUpdate(
  batch: Batch,
  operation: Operation | null,
  actor: Actor,
  input: PostUpdateInput,
  { at, parties }: Moment,
  files: readonly Change[] = [],
): Outcome {
  allow(batchRefusal(batch, 'post', actor));
  allow(audienceRefusal(input.audience, actor, parties, batch.audience));
  if (operation !== null && operation.batchId !== batch.id) throw new Refused('not-found');
  const update: Update = {
    id: input.updateId,
    programId: batch.programId,
    audience: input.audience,
    version: 1,
    batchId: batch.id,
    operationId: operation?.id ?? null,
    text: input.text,
    postedBy: actor.memberId,
    postedAt: at,
    acknowledgments: [],
  };
  return {
    changes: [created('update', 'posted', update, { within: batch.id }), ...files],
    notices: toOthers({ id: batch.id, audience: update.audience }, 'update', actor, parties),
  };
}

/** Another company's writer says that it has seen the update: once for each company. */
export function acknowledgeRefusal(batch: Pick<Batch, 'makerPartyId'>, update: Update, actor: Actor): Refusal | null {
  if (batch.makerPartyId === actor.partyId) return 'own-update';
  const role = roleRefusal(actor);
  if (role !== null) return role;
  return update.acknowledgments.some(({ partyId }) => partyId === actor.partyId) ? 'already-acknowledged' : null;
}

export function acknowledgeUpdate(batch: Batch, update: Update, actor: Actor, { at }: Pick<Moment, 'at'>): Outcome {
  allow(acknowledgeRefusal(batch, update, actor));
  const acknowledgment = { memberId: actor.memberId, partyId: actor.partyId, at };
  const next: Update = { ...update, acknowledgments: [...update.acknowledgments, acknowledgment] };
  return { changes: [changed('update', 'acknowledged', update, next, { within: batch.id })], notices: [] };
}
