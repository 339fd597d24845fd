import { z } from 'zod';
import { audience, id } from '@crossflow/domain/record/command';
import * as inputs from '@crossflow/domain/tickets/inputs';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { TicketsService } from './tickets.service.ts';

const threadInput = z.strictObject({ ticketId: id });
const versionsInput = z.strictObject({ messageId: id });
const consequencesInput = z.strictObject({ ticketId: id, audience, history: z.enum(inputs.histories) });

export const ticketsRouter = (tickets: TicketsService) =>
  router({
    raise: memberProcedure.input(inputs.raiseInput).mutation(({ ctx, input }) => tickets.raise(ctx.caller, input)),
    reply: memberProcedure.input(inputs.replyInput).mutation(({ ctx, input }) => tickets.reply(ctx.caller, input)),
    note: memberProcedure.input(inputs.noteInput).mutation(({ ctx, input }) => tickets.note(ctx.caller, input)),
    edit: memberProcedure.input(inputs.editInput).mutation(({ ctx, input }) => tickets.edit(ctx.caller, input)),
    translate: memberProcedure
      .input(inputs.translateInput)
      .mutation(({ ctx, input }) => tickets.translate(ctx.caller, input)),
    react: memberProcedure.input(inputs.reactInput).mutation(({ ctx, input }) => tickets.react(ctx.caller, input)),
    unreact: memberProcedure
      .input(inputs.unreactInput)
      .mutation(({ ctx, input }) => tickets.unreact(ctx.caller, input)),
    ask: memberProcedure.input(inputs.askInput).mutation(({ ctx, input }) => tickets.ask(ctx.caller, input)),
    triage: memberProcedure.input(inputs.triageInput).mutation(({ ctx, input }) => tickets.triage(ctx.caller, input)),
    pass: memberProcedure.input(inputs.passInput).mutation(({ ctx, input }) => tickets.pass(ctx.caller, input)),
    accept: memberProcedure.input(inputs.acceptInput).mutation(({ ctx, input }) => tickets.accept(ctx.caller, input)),
    reject: memberProcedure.input(inputs.rejectInput).mutation(({ ctx, input }) => tickets.reject(ctx.caller, input)),
    resolve: memberProcedure
      .input(inputs.resolveInput)
      .mutation(({ ctx, input }) => tickets.resolve(ctx.caller, input)),
    close: memberProcedure.input(inputs.closeInput).mutation(({ ctx, input }) => tickets.close(ctx.caller, input)),
    cancel: memberProcedure.input(inputs.cancelInput).mutation(({ ctx, input }) => tickets.cancel(ctx.caller, input)),
    reopen: memberProcedure.input(inputs.reopenInput).mutation(({ ctx, input }) => tickets.reopen(ctx.caller, input)),
    assign: memberProcedure.input(inputs.assignInput).mutation(({ ctx, input }) => tickets.assign(ctx.caller, input)),
    amend: memberProcedure.input(inputs.amendInput).mutation(({ ctx, input }) => tickets.amend(ctx.caller, input)),
    askSeverity: memberProcedure
      .input(inputs.askSeverityInput)
      .mutation(({ ctx, input }) => tickets.askSeverity(ctx.caller, input)),
    consent: memberProcedure
      .input(inputs.consentInput)
      .mutation(({ ctx, input }) => tickets.consent(ctx.caller, input)),
    decline: memberProcedure
      .input(inputs.declineInput)
      .mutation(({ ctx, input }) => tickets.decline(ctx.caller, input)),
    watch: memberProcedure.input(inputs.watchInput).mutation(({ ctx, input }) => tickets.watch(ctx.caller, input)),
    merge: memberProcedure.input(inputs.mergeInput).mutation(({ ctx, input }) => tickets.merge(ctx.caller, input)),
    undo: memberProcedure.input(inputs.undoInput).mutation(({ ctx, input }) => tickets.undo(ctx.caller, input)),
    share: memberProcedure.input(inputs.shareInput).mutation(({ ctx, input }) => tickets.share(ctx.caller, input)),
    open: memberProcedure.input(inputs.openInput).mutation(({ ctx, input }) => tickets.open(ctx.caller, input)),
    thread: memberProcedure.input(threadInput).query(({ ctx, input }) => tickets.thread(ctx.caller, input.ticketId)),
    history: memberProcedure.input(threadInput).query(({ ctx, input }) => tickets.history(ctx.caller, input.ticketId)),
    versions: memberProcedure
      .input(versionsInput)
      .query(({ ctx, input }) => tickets.versions(ctx.caller, input.messageId)),
    opened: memberProcedure.query(({ ctx }) => tickets.opened(ctx.caller)),
    consequences: memberProcedure
      .input(consequencesInput)
      .query(({ ctx, input }) => tickets.consequences(ctx.caller, input)),
  });
