import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContentStore } from './content-store.ts';
import { disposition } from './download.routes.ts';
import { openStorage } from './storage.ts';

let directory: string;
let store: ContentStore;
const upload = async (content: string) => {
  const path = join(directory, 'upload');
  await writeFile(path, content);
  return store.keep(path, Buffer.byteLength(content));
};
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crossflow-files-'));
  store = new ContentStore(await openStorage({ DATA_DIR: directory, STORAGE_URL: undefined }));
});
afterEach(() => rm(directory, { recursive: true }));

test('content is kept under its hash and read back whole or in part', async () => {
  const { sha256, size, head } = await upload('%PDF-1.7 批记录');
  expect(sha256).toBe(hashOf('%PDF-1.7 批记录'));
  expect(size).toBe(18);
  expect(Buffer.from(head).toString().startsWith('%PDF-')).toBe(true);
  expect((await buffer(await store.read(sha256))).toString()).toBe('%PDF-1.7 批记录');
  expect((await buffer(await store.read(sha256, { start: 5, end: 7 }))).toString()).toBe('1.7');
});

test('the same bytes are written again, and those who read them meanwhile read on', async () => {
  const { sha256 } = await upload('the same');
  const reading = await store.read(sha256);
  const again = await upload('the same');
  expect(again.sha256).toBe(sha256);
  expect((await buffer(reading)).toString()).toBe('the same');
  expect(await readdir(join(directory, 'files', 'incoming'))).toEqual([]);
});

test('an upload shorter than it claims leaves nothing behind', async () => {
  const path = join(directory, 'upload');
  await writeFile(path, 'short');
  await expect(store.keep(path, 99)).rejects.toThrow('99 bytes');
  expect(await readdir(join(directory, 'files', 'incoming'))).toEqual([]);
});

test('content is discarded only when it was not kept again lately', async () => {
  const { sha256 } = await upload('old');
  const yesterday = new Date(Date.now() - 86_400_000);
  await store.discard(sha256, yesterday);
  (await store.read(sha256)).destroy();
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  await utimes(join(directory, 'files', 'sha256', sha256.slice(0, 2), sha256), longAgo, longAgo);
  await store.discard(sha256, yesterday);
  await expect(store.read(sha256)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a bucket without its packages is refused at the start, with their names', async () => {
  await expect(openStorage({ DATA_DIR: directory, STORAGE_URL: 's3://bucket' })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('@aws-sdk/client-s3 @aws-sdk/s3-request-presigner'),
  });
});

test('names go into the header in ASCII and in UTF-8, and cannot end it', () => {
  expect(disposition('批记录 "1".pdf', false)).toBe(
    `attachment; filename="___ _1_.pdf"; filename*=UTF-8''%E6%89%B9%E8%AE%B0%E5%BD%95%20%221%22.pdf`,
  );
  expect(disposition("a'b(1)*.png", true)).toBe(`inline; filename="a'b(1)*.png"; filename*=UTF-8''a%27b%281%29%2A.png`);
  expect(disposition('x\r\nset-cookie: a=b', false)).not.toMatch(/[\r\n]/);
});
