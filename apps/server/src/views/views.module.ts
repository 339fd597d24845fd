import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { router } from '../kernel/trpc/trpc.ts';
import { viewTable } from './views.table.ts';

@Module({})
export class ViewsModule {}

export const views = feature({
  module: ViewsModule,
  kinds: { view: kind(viewTable, { resident: true }) },
  router: () => router({}),
});
