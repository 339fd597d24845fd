import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';

/** The files of a tar archive, by name. */
export async function filesIn(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const entries = extract();
  entries.end(archive);
  for await (const entry of entries) files.set(entry.header.name, await buffer(entry));
  return files;
}

export const linesIn = <T>(file: Buffer | undefined): T[] =>
  (file ?? Buffer.alloc(0))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
