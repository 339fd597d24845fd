import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asSuperuser, cloneDatabase, dropDatabase } from '../world/databases.ts';
import { wallMatrix } from './matrix.ts';
import { doorMatrix } from './entering.ts';
import { keptRows, ownedRows, sealedRecord } from './owned.ts';
import { kinds, readSchema, type Schema, sharedTables, withinRules } from './schema.ts';
import { wallStructure } from './structure.ts';
import { withinParents } from './within.ts';

// A matrix on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

let url = '';
beforeAll(async () => {
  url = await cloneDatabase();
});
afterAll(() => dropDatabase(url));

const inDatabase = <T>(work: (client: pg.ClientBase, schema: Schema) => Promise<T>): Promise<T> =>
  asSuperuser(url, async (client) => {
    await client.query('begin');
    return work(client, await readSchema(client)).finally(() => client.query('rollback'));
  });

test('every shared table is registered, walled in by force, and open by no other policy, grant, view or function', async () => {
  (await inDatabase(wallStructure)).report('walls/structure');
});

test('the database alone shows, changes and takes in exactly the rows of the own program and the own seats', async () => {
  const tally = await inDatabase((client, schema) => wallMatrix(client, schema, sharedTables(schema)));
  tally.report('walls/database');
  expect(tally.cells).toBeGreaterThan(kinds.size * 1000);
});

test('the door into a program opens for a session of its own person, within the dates of member and party, under known eyes', async () => {
  (await inDatabase(doorMatrix)).report('walls/door');
});

test('ledgers show a company its own lines, notifications a person their own, and neither is written', async () => {
  (await inDatabase(ownedRows)).report('walls/owned');
});

test('what a person keeps for themselves is read and written by that person alone', async () => {
  (await inDatabase(keptRows)).report('walls/kept');
});

test('the record refuses to be rewritten, by whomever', async () => {
  (await inDatabase(sealedRecord)).report('walls/sealed');
});

test('no row is seen by anybody from whom its parent is hidden, from below and from above', async () => {
  (await inDatabase((client, schema) => withinParents(client, schema, withinRules()))).report('walls/within');
});
