import { constants } from 'node:fs';
import { access, mkdir, open, rename, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { FSDriver } from 'flydrive/drivers/fs';
import type { DriverContract } from 'flydrive/types';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import type { ByteRange } from './content-store.ts';

/** Named bytes, somewhere. */
export interface Storage {
  put(key: string, content: Readable, size: number): Promise<void>;
  move(from: string, to: string): Promise<void>;
  read(key: string, range?: ByteRange): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Null where there is nothing under the key. */
  writtenAt(key: string): Promise<Date | null>;
}

/** The storage that `STORAGE_URL` names: a directory by default, or a bucket. */
export async function openStorage({
  STORAGE_URL,
  DATA_DIR,
}: Pick<Config, 'STORAGE_URL' | 'DATA_DIR'>): Promise<Storage> {
  const url = STORAGE_URL === undefined ? null : new URL(STORAGE_URL);
  if (url?.protocol === 's3:') return bucketStorage(await openBucket(url));
  return diskStorage(url === null ? join(DATA_DIR, 'files') : fileURLToPath(url));
}

async function diskStorage(location: string): Promise<Storage> {
  await mkdir(location, { recursive: true, mode: 0o700 }).catch(notWritable(location));
  await access(location, constants.W_OK).catch(notWritable(location));
  const driver = new FSDriver({ location, visibility: 'private' });
  const at = (key: string) => join(location, key);
  return {
    ...written(driver),
    async put(key, content) {
      try {
        await driver.putStream(key, content);
        await flush(at(key));
      } catch (error) {
        throw (await refusedForRoom(location)) ?? error;
      }
    },
    async move(from, to) {
      // A rename replaces what is there at once, and whoever reads the old bytes goes on reading them; the driver's own move
      // copies into the file that is being read.
      await mkdir(dirname(at(to)), { recursive: true, mode: 0o700 });
      await rename(at(from), at(to));
      await flush(dirname(at(to)));
    },
    async read(key, range) {
      const handle = await open(at(key));
      return handle.createReadStream(range);
    },
  };
}

const LEAST_ROOM_BYTES = 1_048_576;

/** Asked once a write has failed, while what it wrote still stands: streams do not say that the disk was full. */
export async function refusedForRoom(directory: string): Promise<Refused | null> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < LEAST_ROOM_BYTES ? new Refused('storage-full') : null;
}

function bucketStorage(driver: DriverContract): Storage {
  return {
    ...written(driver),
    put: (key, content, size) => driver.putStream(key, content, { contentLength: size }),
    move: (from, to) => driver.move(from, to),
    async read(key, range) {
      const content = await driver.getStream(key);
      return range === undefined ? content : content.pipe(only(range));
    },
  };
}

const written = (driver: DriverContract): Pick<Storage, 'remove' | 'writtenAt'> => ({
  remove: (key) => driver.delete(key),
  async writtenAt(key) {
    return (await driver.exists(key)) ? (await driver.getMetaData(key)).lastModified : null;
  },
});

/** `s3://bucket?region=…&endpoint=…`, credentials as `key:secret@` or as the AWS tools find them. */
async function openBucket(url: URL): Promise<DriverContract> {
  const { S3Driver } = await import('flydrive/drivers/s3').catch((error: unknown) => {
    throw new StartError(
      'storage-unavailable',
      `STORAGE_URL=${url.protocol}//${url.host} needs two more packages. Install them beside the server and start again:\n` +
        '  npm install -w apps/server @aws-sdk/client-s3 @aws-sdk/s3-request-presigner\n' +
        'or leave STORAGE_URL out to keep files in DATA_DIR.',
      { cause: error },
    );
  });
  const endpoint = url.searchParams.get('endpoint');
  const options = {
    bucket: url.host,
    visibility: 'private' as const,
    supportsACL: false,
    region: url.searchParams.get('region') ?? 'us-east-1',
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(url.username === ''
      ? {}
      : {
          credentials: {
            accessKeyId: decodeURIComponent(url.username),
            secretAccessKey: decodeURIComponent(url.password),
          },
        }),
  };
  return new S3Driver(options as never);
}

/** Lets only a range of the bytes through. */
function only({ start, end }: ByteRange): Transform {
  let at = 0;
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      const from = Math.max(0, start - at);
      const to = Math.min(part.length, end + 1 - at);
      at += part.length;
      done(null, from < to ? part.subarray(from, to) : undefined);
    },
  });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  // Some platforms cannot open or flush a directory; the rename itself is done either way.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const notWritable = (location: string) => (error: unknown) => {
  throw new StartError(
    'storage-unavailable',
    `The directory for files, ${location}, cannot be written. Give the server the right to write there.`,
    {
      cause: error,
    },
  );
};
