import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '@crossflow/domain/access/refusal';
import type { File } from '@crossflow/domain/files/file';
import { isInline } from '@crossflow/domain/files/media';
import { id } from '@crossflow/domain/record/command';
import type { Sessions } from '../auth/sessions.ts';
import { requireCaller, sendProblem } from '../sync/request.ts';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { ByteRange, ContentStore } from './content-store.ts';

interface Parts {
  readonly sessions: Sessions;
  readonly work: UnitOfWork;
  readonly content: ContentStore;
}
type DownloadRequest = FastifyRequest<{ Params: { id: string; name: string }; Querystring: { inline?: string } }>;

/** Files behind the wall: the row decides, and a hidden file is a missing one. The name in the address is for people. */
export function downloadRoutes(fastify: FastifyInstance, parts: Parts): void {
  fastify.get('/files/:id/:name', async (request: DownloadRequest, reply) => {
    try {
      const caller = await requireCaller(parts.sessions, request);
      const fileId = id.safeParse(request.params.id);
      const file = fileId.success ? await parts.work.read(caller, (tx) => tx.find('file', fileId.data)) : null;
      if (file === null) throw new Refused('not-found');
      return await send(file, parts.content, request, reply);
    } catch (error) {
      return sendProblem(error, request, reply);
    }
  });
}

async function send(
  file: File,
  content: ContentStore,
  request: DownloadRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const inline = request.query.inline === '1' && isInline(file.mediaType);
  const etag = `"${file.id}"`;
  reply.headers({
    'content-type': inline ? file.mediaType : 'application/octet-stream',
    'content-disposition': disposition(file.name, inline),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // Kept by the reader's own browser alone, and asked for again each time: access may have ended.
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag,
  });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  const range = rangeOf(request, file.size, etag);
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${file.size}`).send();
  reply.header('content-length', range === null ? file.size : range.end - range.start + 1);
  if (range !== null) reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(await content.read(file.sha256, range ?? undefined));
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8. */
export function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** One range; anything else is answered with the whole file, as RFC 9110 allows. */
function rangeOf(request: FastifyRequest, size: number, etag: string): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (match === null || (from === '' && to === '')) return null;
  if (request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || (from === '' && Number(to) === 0)) return 'unsatisfiable';
  return start > end ? null : { start, end };
}
