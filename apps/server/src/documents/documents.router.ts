import {
  acknowledgeInput,
  addDocumentInput,
  addVersionInput,
  approveInput,
  makeEffectiveInput,
  retitleInput,
  reviewInput,
  shareDocumentInput,
  shareVersionInput,
  submitInput,
  withdrawInput,
} from '@crossflow/domain/documents/inputs';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { DocumentsService } from './documents.service.ts';

export const documentsRouter = (documents: DocumentsService) =>
  router({
    add: memberProcedure.input(addDocumentInput).mutation(({ ctx, input }) => documents.add(ctx.caller, input)),
    addVersion: memberProcedure
      .input(addVersionInput)
      .mutation(({ ctx, input }) => documents.addVersion(ctx.caller, input)),
    retitle: memberProcedure.input(retitleInput).mutation(({ ctx, input }) => documents.retitle(ctx.caller, input)),
    submit: memberProcedure.input(submitInput).mutation(({ ctx, input }) => documents.submit(ctx.caller, input)),
    review: memberProcedure.input(reviewInput).mutation(({ ctx, input }) => documents.review(ctx.caller, input)),
    approve: memberProcedure.input(approveInput).mutation(({ ctx, input }) => documents.approve(ctx.caller, input)),
    makeEffective: memberProcedure
      .input(makeEffectiveInput)
      .mutation(({ ctx, input }) => documents.makeEffective(ctx.caller, input)),
    withdraw: memberProcedure.input(withdrawInput).mutation(({ ctx, input }) => documents.withdraw(ctx.caller, input)),
    acknowledge: memberProcedure
      .input(acknowledgeInput)
      .mutation(({ ctx, input }) => documents.acknowledge(ctx.caller, input)),
    share: memberProcedure.input(shareDocumentInput).mutation(({ ctx, input }) => documents.share(ctx.caller, input)),
    shareVersion: memberProcedure
      .input(shareVersionInput)
      .mutation(({ ctx, input }) => documents.shareVersion(ctx.caller, input)),
  });
