import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR = 'public, max-age=31536000, immutable';

/** The built web application, if it is built; beside it only the API answers. */
export async function readWeb(): Promise<{ root: string; html: string } | null> {
  const root = fileURLToPath(new URL('../../../../web/build', import.meta.url));
  const page = join(root, 'index.html');
  return existsSync(page) ? { root, html: await readFile(page, 'utf8') } : null;
}

/** Static files with their precompressed twins; every other path that asks for a page gets the one page. */
export async function webRoutes(
  fastify: FastifyInstance,
  { root, html }: { root: string; html: string },
): Promise<void> {
  await fastify.register(fastifyStatic, {
    root,
    preCompressed: true,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes('/_app/immutable/') ? YEAR : 'no-cache');
    },
  });
  fastify.get('/*', async (request, reply) => {
    if (!request.headers.accept?.includes('text/html'))
      return reply.status(404).send({ reason: 'not-found', requestId: request.id });
    return reply.header('cache-control', 'no-cache').type('text/html').send(html);
  });
}
