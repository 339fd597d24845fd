import type { FastifyInstance } from 'fastify';
import type { Sessions } from '../auth/sessions.ts';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { ContentStore } from './content-store.ts';
import { downloadRoutes } from './download.routes.ts';
import { uploadRoutes } from './upload.routes.ts';
import type { Uploads } from './uploads.ts';

interface Parts {
  readonly sessions: Sessions;
  readonly work: UnitOfWork;
  readonly content: ContentStore;
  readonly uploads: Uploads;
}

/** Files come in at /files and are read at /files/:id/:name. */
export function fileRoutes(fastify: FastifyInstance, { sessions, work, content, uploads }: Parts): void {
  uploadRoutes(fastify, sessions, uploads);
  downloadRoutes(fastify, { sessions, work, content });
}
