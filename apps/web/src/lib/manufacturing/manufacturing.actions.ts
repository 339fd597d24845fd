import {
  abortOperation,
  beginTesting,
  completeOperation,
  issueBatch,
  startOperation,
} from '@crossflow/domain/manufacturing/batch';
import type {
  Batch,
  Campaign,
  Censor,
  Operation,
  Reading,
  Update,
} from '@crossflow/domain/manufacturing/manufacturing';
import {
  planBatch,
  type PlanBatchInput,
  planCampaign,
  type PlanCampaignInput,
} from '@crossflow/domain/manufacturing/planning';
import { enterReadings, type EnterReadingsInput } from '@crossflow/domain/manufacturing/reading';
import { acknowledgeUpdate, postUpdate, type PostUpdateInput } from '@crossflow/domain/manufacturing/update';
import { calls } from '../kernel/calls.ts';
import { ReadingBook } from '../kernel/charts/reading-book.svelte.ts';
import { newId } from '../kernel/ids.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';
import { momentNow, operationsOf } from './manufacturing.live.ts';

type Without<Input> = Omit<Input, 'commandId'>;
const commandId = '';

/** Every act on campaigns and batches: predicted with the domain's own move, then sent. */
export const manufacturingActions = (live: Live) => ({
  planCampaign: (input: Without<PlanCampaignInput>): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.manufacturing.planCampaign.mutate({ commandId, ...input }),
      predict: () => planCampaign(live.actor, { commandId, ...input }, momentNow(live)),
      quiet: true,
    }),

  planBatch: (campaign: Campaign, input: Without<PlanBatchInput>): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.manufacturing.planBatch.mutate({ commandId, ...input }),
      predict: () => planBatch(campaign, live.actor, { commandId, ...input }, momentNow(live)),
      quiet: true,
    }),

  issue: (batch: Batch, masterRecord: string): Promise<Performed> => {
    const input = { batchId: batch.id, masterRecord };
    return live.perform({
      call: (commandId) => calls.manufacturing.issueBatch.mutate({ commandId, ...input }),
      predict: () => issueBatch(batch, live.actor, { commandId, ...input }),
    });
  },

  beginTesting: (batch: Batch): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.manufacturing.beginTesting.mutate({ commandId, batchId: batch.id }),
      predict: () => beginTesting(batch, live.actor),
    }),

  start: (batch: Batch, operation: Operation): Promise<Performed> =>
    live.perform({
      call: (commandId) =>
        calls.manufacturing.startOperation.mutate({ commandId, batchId: batch.id, operationId: operation.id }),
      predict: () => startOperation(batch, operationsOf(batch.id, live), operation, live.actor, momentNow(live)),
      offline: 'refuse',
    }),

  complete: (batch: Batch, operation: Operation): Promise<Performed> =>
    live.perform({
      call: (commandId) =>
        calls.manufacturing.completeOperation.mutate({ commandId, batchId: batch.id, operationId: operation.id }),
      predict: () => completeOperation(batch, operationsOf(batch.id, live), operation, live.actor, momentNow(live)),
      offline: 'refuse',
    }),

  abort: (batch: Batch, operation: Operation, reason: string): Promise<Performed> => {
    const input = { batchId: batch.id, operationId: operation.id, reason };
    return live.perform({
      call: (commandId) => calls.manufacturing.abortOperation.mutate({ commandId, ...input }),
      predict: () =>
        abortOperation(
          batch,
          operationsOf(batch.id, live),
          operation,
          live.actor,
          { commandId, ...input },
          momentNow(live),
        ),
    });
  },

  /** Photos are attached by the server; without any, an update waits for the connection like other writing. */
  post: (batch: Batch, operation: Operation | null, input: Without<PostUpdateInput>): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.manufacturing.postUpdate.mutate({ commandId, ...input }),
      predict: () => postUpdate(batch, operation, live.actor, { commandId, ...input }, momentNow(live)),
      offline: input.fileIds.length > 0 ? 'refuse' : 'queue',
    }),

  acknowledge: (batch: Batch, update: Update): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.manufacturing.acknowledgeUpdate.mutate({ commandId, updateId: update.id }),
      predict: () => acknowledgeUpdate(batch, update, live.actor, momentNow(live)),
      offline: 'queue',
    }),

  enter: (batch: Batch, operation: Operation, input: Without<EnterReadingsInput>): Promise<Performed> => {
    const series = live.where('series', 'operationId', operation.id);
    const book = ReadingBook.of(live);
    // The browser does not chain digests: the server's entry brings the true one.
    const standing = {
      series,
      readings: series.flatMap(({ id }) => book.readings(id)),
      digest: (before: string) => before,
    };
    return live.perform({
      call: (commandId) => calls.manufacturing.enterReadings.mutate({ commandId, ...input }),
      predict: () => enterReadings(batch, operation, live.actor, { commandId, ...input }, standing, momentNow(live)),
      offline: 'queue',
      quiet: true,
    });
  },

  /** Not predicted: a correction is shown once it is on the record. */
  correct: (reading: Reading, value: number, censor: Censor | null, reason: string): Promise<Performed> =>
    live.perform({
      call: (commandId) =>
        calls.manufacturing.correctReading.mutate({
          commandId,
          readingId: reading.id,
          correctionId: newId(),
          value,
          censor,
          reason,
        }),
      quiet: true,
    }),

  /** Never queued, never predicted: what leaves the company leaves it when the server says so. */
  share: (batch: Batch, audience: number, reason: string): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.manufacturing.shareBatch.mutate({ commandId, batchId: batch.id, audience, reason }),
      quiet: true,
    }),
});
