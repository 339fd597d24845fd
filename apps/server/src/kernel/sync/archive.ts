import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';

/** A file of an archive. */
export interface Part {
  readonly name: string;
  /** Bytes; an archive in which a file turns out to have others ends there. */
  readonly size: number;
  open(): Promise<Readable> | Readable;
}

/** A tar archive, made as it is read. */
export function archive(parts: Iterable<Part>, at: Date): Readable {
  const packed = pack();
  put(packed, parts, at).then(
    () => packed.finalize(),
    (error: Error) => packed.destroy(error),
  );
  return Readable.from(packed);
}

async function put(packed: Pack, parts: Iterable<Part>, at: Date): Promise<void> {
  for (const { name, size, open } of parts) await pipeline(await open(), packed.entry({ name, size, mtime: at }));
}
