import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { linksRouter } from './links.router.ts';
import { followEnds, LinksService } from './links.service.ts';
import { linkTable } from './links.table.ts';

@Module({ providers: [LinksService], exports: [LinksService] })
export class LinksModule {}

export const links = feature({
  module: LinksModule,
  kinds: { link: kind(linkTable, { resident: true, removable: true }) },
  router: (get) => linksRouter(get(LinksService)),
  reactions: [followEnds],
});
