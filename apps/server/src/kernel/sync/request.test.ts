import { expect, test } from 'vitest';
import type { FastifyRequest } from 'fastify';
import type { Sessions } from '../auth/sessions.ts';
import type { ReadTx } from '../unit-of-work/tx.ts';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { streamInProgram } from './request.ts';

const program = '0197d0d0-0000-7000-8000-000000000001';
const request = { id: 'r', headers: {}, query: { as: program }, params: { program } } as unknown as FastifyRequest;
const parts = {
  sessions: { find: async () => ({ personId: program }) } as unknown as Sessions,
  work: {
    read: (_caller: unknown, read: (tx: ReadTx) => unknown) => read({ actor: { programId: program } } as ReadTx),
  } as unknown as UnitOfWork,
};

const streamed = (read: () => AsyncGenerator<readonly unknown[]>) => streamInProgram(parts, request, read);

test('lines follow each other, and none is no refusal', async () => {
  const lines = await streamed(async function* () {
    yield [1, { a: 2 }];
    yield ['three'];
  });
  expect((await lines.toArray()).join('')).toBe('1\n{"a":2}\n"three"\n');
  expect(await (await streamed(async function* () {})).toArray()).toEqual([]);
});

test('what fails before the first line is refused; after it the lines break off, so that nobody takes them for the whole', async () => {
  const nothing = streamed(async function* () {
    yield await Promise.reject(new Error('the snapshot is gone'));
  });
  await expect(nothing).rejects.toThrow('the snapshot is gone');
  const some = await streamed(async function* () {
    yield [1];
    throw new Error('the snapshot is gone');
  });
  await expect(some.toArray()).rejects.toThrow('the snapshot is gone');
});
