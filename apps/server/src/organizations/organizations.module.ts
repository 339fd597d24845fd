import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { organizationsRouter } from './organizations.router.ts';
import { OrganizationsService } from './organizations.service.ts';
import { memberTable, partyTable, programTable } from './organizations.table.ts';

@Module({ providers: [OrganizationsService], exports: [OrganizationsService] })
export class OrganizationsModule {}

export const organizations = feature({
  module: OrganizationsModule,
  kinds: {
    program: kind(programTable, { resident: true }),
    party: kind(partyTable, { resident: true }),
    member: kind(memberTable, { resident: true, within: { kind: 'party', column: 'partyId' } }),
  },
  router: (get) => organizationsRouter(get(OrganizationsService)),
});
