import { describe, expect, test } from 'vitest';
import { sources, type SourceFile } from './tree.ts';

/** The most lines a file may have. Past that it usually holds two ideas. */
function mostLines(path: string): number {
  if (path.endsWith('.test.ts')) return 500;
  return path.endsWith('.svelte') ? 250 : 300;
}

function sizeProblems(files: readonly SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ path, lines }) => lines > mostLines(path))
    .map(({ path, lines }) => `${path}: ${lines} lines, ${mostLines(path)} are the most`);
}

function commentLines(text: string): number {
  let inBlock = false;
  return text.split('\n').filter((line) => {
    const code = line.trim();
    if (inBlock) {
      inBlock = !/\*\/|-->/.test(code);
      return true;
    }
    if (/^\/\*|^<!--/.test(code)) inBlock = !/\*\/|-->/.test(code);
    return /^(\/\/|\/\*|<!--)/.test(code);
  }).length;
}

function commentShare(files: readonly SourceFile[]): number {
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  return files.reduce((sum, { text }) => sum + commentLines(text), 0) / lines;
}

// Comments say invariants, reasons and traps. A long file that is a quarter prose explains code that should explain itself.
function commentProblems(files: readonly SourceFile[]): string[] {
  const long = files.filter(({ text }) => text.split('\n').length >= 40);
  return long.filter((file) => commentShare([file]) > 0.25).map(({ path }) => path);
}

const files = sources();
const repeated = (path: string, line: string, times: number): SourceFile => ({ path, text: `${line}\n`.repeat(times) });

describe('files', () => {
  test('are short', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(sizeProblems(files)).toEqual([]);
  });

  test.each([
    ['apps/server/src/tickets/tickets.service.ts', 301],
    ['apps/web/src/lib/tickets/TicketPage.svelte', 251],
    ['tests/journeys/tickets.test.ts', 501],
  ])('would be too long: %s with %i lines', (path, lines) => {
    expect(sizeProblems([repeated(path, 'x();', lines)])).toHaveLength(1);
    expect(sizeProblems([repeated(path, 'x();', lines - 1)])).toEqual([]);
  });
});

describe('comments', () => {
  test('are at most 8 % of all lines, and no long file is a quarter prose', () => {
    expect(commentShare(files)).toBeLessThan(0.08);
    expect(commentProblems(files)).toEqual([]);
  });

  test('of every form are counted', () => {
    expect(commentLines('// a\n/** b\n * c\n */\ncode();\n<!-- d -->\nmore(); // not a line of its own\n')).toBe(5);
    expect(commentProblems([repeated('x.ts', '// says little\nx();', 40)])).toEqual(['x.ts']);
  });
});
