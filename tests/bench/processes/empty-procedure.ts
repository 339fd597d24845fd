import { Module } from '@nestjs/common';
import type * as featuresSource from '../../../apps/server/src/features.ts';
import type * as featureSource from '../../../apps/server/src/kernel/feature.ts';
import type * as trpcSource from '../../../apps/server/src/kernel/trpc/trpc.ts';
import { built } from '../built.ts';
import { openApp } from '../databases.ts';
import { answerWith } from './answering.ts';

class Nothing {}
Module({})(Nothing);

const parts = {
  /** The whole product and one feature more: a procedure for members that does nothing. Gives the address. */
  async listen({ databaseUrl, dataDir }: { databaseUrl: string; dataDir: string }): Promise<string> {
    const { features } = await built<typeof featuresSource>('features');
    const { feature } = await built<typeof featureSource>('kernel/feature');
    const { memberProcedure, router } = await built<typeof trpcSource>('kernel/trpc/trpc');
    const bench = feature({
      module: Nothing,
      kinds: {},
      router: () => router({ empty: memberProcedure.query(() => null) }),
    });
    Object.assign(features, { bench });
    const app = await openApp(databaseUrl, dataDir);
    return `http://127.0.0.1:${await app.listen()}`;
  },
};
export type EmptyProcedureParts = typeof parts;

answerWith(parts);
