import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../sync/request.ts';

const YEAR = 'public, max-age=31536000, immutable';

export interface Web {
  readonly root: string;
  /** As it stands in a URL, from the root. */
  readonly files: ReadonlySet<string>;
  /** The one page. */
  readonly html: string;
  /** The same with what the page at an address needs besides. */
  readonly pages: readonly { readonly at: RegExp; readonly html: string }[];
}

interface PageFiles {
  readonly path: string;
  readonly scripts: readonly string[];
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
  const html = await readFile(page, 'utf8');
  const pages = JSON.parse(await readFile(join(root, 'pages.json'), 'utf8')) as PageFiles[];
  return {
    ...{ root, html, files: new Set(files) },
    pages: pages.map((one) => ({ at: new RegExp(one.path), html: withFiles(html, one) })),
  };
}

/** The one page, with the files that the page at an address will ask for: they come while the first are still being read. */
function withFiles(html: string, { scripts }: PageFiles): string {
  const links = scripts.map((file) => `<link rel="modulepreload" href="/${file}" />`);
  return html.replace('</head>', `${links.join('')}</head>`);
}

/** An address that cannot be read, such as /%zz: a person is led to the page that says so, a program is refused as ever. */
export function unreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const isPage = error.code === 'FST_ERR_BAD_URL' && request.headers.accept?.includes('text/html') === true;
  // Of this origin, whatever stands at the beginning.
  if (isPage) void reply.redirect(`/${request.url.replace(/^[/\\]+/, '').replaceAll('%', '%25')}`);
  else sendProblem(error, request, reply);
}

/** Static files with their precompressed twins; every other path that asks for a page gets the one page. */
export async function webRoutes(fastify: FastifyInstance, { root, files, html, pages }: Web): Promise<void> {
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
    const page = pages.find(({ at }) => at.test(`/${path}`));
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html')
      .send(page?.html ?? html);
  });
}
