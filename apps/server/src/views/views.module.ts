import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { viewsRouter } from './views.router.ts';
import { ViewsService } from './views.service.ts';
import { viewTable } from './views.table.ts';

@Module({ providers: [ViewsService], exports: [ViewsService] })
export class ViewsModule {}

export const views = feature({
  module: ViewsModule,
  kinds: { view: kind(viewTable, { resident: true, removable: true }) },
  router: (get) => viewsRouter(get(ViewsService)),
});
