import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadedFile } from '@crossflow/domain/files/attach';
import type { App } from '../app.ts';
import { ContentStore } from '../kernel/files/content-store.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';

/** Keeps a file's bytes and writes its row, as an upload by this person would. */
export async function storeUpload(
  app: App,
  caller: Caller,
  file: { name: string; mediaType: string; bytes: Uint8Array },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossflow-demo-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, file.bytes);
    const { sha256, size } = await app.get(ContentStore).keep(path, file.bytes.byteLength);
    const id = randomUUID();
    const row = { id, name: file.name, size, mediaType: file.mediaType, sha256 };
    await app
      .get(UnitOfWork)
      .run(caller, { commandId: id }, (tx) =>
        tx.record({ changes: [uploadedFile(row, tx.actor, tx.now)], notices: [] }, id),
      );
    return id;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
