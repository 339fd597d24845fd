import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import type { File } from '@crossflow/domain/files/file';
import {
  abortOperation,
  type AbortOperationInput,
  beginTesting,
  type BeginTestingInput,
  completeOperation,
  issueBatch,
  type IssueBatchInput,
  type OperationInput,
  startOperation,
} from '@crossflow/domain/manufacturing/batch';
import {
  planBatch,
  type PlanBatchInput,
  planCampaign,
  type PlanCampaignInput,
} from '@crossflow/domain/manufacturing/planning';
import { shareBatch, type ShareBatchInput } from '@crossflow/domain/manufacturing/sharing';
import {
  acknowledgeUpdate,
  type AcknowledgeUpdateInput,
  postUpdate,
  type PostUpdateInput,
} from '@crossflow/domain/manufacturing/update';
import { fileTable } from '../kernel/files/file.table.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import type { Tx } from '../kernel/unit-of-work/tx.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { batchTable, operationTable, readingTable, seriesTable, updateTable } from './manufacturing.table.ts';

@Injectable()
export class ManufacturingService {
  readonly #work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.#work = work;
  }

  planCampaign(caller: Caller, input: PlanCampaignInput) {
    return this.#work.run(caller, input, async (tx) =>
      tx.record(planCampaign(tx.actor, input, await moment(tx)), input.campaignId),
    );
  }

  planBatch(caller: Caller, input: PlanBatchInput) {
    return this.#work.run(caller, input, async (tx) => {
      const campaign = await tx.load('campaign', input.campaignId);
      const outcome = planBatch(campaign, tx.actor, input, await moment(tx));
      const sameNumber = and(eq(batchTable.makerPartyId, tx.actor.partyId), eq(batchTable.number, input.number));
      if ((await tx.select(batchTable, sameNumber)).length > 0) throw new Refused('number-taken');
      return tx.record(outcome, input.batchId);
    });
  }

  issueBatch(caller: Caller, input: IssueBatchInput) {
    return this.#work.run(caller, input, async (tx) => {
      const batch = await tx.load('batch', input.batchId);
      return tx.record(issueBatch(batch, tx.actor, input), batch.id);
    });
  }

  beginTesting(caller: Caller, input: BeginTestingInput) {
    return this.#work.run(caller, input, async (tx) => {
      const batch = await tx.load('batch', input.batchId);
      return tx.record(beginTesting(batch, tx.actor), batch.id);
    });
  }

  startOperation(caller: Caller, input: OperationInput) {
    return this.#work.run(caller, input, async (tx) => {
      const { batch, operations, operation } = await atOperation(tx, input);
      return tx.record(startOperation(batch, operations, operation, tx.actor, { at: tx.now }), operation.id);
    });
  }

  completeOperation(caller: Caller, input: OperationInput) {
    return this.#work.run(caller, input, async (tx) => {
      const { batch, operations, operation } = await atOperation(tx, input);
      return tx.record(completeOperation(batch, operations, operation, tx.actor, { at: tx.now }), operation.id);
    });
  }

  abortOperation(caller: Caller, input: AbortOperationInput) {
    return this.#work.run(caller, input, async (tx) => {
      const { batch, operations, operation } = await atOperation(tx, input);
      return tx.record(abortOperation(batch, operations, operation, tx.actor, input, await moment(tx)), operation.id);
    });
  }

  postUpdate(caller: Caller, input: PostUpdateInput) {
    return this.#work.run(caller, input, async (tx) => {
      const batch = await tx.load('batch', input.batchId);
      const operation = input.operationId === null ? null : await tx.load('operation', input.operationId);
      const files = await tx.attach(input.fileIds, 'update', input.updateId, input.audience, batch.id);
      return tx.record(postUpdate(batch, operation, tx.actor, input, await moment(tx), files), input.updateId);
    });
  }

  acknowledgeUpdate(caller: Caller, input: AcknowledgeUpdateInput) {
    return this.#work.run(caller, input, async (tx) => {
      const update = await tx.load('update', input.updateId);
      const batch = await tx.load('batch', update.batchId);
      return tx.record(acknowledgeUpdate(batch, update, tx.actor, { at: tx.now }), update.id);
    });
  }

  shareBatch(caller: Caller, input: ShareBatchInput) {
    return this.#work.run(caller, input, async (tx) => {
      const batch = await tx.load('batch', input.batchId);
      const campaign = await tx.load('campaign', batch.campaignId);
      const parts = await partsOf(tx, batch.id);
      return tx.record(shareBatch(batch, campaign, parts, tx.actor, input, await moment(tx)), batch.id);
    });
  }

  /** The updates of a batch with their photos; a hidden batch and a missing one are refused in the same words. */
  updates(caller: Caller, batchId: string) {
    return this.#work.read(caller, async (tx) => {
      if ((await tx.find('batch', batchId)) === null) throw new Refused('not-found');
      const update = await tx.select(updateTable, eq(updateTable.batchId, batchId), asc(updateTable.postedAt));
      const ids = update.map(({ id }) => id);
      const attached = and(eq(fileTable.subjectKind, 'update'), inArray(fileTable.subjectId, ids));
      const file: readonly File[] =
        ids.length === 0 ? [] : await tx.select(fileTable, attached, asc(fileTable.uploadedAt), asc(fileTable.id));
      return { update, file };
    });
  }
}

async function moment(tx: Tx) {
  return { at: tx.now, parties: await tx.parties() };
}

// The batch is locked first, so that two operations of it cannot be moved at once.
async function atOperation(tx: Tx, { batchId, operationId }: Pick<OperationInput, 'batchId' | 'operationId'>) {
  const batch = await tx.load('batch', batchId);
  const operations = await tx.select(operationTable, eq(operationTable.batchId, batchId), asc(operationTable.order));
  const operation = operations.find(({ id }) => id === operationId);
  if (operation === undefined) throw new Refused('not-found');
  return { batch, operations, operation };
}

async function partsOf(tx: Tx, batchId: string) {
  const updates = await tx.select(updateTable, eq(updateTable.batchId, batchId));
  const files = [];
  for (const { id } of updates) files.push(...(await tx.filesOf('update', id)));
  return {
    operations: await tx.select(operationTable, eq(operationTable.batchId, batchId), asc(operationTable.order)),
    series: await tx.select(seriesTable, eq(seriesTable.batchId, batchId)),
    updates,
    readings: await tx.select(readingTable, eq(readingTable.batchId, batchId)),
    files,
  };
}
