import path from 'node:path';
import { SPONSOR } from './cast.ts';
import { startChild } from './child.ts';
import type { Figure } from './figure.ts';
import { requestsPerSecond } from './http-rate.ts';
import type { EmptyProcedureParts } from './processes/empty-procedure.ts';
import { seatOf } from './product.ts';
import type { BareTrpcParts } from './yardsticks/bare-trpc.ts';

const REQUESTS = 12_000;
const PATH = '/trpc/bench.empty';

export const emptyCall: Figure = {
  ...{ id: 'P7', group: 'speed', unit: 'requests/s', rounds: 7 },
  title: 'a procedure for members that does nothing, 32 connections, beside bare Nest and tRPC',
  gate: { least: 0.8, of: 'ratio' },
  async measure(stage) {
    const databaseUrl = await (await stage.databases()).fresh();
    const product = await startChild<EmptyProcedureParts>('./processes/empty-procedure.ts');
    stage.after(() => product.end());
    const origin = await product.ask('listen', { databaseUrl, dataDir: path.join(stage.directory, 'empty') });
    const bare = await startChild<BareTrpcParts>('./yardsticks/bare-trpc.ts');
    stage.after(() => bare.end());
    const bareOrigin = await bare.ask('listen');
    const { cookie, memberId } = await seatOf(origin, SPONSOR);
    const headers = { cookie, 'x-crossflow-member': memberId };
    // Both compile what they run first.
    await requestsPerSecond(origin, PATH, headers, REQUESTS / 4);
    await requestsPerSecond(bareOrigin, PATH, headers, REQUESTS / 4);
    return async () => ({
      value: await requestsPerSecond(origin, PATH, headers, REQUESTS),
      yardstick: await requestsPerSecond(bareOrigin, PATH, headers, REQUESTS),
    });
  },
};
