import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { id } from '@crossflow/domain/record/command';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Sessions } from '../auth/sessions.ts';
import { requireCaller, sendProblem } from '../sync/request.ts';
import type { Uploads } from './uploads.ts';

/** Resumable uploads at /files. Session and membership are asked at the beginning and again for every part. */
export function uploadRoutes(fastify: FastifyInstance, sessions: Sessions, uploads: Uploads): void {
  // tus reads the body itself.
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));

  fastify.post('/files', async (request, reply) => {
    try {
      const caller = await requireCaller(sessions, request);
      await uploads.admit(caller);
      uploads.onBehalfOf(request.raw, caller);
      return await hand(uploads, request, reply);
    } catch (error) {
      return sendProblem(error, request, reply);
    }
  });

  fastify.route<{ Params: { id: string } }>({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: '/files/:id',
    exposeHeadRoute: false,
    async handler(request, reply) {
      try {
        return await part(sessions, uploads, request, reply);
      } catch (error) {
        return sendProblem(error, request, reply);
      }
    },
  });
}

async function part(
  sessions: Sessions,
  uploads: Uploads,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const caller = await requireCaller(sessions, request);
  const uploadId = id.safeParse(request.params.id);
  if (!uploadId.success) throw new Refused('not-found');
  const progress = await uploads.progress(caller, uploadId.data);
  if ('file' in progress) return finished(progress.file.size, request, reply);
  const { upload } = progress;
  // All bytes came but the server went down before it said so: what the client asks next finishes the work.
  if (request.method === 'HEAD' && upload.offset === upload.size) await uploads.finish(upload, caller);
  uploads.onBehalfOf(request.raw, caller);
  if (request.method === 'HEAD' && upload.offset === upload.size) return finished(upload.size, request, reply);
  return hand(uploads, request, reply);
}

/** A finished upload is a file now: it can be asked about, and no longer written or taken back here. */
function finished(size: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({
    'tus-resumable': '1.0.0',
    'cache-control': 'no-store',
    'upload-offset': size,
    'upload-length': size,
  });
  return reply.status(request.method === 'HEAD' ? 200 : 409).send();
}

async function hand(uploads: Uploads, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.hijack();
  await uploads.tus.handle(request.raw, reply.raw);
  return reply;
}
