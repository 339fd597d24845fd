import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { archive, type Part } from './archive.ts';

const part = (name: string, content: string, size = Buffer.byteLength(content)): Part => ({
  name,
  size,
  open: () => Readable.from(content === '' ? [] : [Buffer.from(content)]),
});

async function packed(parts: readonly Part[]): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of archive(parts, new Date('2026-01-05T08:00:00.000Z'))) blocks.push(block as Buffer);
  return Buffer.concat(blocks);
}

test('the tar of the system takes the archive apart: empty files, whole blocks and others', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'crossflow-tar-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const contents = { 'empty.txt': '', 'rows/block.txt': 'x'.repeat(512), 'rows/样本.txt': '样本 and words' };
  const input = await packed(Object.entries(contents).map(([name, content]) => part(name, content)));

  execFileSync('tar', ['-x', '-C', directory], { input });

  for (const [name, content] of Object.entries(contents))
    expect(readFileSync(join(directory, name), 'utf8')).toBe(content);
});

test('a file that is longer or shorter than it was announced ends the archive', async () => {
  await expect(packed([part('words.txt', 'words', 4)])).rejects.toThrow();
  await expect(packed([part('words.txt', 'words', 6)])).rejects.toThrow();
});
