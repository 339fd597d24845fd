import { MAX_FILE_BYTES } from '@crossflow/domain/files/media';
import type { DetailedError } from 'tus-js-client';
import { CallError } from '../call-error.ts';
import { actingHeader } from '../calls.ts';

const CHUNK_BYTES = 8 * 1024 * 1024;
const STORAGE_FULL = 507;
const RETRY_AFTER_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

export interface UploadOptions {
  readonly onProgress?: (sent: number, total: number) => void;
  /** The connection was lost and the upload waits to go on. */
  readonly onWaiting?: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Uploads one file and gives its id. It goes on by itself after a lost connection, and after a reload when the same file is
 * chosen again. The file is one's own company's alone until it is attached to something.
 */
export async function uploadFile(file: File, options: UploadOptions = {}): Promise<string> {
  if (file.size === 0) throw new CallError('file-empty', { feature: 'files' });
  if (file.size > MAX_FILE_BYTES) throw new CallError('file-too-large', { feature: 'files' });
  const headers = actingHeader();
  // Fetched with the first upload: most pages that could take a file never do.
  const { Upload } = await import('tus-js-client').catch(() => {
    throw new CallError('unreachable');
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const upload = new Upload(file, {
    endpoint: '/files',
    headers,
    metadata: { filename: file.name, filetype: file.type },
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_AFTER_MS,
    removeFingerprintOnSuccess: true,
    // Another membership's upload is not one's own: it would be answered like a missing one.
    fingerprint: (chosen) => Promise.resolve(fingerprint(chosen as File, headers)),
    onProgress: (sent, total) => options.onProgress?.(sent, total ?? file.size),
    onShouldRetry: (error) => {
      const status = statusOf(error);
      const again = status === null || status === 409 || status === 423 || (status >= 500 && status !== STORAGE_FULL);
      if (again) options.onWaiting?.();
      return again;
    },
    onSuccess: () => resolve(idOf(upload.url)),
    onError: (error) => reject(toCallError(error)),
  });
  options.signal?.addEventListener('abort', () => {
    void upload.abort(true).catch(() => undefined);
    reject(new CallError('upload-gone', { feature: 'files' }));
  });
  const [previous] = await upload.findPreviousUploads().catch(() => []);
  if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
  upload.start();
  return promise;
}

const fingerprint = (file: File, headers: Record<string, string>) =>
  ['crossflow', headers['x-crossflow-member'] ?? '', file.name, file.type, file.size, file.lastModified].join('/');

const idOf = (url: string | null): string => new URL(url ?? '', location.href).pathname.split('/').at(-1) ?? '';

const statusOf = (error: unknown): number | null =>
  (error as Partial<DetailedError>).originalResponse?.getStatus() ?? null;

function toCallError(error: unknown): CallError {
  const status = statusOf(error);
  if (status === null) return new CallError('unreachable');
  const reason = {
    401: 'signed-out',
    403: 'not-a-member',
    404: 'upload-gone',
    410: 'upload-gone',
    413: 'file-too-large',
    [STORAGE_FULL]: 'storage-full',
  }[status];
  return new CallError(reason ?? 'unavailable', { feature: 'files' });
}
