import { type z } from 'zod';
import { type Actor, type ProgramRole, roleRefusal, writers } from '../access/actor.ts';
import { seatBit, sees } from '../access/audience.ts';
import { allow, type Refusal } from '../access/refusal.ts';
import type { Party } from '../organizations/organization.ts';
import { changed, type Notice, type NoticeReason, type Outcome } from '../record/change.ts';
import { command, id, requiredLine } from '../record/command.ts';
import { CULTURE } from '../reference/batch-process.ts';
import { type Batch, type BatchState, type Operation, type OperationState } from './manufacturing.ts';

export const issueBatchInput = command({ batchId: id, masterRecord: requiredLine(40) });
export const beginTestingInput = command({ batchId: id });
export const operationInput = command({ batchId: id, operationId: id });
export const abortOperationInput = command({ batchId: id, operationId: id, reason: requiredLine(400) });

export type IssueBatchInput = z.infer<typeof issueBatchInput>;
export type BeginTestingInput = z.infer<typeof beginTestingInput>;
export type OperationInput = z.infer<typeof operationInput>;
export type AbortOperationInput = z.infer<typeof abortOperationInput>;

export interface Moment {
  readonly at: string;
  /** The parties that the actor knows of. */
  readonly parties: readonly Party[];
}

const anyState: readonly BatchState[] = ['planned', 'issued', 'in-process', 'manufactured', 'testing'];

/** Each move of a batch: the states it starts from and the roles that may. All are the maker's alone. */
const batchMoves = {
  issue: { from: ['planned'], roles: ['lead', 'quality'] },
  operate: { from: ['issued', 'in-process'], roles: writers },
  'begin-testing': { from: ['manufactured'], roles: writers },
  enter: { from: ['in-process', 'manufactured', 'testing'], roles: writers },
  post: { from: anyState, roles: writers },
  share: { from: anyState, roles: writers },
} as const satisfies Record<string, { from: readonly BatchState[]; roles: readonly ProgramRole[] }>;
export type BatchMove = keyof typeof batchMoves;

const operationMoves = {
  start: { from: ['planned'] },
  complete: { from: ['running'] },
  abort: { from: ['running'] },
} as const satisfies Record<string, { from: readonly OperationState[] }>;
export type OperationMove = keyof typeof operationMoves;

/** Why the move is refused, or null. The button shows it, the service throws it. */
export function batchRefusal(
  batch: Pick<Batch, 'makerPartyId' | 'state'>,
  move: BatchMove,
  actor: Actor,
): Refusal | null {
  const { from, roles } = batchMoves[move];
  if (batch.makerPartyId !== actor.partyId) return 'not-your-company';
  const role = roleRefusal(actor, roles);
  if (role !== null) return role;
  return (from as readonly BatchState[]).includes(batch.state) ? null : 'not-in-this-state';
}

/** As `batchRefusal`, for one operation among all of its batch: they run one at a time, in the order of the recipe. */
export function operationRefusal(
  batch: Pick<Batch, 'makerPartyId' | 'state'>,
  operations: readonly Operation[],
  operation: Operation,
  move: OperationMove,
  actor: Actor,
): Refusal | null {
  const refusal = batchRefusal(batch, 'operate', actor);
  if (refusal !== null) return refusal;
  if (!(operationMoves[move].from as readonly OperationState[]).includes(operation.state)) return 'not-in-this-state';
  if (move !== 'start') return null;
  if (operations.some(({ state }) => state === 'running')) return 'another-operation-runs';
  const before = operations.filter(({ order }) => order < operation.order);
  return before.every(({ state }) => state === 'completed') ? null : 'earlier-operation-open';
}

export function issueBatch(batch: Batch, actor: Actor, input: IssueBatchInput): Outcome {
  allow(batchRefusal(batch, 'issue', actor));
  const next: Batch = { ...batch, state: 'issued', masterRecord: input.masterRecord };
  return { changes: [changed('batch', 'issued', batch, next)], notices: [] };
}

export function beginTesting(batch: Batch, actor: Actor): Outcome {
  allow(batchRefusal(batch, 'begin-testing', actor));
  return { changes: [changed('batch', 'testing-begun', batch, { ...batch, state: 'testing' })], notices: [] };
}

/** The first start of a batch takes it into process; starting the culture sets day 0. */
export function startOperation(
  batch: Batch,
  operations: readonly Operation[],
  operation: Operation,
  actor: Actor,
  { at }: Pick<Moment, 'at'>,
): Outcome {
  allow(operationRefusal(batch, operations, operation, 'start', actor));
  const next: Operation = { ...operation, state: 'running', startedAt: at, startedBy: actor.memberId };
  const moved: Batch = {
    ...batch,
    state: 'in-process',
    startedAt: batch.startedAt ?? at,
    dayZeroAt: operation.code === CULTURE ? at : batch.dayZeroAt,
  };
  const batchMoved = batch.state !== moved.state || batch.dayZeroAt !== moved.dayZeroAt;
  return {
    changes: [
      changed('operation', 'started', operation, next, { within: batch.id }),
      ...(batchMoved ? [changed('batch', batch.state === 'issued' ? 'begun' : 'inoculated', batch, moved)] : []),
    ],
    notices: [],
  };
}

/** Completing the last operation ends the manufacture of the batch. */
export function completeOperation(
  batch: Batch,
  operations: readonly Operation[],
  operation: Operation,
  actor: Actor,
  { at }: Pick<Moment, 'at'>,
): Outcome {
  allow(operationRefusal(batch, operations, operation, 'complete', actor));
  const next: Operation = { ...operation, state: 'completed', endedAt: at, endedBy: actor.memberId };
  const last = operations.every(({ order }) => order <= operation.order);
  const ended: Batch = { ...batch, state: 'manufactured', endedAt: at };
  return {
    changes: [
      changed('operation', 'completed', operation, next, { within: batch.id }),
      ...(last ? [changed('batch', 'manufactured', batch, ended)] : []),
    ],
    notices: [],
  };
}

export function abortOperation(
  batch: Batch,
  operations: readonly Operation[],
  operation: Operation,
  actor: Actor,
  input: AbortOperationInput,
  { at, parties }: Moment,
): Outcome {
  allow(operationRefusal(batch, operations, operation, 'abort', actor));
  const next: Operation = { ...operation, state: 'aborted', endedAt: at, endedBy: actor.memberId };
  const told = { within: batch.id, reason: input.reason };
  return {
    changes: [changed('operation', 'aborted', operation, next, told)],
    notices: toOthers(batch, 'update', actor, parties),
  };
}

/** A notice to every other company that sees the batch. */
export function toOthers(
  batch: Pick<Batch, 'id' | 'audience'>,
  reason: NoticeReason,
  actor: Actor,
  parties: readonly Party[],
): Notice[] {
  const partyIds = parties
    .filter((party) => party.id !== actor.partyId && sees(seatBit(party.seat), batch.audience))
    .map((party) => party.id);
  return partyIds.length === 0 ? [] : [{ reason, to: { partyIds }, kind: 'batch', subjectId: batch.id }];
}
