import type { Program } from '@crossflow/domain/organizations/organization';
import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { Replica, type Touched } from './replica.ts';
import { RowsView } from './rows-view.svelte.ts';

const OURS = 1;
const program = (id: string, code: string, version = 1): Program => ({
  ...{ id, programId: id, audience: OURS, version, code, name: `${id} v${version}`, nameZh: null },
});

let leave: (() => void)[] = [];
afterEach(() => {
  for (const left of leave) left();
  leave = [];
});

/** A reader, as a template is one: what it has read so far, each time it was asked again. */
function reading<T>(read: () => T): T[] {
  const told: T[] = [];
  leave.push(
    $effect.root(() => {
      const value = $derived.by(read);
      $effect(() => void told.push(value));
    }),
  );
  flushSync();
  return told;
}

function open(...rows: Program[]) {
  let cursor = 0;
  const view: { of?: RowsView } = {};
  const replica = new Replica(OURS, {
    since: () => Promise.resolve([]),
    changed: (touched: Touched) => view.of?.changed(touched),
  });
  const all = (view.of = new RowsView(replica));
  const reset = (...some: Program[]) => {
    replica.reset(cursor, { program: some });
    flushSync();
  };
  reset(...rows);
  const put = async (id: string, after: Program | null) => {
    cursor += 1;
    const entry = { kind: 'program', subjectId: id, after, commandId: null } as never;
    await replica.receive({ partyId: 'p', from: cursor - 1, to: cursor, lines: [{ n: cursor, entry }] });
    flushSync();
  };
  return { all, reset, put };
}
const ids = (rows: readonly Program[]) => rows.map(({ id }) => id).join(' ');

test('who reads one row hears of that row, before it is there and after it went, and of no other', async () => {
  const { all, put } = open(program('a', 'X'));
  const [a, b] = [reading(() => all.get('program', 'a')?.name), reading(() => all.get('program', 'b')?.name)];
  let asked = 0;
  reading(() => {
    asked += 1;
    return all.get('program', 'a');
  });
  await put('b', program('b', 'X'));
  await put('b', program('b', 'X', 2));
  expect([a, b]).toEqual([['a v1'], [undefined, 'b v1', 'b v2']]);
  expect(asked).toBe(1);
  await put('a', null);
  expect(a).toEqual(['a v1', undefined]);
});

test('who reads the rows of one value hears when one comes, changes or goes, and of no other value', async () => {
  const { all, put } = open(program('a', 'X'), program('b', 'Y'));
  let asked = 0;
  const x = reading(() => ids(all.where('program', 'code', 'X')));
  reading(() => {
    asked += 1;
    return all.where('program', 'code', 'Y');
  });
  await put('c', program('c', 'X'));
  await put('c', program('c', 'Z', 2));
  expect(x).toEqual(['a', 'a c', 'a']);
  expect(asked).toBe(1);
  const before = all.where('program', 'code', 'Y');
  await put('a', program('a', 'Y', 2));
  expect(x.at(-1)).toBe('');
  expect(ids(all.where('program', 'code', 'Y'))).toBe('b a');
  expect(ids(before), 'a list that somebody holds stays as it was').toBe('b');
});

test('who reads all hears of everything; after a fresh start everybody asks again', async () => {
  const { all, put, reset } = open(program('a', 'X'));
  const every = reading(() => ids(all.rows('program')));
  const [a, y] = [reading(() => all.get('program', 'a')?.name), reading(() => ids(all.where('program', 'code', 'Y')))];
  await put('b', program('b', 'Y'));
  reset(program('a', 'Y', 3), program('d', 'Y'));
  expect(every).toEqual(['a', 'a b', 'a d']);
  expect(a).toEqual(['a v1', 'a v3']);
  expect(y).toEqual(['', 'b', 'a d']);
});

test('the same rows are found whether they came one by one, many at once, or were there before anybody asked', async () => {
  const many = Array.from({ length: 300 }, (_, n) => program(`p${n}`, n % 3 === 0 ? 'X' : 'Y'));
  const [asked, later] = [open(), open()];
  reading(() => asked.all.where('program', 'code', 'X'));
  for (const { all, put, reset } of [asked, later]) {
    reset(...many);
    await put('p3', program('p3', 'Y', 2));
    await put('p0', null);
    await put('q', program('q', 'X'));
    if (all === later.all) continue;
    await put('p6', program('p6', 'X', 2));
  }
  await later.put('p6', program('p6', 'X', 2));
  const found = ({ all }: typeof asked) =>
    ids(all.where('program', 'code', 'X'))
      .split(' ')
      .toSorted();
  expect(found(asked)).toEqual(found(later));
  expect(found(asked)).toHaveLength(99);
});
