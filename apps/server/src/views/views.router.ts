import { amendViewInput, removeViewInput, saveViewInput, shareViewInput } from '@crossflow/domain/views/inputs';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { ViewsService } from './views.service.ts';

export const viewsRouter = (views: ViewsService) =>
  router({
    save: memberProcedure.input(saveViewInput).mutation(({ ctx, input }) => views.save(ctx.caller, input)),
    amend: memberProcedure.input(amendViewInput).mutation(({ ctx, input }) => views.amend(ctx.caller, input)),
    share: memberProcedure.input(shareViewInput).mutation(({ ctx, input }) => views.share(ctx.caller, input)),
    remove: memberProcedure.input(removeViewInput).mutation(({ ctx, input }) => views.remove(ctx.caller, input)),
  });
