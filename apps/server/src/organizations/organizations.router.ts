import { calendarInput } from '@crossflow/domain/organizations/calendar';
import { saveProfileInput, setupInput } from '@crossflow/domain/organizations/inputs';
import { endMemberInput } from '@crossflow/domain/organizations/members';
import { memberProcedure, personProcedure, publicProcedure, router } from '../kernel/trpc/trpc.ts';
import type { OrganizationsService } from './organizations.service.ts';

export const organizationsRouter = (organizations: OrganizationsService) =>
  router({
    installation: publicProcedure.query(() => organizations.installation()),
    me: personProcedure.query(({ ctx }) => organizations.me(ctx.signedIn.personId)),
    saveProfile: personProcedure
      .input(saveProfileInput)
      .mutation(({ ctx, input }) => organizations.saveProfile(ctx.signedIn.personId, input)),
    endMember: memberProcedure
      .input(endMemberInput)
      .mutation(({ ctx, input }) => organizations.endMember(ctx.caller, input)),
    calendar: memberProcedure
      .input(calendarInput)
      .mutation(({ ctx, input }) => organizations.calendar(ctx.caller, input)),
    setup: publicProcedure.input(setupInput).mutation(({ input }) => organizations.setup(input)),
  });
