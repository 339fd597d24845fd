import type { Type } from '@nestjs/common';
import { features } from './features.ts';
import { router } from './kernel/trpc/trpc.ts';

type Routers = { [Name in keyof typeof features]: ReturnType<(typeof features)[Name]['router']> };

/** All procedures, by feature. */
export function createRouter(get: <T>(token: Type<T> | symbol) => T) {
  const routers = Object.fromEntries(Object.entries(features).map(([name, feature]) => [name, feature.router(get)]));
  return router(routers as Routers);
}

export type AppRouter = ReturnType<typeof createRouter>;
