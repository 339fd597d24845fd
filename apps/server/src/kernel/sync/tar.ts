import type { Readable } from 'node:stream';

/** A file of an archive. Names are plain ASCII of at most 100 letters. */
export interface Part {
  readonly name: string;
  readonly size: number;
  open(): Promise<Readable> | Readable;
}

const BLOCK = 512;
const MOST_LETTERS = 100;

/** A tar archive (POSIX ustar), made as it is read. */
export async function* tar(parts: Iterable<Part>, at: Date): AsyncGenerator<Buffer> {
  for (const part of parts) {
    yield header(part, at);
    let length = 0;
    for await (const bytes of await part.open()) {
      length += (bytes as Buffer).length;
      yield bytes as Buffer;
    }
    // What follows would be read at the wrong place: better no archive than one that lies.
    if (length !== part.size) throw new Error(`${part.name} has ${length} bytes and not ${part.size}`);
    yield Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}

function header({ name, size }: Part, at: Date): Buffer {
  if (!/^[\x21-\x7e]+$/.test(name) || name.length > MOST_LETTERS) throw new Error(`not a name of an archive: ${name}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, place: number, digits: number) =>
    block.write(value.toString(8).padStart(digits, '0'), place, 'ascii');
  block.write(name, 0, 'ascii');
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(Math.floor(at.getTime() / 1000), 136, 11);
  block.write('0', 156, 'ascii');
  block.write('ustar\x0000', 257, 'latin1');
  block.fill(' ', 148, 156);
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148, 'latin1');
  return block;
}
