import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import fastifyCompress from '@fastify/compress';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { id } from '@crossflow/domain/record/command';
import { features } from './features.ts';
import { AUTH, type Auth } from './kernel/auth/auth.ts';
import { authRoutes } from './kernel/auth/auth.routes.ts';
import { Sessions } from './kernel/auth/sessions.ts';
import type { Clock } from './kernel/clock.ts';
import type { Config } from './kernel/config/config.ts';
import type { Secrets } from './kernel/config/secrets.ts';
import type { Database } from './kernel/database/database.ts';
import { ContentStore } from './kernel/files/content-store.ts';
import { fileRoutes } from './kernel/files/files.routes.ts';
import { Uploads } from './kernel/files/uploads.ts';
import { Gateway } from './kernel/gateway/gateway.ts';
import { healthRoutes } from './kernel/health/health.routes.ts';
import { serveMetrics } from './kernel/health/metrics.ts';
import { KernelModule } from './kernel/kernel.module.ts';
import type { Log } from './kernel/log/log.ts';
import { exportRoutes } from './kernel/sync/export.routes.ts';
import { lensOf, sendProblem } from './kernel/sync/request.ts';
import { syncRoutes } from './kernel/sync/sync.routes.ts';
import type { Context } from './kernel/trpc/trpc.ts';
import { Kinds } from './kernel/unit-of-work/kinds.ts';
import { UnitOfWork } from './kernel/unit-of-work/unit-of-work.ts';
import { securityHeaders } from './kernel/web/headers.ts';
import { readWeb, unreadable, webRoutes } from './kernel/web/web.routes.ts';
import { PersonalStream } from './kernel/personal/personal-stream.ts';
import { createRouter } from './router.ts';

const IDLE_LOOK_MILLISECONDS = 100;
const LARGEST_BODY = 1_048_576;
/** Not in the list that the plugin has by itself: lines of JSON would leave as they are. */
const PACKED = /^application\/x-ndjson/;

@Module({})
class AppModule {}

/** There are no controllers: every route is a plain one, and its errors are answered by `sendProblem` alone. */
class Adapter extends FastifyAdapter {
  override setErrorHandler(): never {
    return this.getInstance() as never;
  }
}

export interface AppParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}
export interface App {
  get<T>(token: Type<T> | symbol): T;
  /** Every plain route, as `GET /path`. */
  readonly routes: readonly string[];
  /** Listens and goes live; gives the port. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

/** The whole server on a migrated database: web, API and sockets on one port. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, database, log } = parts;
  const list = Object.values(features);
  const fastify = new Adapter({
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: unreadable,
    genReqId: () => `req_${randomUUID().slice(-10)}`,
    loggerInstance: log,
  });
  const imports = [KernelModule.with({ ...parts, features: list }), ...list.map(({ module }) => module)];
  const nest = await NestFactory.create<NestFastifyApplication>({ module: AppModule, imports }, fastify as never, {
    logger: false,
    abortOnError: false,
  });
  const get = <T>(token: Type<T> | symbol): T => nest.get<T>(token, { strict: false });
  const instance = nest.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const routes: string[] = [];
  instance.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((one) => `${one} ${url}`)));
  await addRoutes(instance, parts, get);
  const gateway = get(Gateway);
  const metrics = config.METRICS_PORT === undefined ? null : serveMetrics(instance, config.HOST, config.METRICS_PORT);
  return {
    get,
    routes,
    async listen() {
      await nest.init();
      await gateway.start(nest.getHttpServer() as HttpServer, config.REDIS_URL);
      await nest.listen(config.PORT, config.HOST);
      const address = (nest.getHttpServer() as HttpServer).address();
      return typeof address === 'object' && address !== null ? address.port : config.PORT;
    },
    async close() {
      metrics?.close();
      await gateway.stop();
      // Those that were busy as the server began to close go idle later, and clients keep them for over a minute.
      const idle = setInterval(
        () => (nest.getHttpServer() as HttpServer).closeIdleConnections(),
        IDLE_LOOK_MILLISECONDS,
      );
      await nest.close().finally(() => clearInterval(idle));
      await database.close();
    },
  };
}

async function addRoutes(
  fastify: FastifyInstance,
  { config, database }: AppParts,
  get: <T>(token: Type<T> | symbol) => T,
): Promise<void> {
  const web = await readWeb();
  securityHeaders(fastify, web?.html ?? '', config.APP_URL?.startsWith('https:') ?? false);
  fastify.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  await fastify.register(fastifyCompress, { global: false, customTypes: PACKED });
  const sessions = get(Sessions);
  const createContext = async ({ req }: { req: FastifyRequest }): Promise<Context> => ({
    requestId: req.id,
    signedIn: await sessions.find(req.headers.cookie),
    verify: () => sessions.verify(req.headers.cookie),
    memberId: uuidOf(req.headers['x-crossflow-member']),
    lens: () => lensOf(req.headers['x-crossflow-lens']),
  });
  const onError = ({ error, ctx }: { error: Error & { code: string }; ctx: Context | undefined }) => {
    if (error.code === 'INTERNAL_SERVER_ERROR')
      fastify.log.error({ error: error.cause ?? error, requestId: ctx?.requestId }, 'procedure');
  };
  await fastify.register(
    fastifyTRPCPlugin as never,
    { prefix: '/trpc', trpcOptions: { router: createRouter(get), createContext, onError } } as never,
  );
  authRoutes(fastify, get<Auth>(AUTH));
  healthRoutes(fastify, database);
  const behindTheWall = { sessions, work: get(UnitOfWork), kinds: get(Kinds), content: get(ContentStore) };
  syncRoutes(fastify, { ...behindTheWall, reads: get(PersonalStream) });
  exportRoutes(fastify, behindTheWall);
  fileRoutes(fastify, { ...behindTheWall, uploads: get(Uploads) });
  if (web !== null) await webRoutes(fastify, web);
}

function uuidOf(header: string | string[] | undefined): string | null {
  const parsed = id.safeParse(header);
  return parsed.success ? parsed.data : null;
}
