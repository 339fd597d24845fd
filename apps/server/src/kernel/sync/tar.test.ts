import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { type Part, tar } from './tar.ts';

const part = (name: string, content: string, size = Buffer.byteLength(content)): Part => ({
  name,
  size,
  open: () => Readable.from(content === '' ? [] : [Buffer.from(content)]),
});

async function archive(parts: readonly Part[]): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of tar(parts, new Date('2026-01-05T08:00:00.000Z'))) blocks.push(block);
  return Buffer.concat(blocks);
}

test('the tar of the system takes the archive apart: empty files, whole blocks and others', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'crossflow-tar-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const contents = { 'empty.txt': '', 'rows/block.txt': 'x'.repeat(512), 'rows/words.txt': '样本 and words' };
  const input = await archive(Object.entries(contents).map(([name, content]) => part(name, content)));

  execFileSync('tar', ['-x', '-C', directory], { input });

  for (const [name, content] of Object.entries(contents))
    expect(readFileSync(join(directory, name), 'utf8')).toBe(content);
});

test('a file that has another length than it was announced with ends the archive, and so does a name that no reader takes', async () => {
  await expect(archive([part('words.txt', 'words', 4)])).rejects.toThrow('words.txt has 5 bytes and not 4');
  await expect(archive([part('样本.txt', 'words')])).rejects.toThrow('not a name of an archive');
});
