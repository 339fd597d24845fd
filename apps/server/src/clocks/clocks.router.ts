import { heldInput } from '@crossflow/domain/clocks/inputs';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { ClocksService } from './clocks.service.ts';

export const clocksRouter = (clocks: ClocksService) =>
  router({
    held: memberProcedure.input(heldInput).query(({ ctx, input }) => clocks.held(ctx.caller, input.month)),
  });
