import { linkInput, unlinkInput } from '@crossflow/domain/links/inputs';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { LinksService } from './links.service.ts';

export const linksRouter = (links: LinksService) =>
  router({
    link: memberProcedure.input(linkInput).mutation(({ ctx, input }) => links.link(ctx.caller, input)),
    unlink: memberProcedure.input(unlinkInput).mutation(({ ctx, input }) => links.unlink(ctx.caller, input)),
  });
