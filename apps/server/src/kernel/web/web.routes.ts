import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR = 'public, max-age=31536000, immutable';

export interface Web {
  readonly root: string;
  /** As it stands in a URL, from the root. */
  readonly files: ReadonlySet<string>;
  /** The one page. */
  readonly html: string;
}

/** The built web application, if it is built; beside it only the API answers. */
export async function readWeb(): Promise<Web | null> {
  const root = fileURLToPath(new URL('../../../../web/build', import.meta.url));
  const page = join(root, 'index.html');
  if (!existsSync(page)) return null;
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  return { root, files: new Set(files), html: await readFile(page, 'utf8') };
}

/** Static files with their precompressed twins; every other path that asks for a page gets the one page. */
export async function webRoutes(fastify: FastifyInstance, { root, files, html }: Web): Promise<void> {
  await fastify.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    index: false,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes('/_app/immutable/') ? YEAR : 'no-cache');
    },
  });
  fastify.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*'];
    if (files.has(path)) return reply.sendFile(path);
    if (!request.headers.accept?.includes('text/html'))
      return reply.status(404).send({ reason: 'not-found', requestId: request.id });
    return reply.header('cache-control', 'no-cache').type('text/html').send(html);
  });
}
