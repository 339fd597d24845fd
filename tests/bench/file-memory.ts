import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SPONSOR } from './cast.ts';
import { startChild } from './child.ts';
import { middle, repeated, type Figure, type Round } from './figure.ts';
import { seatOf, startProduct } from './product.ts';
import type { Stage } from './stage.ts';
import type { BareUploadParts } from './yardsticks/bare-upload.ts';

const LARGE = 1_000_000_000;
const LARGE_QUICK = 100_000_000;
/** Code and buffers that the first files need. */
const FIRST = 10_000_000;
const PIECE = randomBytes(65_536);
const TUS = { 'tus-resumable': '1.0.0' };

/** So many bytes, of which no more than a piece is ever held. */
function* bytes(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= PIECE.length) yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
}

/** Asks with so many bytes; resolves with the answer, whose own are not read yet. */
async function ask(address: URL | string, options: RequestOptions, size = 0): Promise<IncomingMessage> {
  const asked = request(address, options);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
  await pipeline(Readable.from(bytes(size)), asked);
  const answer = await answered;
  const status = answer.statusCode ?? 0;
  if (status >= 300) throw new Error(`${options.method} ${String(address)}: ${status}`);
  return answer;
}

async function lengthOf(answer: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const part of answer) length += (part as Buffer).length;
  return length;
}

/** Puts a file of so many bytes there and reads it again. */
type There = (size: number) => Promise<void>;

async function readAgain(address: URL | string, headers: Readonly<Record<string, string>>, size: number) {
  const length = await lengthOf(await ask(address, { method: 'GET', headers }));
  if (length !== size) throw new Error(`of ${size} bytes ${length} came back`);
}

/** Uploads it in two parts, and asks in between where it stands; larger parts than a browser sends. */
function uploading(origin: string, headers: Readonly<Record<string, string>>): There {
  return async (size) => {
    const length = { 'upload-length': String(size), 'upload-metadata': `filename ${btoa('large.bin')}` };
    const begun = await ask(`${origin}/files`, { method: 'POST', headers: { ...headers, ...TUS, ...length } });
    await lengthOf(begun);
    const file = new URL(begun.headers.location ?? '', origin);
    const half = Math.floor(size / 2);
    await patch(file, headers, 0, half);
    const stands = await ask(file, { method: 'HEAD', headers: { ...headers, ...TUS } });
    await lengthOf(stands);
    const offset = Number(stands.headers['upload-offset']);
    await patch(file, headers, offset, size - offset);
    await readAgain(`${file.href}/large.bin`, headers, size);
  };
}

async function patch(file: URL, headers: Readonly<Record<string, string>>, offset: number, size: number) {
  const about = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  await lengthOf(
    await ask(file, { method: 'PATCH', headers: { ...headers, ...TUS, ...about, 'content-length': size } }, size),
  );
}

/** The product and a server that does nothing but write and read one file; gives how far the memory of each goes. */
async function openBoth(stage: Stage): Promise<(size: number) => Promise<Round>> {
  const url = await (await stage.databases()).fresh();
  const dataDir = path.join(stage.directory, path.basename(url));
  const { origin, child } = await startProduct(url, dataDir);
  stage.after(() => child.end());
  const { cookie, memberId } = await seatOf(origin, SPONSOR);
  const product = uploading(origin, { cookie, 'x-crossflow-member': memberId });
  const bare = await startChild<BareUploadParts>('./yardsticks/bare-upload.ts', { nodeArgs: ['--expose-gc'] });
  stage.after(() => bare.end());
  const kept = path.join(stage.directory, 'bare-upload');
  const address = await bare.ask('keep', kept);
  const round = async (size: number): Promise<Round> => {
    await child.ask('watch');
    await product(size);
    const value = (await child.ask('grown')) / 1e6;
    await rm(path.join(dataDir, 'files', 'sha256'), { recursive: true });
    await bare.ask('watch');
    await lengthOf(await ask(address, { method: 'PUT' }, size));
    await readAgain(address, {}, size);
    const yardstick = (await bare.ask('grown')) / 1e6;
    await rm(kept);
    return { value, yardstick };
  };
  await round(FIRST);
  return round;
}

export const fileMemory: Figure = {
  ...{ id: 'P8b', group: 'size', unit: 'MB', rounds: 3 },
  title:
    'memory that the server takes at most while a file of 1 GB (100 MB with --quick) is uploaded and read again, beside a bare server',
  gate: { most: 100, of: 'value' },
  async measure(stage, quick) {
    const round = await openBoth(stage);
    return () => round(quick ? LARGE_QUICK : LARGE);
  },
  async curve(stage, quick) {
    const round = await openBoth(stage);
    const points: ({ at: number } & Round)[] = [];
    for (const at of [1_000, 1_000_000, LARGE_QUICK, ...(quick ? [] : [LARGE])])
      points.push({ at, ...middle(await repeated(quick || at === LARGE ? 1 : 3, () => round(at))) });
    return { along: 'bytes of the file', points };
  },
};
