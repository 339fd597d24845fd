import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';

export const version = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** /healthz: the process answers. /readyz: it can also reach its database. /version: what runs. */
export function healthRoutes(fastify: FastifyInstance, database: Database): void {
  fastify.get('/healthz', () => ({ ok: true }));
  fastify.get('/version', () => ({ version }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      await database.ping();
      return { ok: true };
    } catch {
      return reply.status(503).send({ ok: false, database: 'unreachable' });
    }
  });
}
