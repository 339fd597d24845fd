import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable, Transform } from 'node:stream';
import { MAGIC_LENGTH } from '@crossflow/domain/files/media';
import type { Storage } from './storage.ts';

/** Both ends count; bytes from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
export interface Kept {
  readonly sha256: string;
  readonly size: number;
  /** The first bytes, which tell what the content is. */
  readonly head: Uint8Array;
}

/** Files by the hash of their content. Who may read them is decided by the `file` rows, never here. */
export class ContentStore {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /**
   * Keeps a finished upload under its hash, on the disk before it answers. The bytes are written every time, also when they
   * are there already: an upload must not tell, not even by its speed, that somebody else holds the same file.
   */
  async keep(path: string, size: number): Promise<Kept> {
    const incoming = `incoming/${randomUUID()}`;
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let length = 0;
    // In the stream's way, not beside it: a listener would let bytes flow before the storage begins to read.
    const measured = new Transform({
      transform(part: Buffer, _encoding, done) {
        if (length < MAGIC_LENGTH) head.push(part.subarray(0, MAGIC_LENGTH));
        length += part.length;
        hash.update(part);
        done(null, part);
      },
    });
    const source = pipeline(createReadStream(path), measured, () => undefined);
    try {
      await this.#storage.put(incoming, source, size);
      if (length !== size) throw new Error(`an upload of ${size} bytes gave ${length}`);
      const sha256 = hash.digest('hex');
      await this.#storage.move(incoming, contentKey(sha256));
      return { sha256, size, head: Buffer.concat(head).subarray(0, MAGIC_LENGTH) };
    } catch (error) {
      source.destroy();
      await this.#storage.remove(incoming).catch(() => undefined);
      throw error;
    }
  }

  /** Throws where the content is missing, before anything is sent. */
  read(sha256: string, range?: ByteRange): Promise<Readable> {
    return this.#storage.read(contentKey(sha256), range);
  }

  async holds(sha256: string): Promise<boolean> {
    return (await this.#storage.writtenAt(contentKey(sha256))) !== null;
  }

  /** Removes content that no row names any more, unless it was kept again since `before`: its row may be about to follow. */
  async discard(sha256: string, before: Date): Promise<void> {
    const key = contentKey(sha256);
    const keptAt = await this.#storage.writtenAt(key);
    if (keptAt !== null && keptAt < before) await this.#storage.remove(key);
  }
}

const contentKey = (sha256: string) => `sha256/${sha256.slice(0, 2)}/${sha256}`;
