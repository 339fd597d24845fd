import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Spool } from './spool.ts';

async function* lines() {
  yield 'eins\n';
  yield '二\n';
}

test('what waits on the disk has no name there, can be read, and is gone once closed, even where it comes too late', async () => {
  const directory = await mkdtemp(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'spool-'));
  try {
    const spool = new Spool(directory);
    const { size, open } = await spool.keep('rows', lines());
    expect(await readdir(directory)).toEqual([]);
    expect([size, await text(await open())]).toEqual([Buffer.byteLength('eins\n二\n'), 'eins\n二\n']);
    await spool.close();
    await expect(async () => text(await open())).rejects.toThrow();
    await expect(spool.keep('more', lines())).rejects.toThrow();
    expect(await readdir(directory)).toEqual([]);
  } finally {
    await rm(directory, { recursive: true });
  }
});
