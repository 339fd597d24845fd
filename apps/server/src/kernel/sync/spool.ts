import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from './archive.ts';

/**
 * What an archive must have on the disk before its first byte, since it says how long each file is; that keeps the snapshot short,
 * too. The files have no name from the moment they are opened, so nothing is left behind, however the process ends.
 */
export class Spool {
  readonly #directory: string;
  readonly #files: FileHandle[] = [];
  #closed = false;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The part can be opened once. */
  async keep(name: string, lines: AsyncIterable<string>): Promise<Part> {
    const path = join(this.#directory, `crossflow-export-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    this.#files.push(file);
    await unlink(path);
    if (this.#closed) await this.close();
    await file.writeFile(lines);
    const { size } = await file.stat();
    return { name, size, open: () => file.createReadStream({ start: 0 }) };
  }

  /** Gives the room on the disk back; to be called once nobody reads any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#files.splice(0).map((file) => file.close()));
  }
}
