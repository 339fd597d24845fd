import { Module } from '@nestjs/common';
import { feature } from '../kernel/feature.ts';
import { BreachWatch } from './breach-watch.ts';
import { clocksRouter } from './clocks.router.ts';
import { ClocksService } from './clocks.service.ts';
import { keepTime } from './keep-time.ts';

@Module({ providers: [ClocksService, BreachWatch], exports: [ClocksService, BreachWatch] })
export class ClocksModule {}

export const clocks = feature({
  module: ClocksModule,
  kinds: {},
  router: (get) => clocksRouter(get(ClocksService)),
  completions: [keepTime],
});
