import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { uploadedFile } from '@crossflow/domain/files/attach';
import { inlineMediaType, MAX_FILE_BYTES, safeFileName } from '@crossflow/domain/files/media';
import type { File } from '@crossflow/domain/files/file';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Caller } from '../unit-of-work/caller.ts';
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { ContentStore } from './content-store.ts';
import { refusedForRoom } from './storage.ts';

export const UPLOADS_DIRECTORY = Symbol('uploads directory');
export const UPLOAD_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** In the form that tus answers with. */
class UploadRefused extends Error {
  readonly status_code: number;
  readonly body: string;
  constructor(status: number, body: string) {
    super(body);
    this.status_code = status;
    this.body = body;
  }
}

/** Where an upload stands, for whoever may know of it. */
export type Progress = { readonly file: File } | { readonly upload: Upload };

/** Resumable uploads (tus). An upload's id is the id of the file that it becomes. */
@Injectable()
export class Uploads {
  readonly tus: Server;
  readonly #work: UnitOfWork;
  readonly #content: ContentStore;
  readonly #parts: FileStore;
  readonly #directory: string;
  readonly #callers = new WeakMap<IncomingMessage, Caller>();

  constructor(
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(ContentStore) content: ContentStore,
    @Inject(UPLOADS_DIRECTORY) directory: string,
  ) {
    this.#work = work;
    this.#content = content;
    this.#directory = directory;
    this.#parts = new FileStore({ directory, expirationPeriodInMilliseconds: UPLOAD_LIFETIME_MS });
    this.tus = new Server({
      path: '/files',
      datastore: this.#parts,
      maxSize: MAX_FILE_BYTES,
      relativeLocation: true,
      // Same origin alone.
      allowedOrigins: () => false,
      namingFunction: () => randomUUID(),
      onUploadCreate: async (request, upload) => {
        if (upload.sizeIsDeferred) throw new UploadRefused(400, 'Upload-Length required\n');
        const { memberId } = this.#callerOf(request);
        const { filename, filetype } = upload.metadata ?? {};
        return { metadata: { filename: safeFileName(filename ?? ''), filetype: filetype ?? '', memberId } };
      },
      onUploadFinish: async (request, upload) => {
        await this.finish(upload, this.#callerOf(request));
        return {};
      },
      onResponseError: async (_request, error) => {
        const refused = error instanceof Refused ? error : await refusedForRoom(this.#directory);
        if (refused === null) return undefined;
        return { status_code: refused.reason === 'storage-full' ? 507 : 403, body: `${refused.reason}\n` };
      },
    });
  }

  /** Says on whose behalf tus handles a request. */
  onBehalfOf(request: IncomingMessage, caller: Caller): void {
    this.#callers.set(request, caller);
  }

  /** Throws unless the caller still acts in a program, for the own company. */
  async admit(caller: Caller): Promise<void> {
    if (caller.lensPartyId !== undefined) throw new Refused('read-only');
    await this.#work.read(caller, async (tx) => tx.actor.memberId);
  }

  /** The caller's own upload, under way or finished. Another's upload and none at all are refused in the same words. */
  async progress(caller: Caller, uploadId: string): Promise<Progress> {
    const file = await this.#work.read(caller, (tx) => tx.find('file', uploadId));
    const upload = await this.#parts.getUpload(uploadId).catch(() => null);
    if (file?.uploadedBy === caller.memberId) return { file };
    if (upload?.metadata?.['memberId'] === caller.memberId) return { upload };
    throw new Refused('not-found');
  }

  /** All bytes are here: keeps them and writes the file's row. Repeating it has no second effect. */
  async finish(upload: Upload, caller: Caller): Promise<void> {
    const { sha256, size, head } = await this.#content.keep(join(this.#directory, upload.id), upload.size ?? 0);
    const name = upload.metadata?.['filename'] ?? 'file';
    const mediaType = inlineMediaType(head) ?? claimedMediaType(upload.metadata?.['filetype'] ?? '');
    await this.#work.run(caller, { commandId: upload.id, sha256 }, (tx) =>
      tx.record(
        { changes: [uploadedFile({ id: upload.id, name, size, mediaType, sha256 }, tx.actor, tx.now)], notices: [] },
        upload.id,
      ),
    );
    await this.#parts.remove(upload.id).catch(() => undefined);
  }

  /** Drops uploads that were begun and not finished within their lifetime. */
  removeExpired(): Promise<number> {
    return this.#parts.deleteExpired();
  }

  #callerOf(request: {
    readonly runtime?: { readonly node?: { readonly req: unknown } | undefined } | undefined;
  }): Caller {
    const caller = this.#callers.get(request.runtime?.node?.req as IncomingMessage);
    if (caller === undefined) throw new Refused('signed-out');
    return caller;
  }
}

/** What the browser says a file is, kept for display. Types that are told by their bytes are never taken on trust. */
function claimedMediaType(claim: string): string {
  const plain = claim.toLowerCase();
  const trusted =
    /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(plain) && !plain.startsWith('image/') && plain !== 'application/pdf';
  return trusted ? plain : 'application/octet-stream';
}
