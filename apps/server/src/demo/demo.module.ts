import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../kernel/config/config.ts';
import { feature } from '../kernel/feature.ts';
import { publicProcedure, router } from '../kernel/trpc/trpc.ts';
import { demoCast } from './cast.ts';

const demoRouter = (config: Config) =>
  router({
    /** Who can be tried on the sign-in page; nobody outside the demo world. */
    cast: publicProcedure.query(() => (config.DEMO ? demoCast() : [])),
  });

@Module({})
export class DemoModule {}

export const demo = feature({ module: DemoModule, kinds: {}, router: (get) => demoRouter(get<Config>(CONFIG)) });
