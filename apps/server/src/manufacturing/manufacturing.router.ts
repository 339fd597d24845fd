import { z } from 'zod';
import * as moves from '@crossflow/domain/manufacturing/batch';
import * as planning from '@crossflow/domain/manufacturing/planning';
import { correctReadingInput, enterReadingsInput } from '@crossflow/domain/manufacturing/reading';
import { shareBatchInput } from '@crossflow/domain/manufacturing/sharing';
import { acknowledgeUpdateInput, postUpdateInput } from '@crossflow/domain/manufacturing/update';
import { id } from '@crossflow/domain/record/command';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { ManufacturingService } from './manufacturing.service.ts';
import type { ReadingsService } from './readings.service.ts';

const updatesInput = z.strictObject({ batchId: id });
const readingsInput = z.strictObject({ seriesIds: z.array(id).max(60) });

export const manufacturingRouter = (batches: ManufacturingService, readings: ReadingsService) =>
  router({
    planCampaign: memberProcedure
      .input(planning.planCampaignInput)
      .mutation(({ ctx, input }) => batches.planCampaign(ctx.caller, input)),
    planBatch: memberProcedure
      .input(planning.planBatchInput)
      .mutation(({ ctx, input }) => batches.planBatch(ctx.caller, input)),
    issueBatch: memberProcedure
      .input(moves.issueBatchInput)
      .mutation(({ ctx, input }) => batches.issueBatch(ctx.caller, input)),
    beginTesting: memberProcedure
      .input(moves.beginTestingInput)
      .mutation(({ ctx, input }) => batches.beginTesting(ctx.caller, input)),
    startOperation: memberProcedure
      .input(moves.operationInput)
      .mutation(({ ctx, input }) => batches.startOperation(ctx.caller, input)),
    completeOperation: memberProcedure
      .input(moves.operationInput)
      .mutation(({ ctx, input }) => batches.completeOperation(ctx.caller, input)),
    abortOperation: memberProcedure
      .input(moves.abortOperationInput)
      .mutation(({ ctx, input }) => batches.abortOperation(ctx.caller, input)),
    shareBatch: memberProcedure
      .input(shareBatchInput)
      .mutation(({ ctx, input }) => batches.shareBatch(ctx.caller, input)),
    postUpdate: memberProcedure
      .input(postUpdateInput)
      .mutation(({ ctx, input }) => batches.postUpdate(ctx.caller, input)),
    acknowledgeUpdate: memberProcedure
      .input(acknowledgeUpdateInput)
      .mutation(({ ctx, input }) => batches.acknowledgeUpdate(ctx.caller, input)),
    enterReadings: memberProcedure
      .input(enterReadingsInput)
      .mutation(({ ctx, input }) => readings.enter(ctx.caller, input)),
    correctReading: memberProcedure
      .input(correctReadingInput)
      .mutation(({ ctx, input }) => readings.correct(ctx.caller, input)),
    updates: memberProcedure.input(updatesInput).query(({ ctx, input }) => batches.updates(ctx.caller, input.batchId)),
    readings: memberProcedure
      .input(readingsInput)
      .query(({ ctx, input }) => readings.ofSeries(ctx.caller, input.seriesIds)),
  });
