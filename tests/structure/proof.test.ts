import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { counted } from '../bench/counted.ts';
import { figures } from '../bench/index.ts';
import { page } from '../bench/page.ts';
import type { Report } from '../bench/report.ts';
import { shortfalls } from '../bench/shortfalls.ts';

const tests = path.join(import.meta.dirname, '..');
const kept = JSON.parse(readFileSync(path.join(tests, 'bench', 'kept.json'), 'utf8')) as Report;
/** Of the one test, where it is one. */
const sourcesOf = (folder: string, file?: string): string =>
  readdirSync(path.join(tests, folder))
    .filter((name) => (file === undefined ? name.endsWith('.ts') : name === `${file}.test.ts`))
    .map((name) => readFileSync(path.join(tests, folder, name), 'utf8'))
    .join('\n');

test('the page of the proof is made of the kept report, and shows every figure there is', () => {
  expect(readFileSync(path.join(tests, 'PROOF.md'), 'utf8'), 'run npm run proof -- --page').toBe(page(kept));
  expect(kept.figures.map(({ id }) => id)).toEqual([...figures, ...counted].map(({ id }) => id));
});

test('every figure has an id of its own, and what is counted is told by the test that is named for it', () => {
  const ids = [...figures, ...counted].map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const untold = counted.filter(({ id, folder, file }) => !sourcesOf(folder, file).includes(`tell('${id}'`));
  expect(untold.map(({ id }) => id)).toEqual([]);
});

test('what falls short says what was tried and what bounds it; what holds makes no excuse', () => {
  const short = kept.figures.filter(({ pass }) => !pass).map(({ id }) => id);
  expect(Object.keys(shortfalls).toSorted()).toEqual(short.toSorted());
});
