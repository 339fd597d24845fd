import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, Database } from '../../apps/server/src/kernel/database/database.ts';
import { cloneDatabase, dropDatabase } from '../world/databases.ts';

let url: string;
let database: Database;
beforeAll(async () => {
  url = await cloneDatabase();
  database = new Database(url);
});
afterAll(async () => {
  await database.close();
  await dropDatabase(url);
});

const at = '2026-03-02T08:00:00.000Z';
const PUT = 'insert into command (person_id, id, hash, at) values ($1, $1, $2, $3)';
const put = (id: string) => [`00000000-0000-4000-8000-${id.padStart(12, '0')}`, 'a hash', at];
const written = () =>
  database.transaction('keeper', 'read', async (connection) => {
    const rows = await connection.query<{ id: string }>("select id from command where hash = 'a hash' order by id");
    return rows.map(({ id }) => id.slice(-1));
  });

test('the commit that travels with the last statement keeps all of the transaction, and nothing where that statement is refused', async () => {
  await database.transaction('keeper', 'write', async (connection) => {
    await connection.query(PUT, put('1'));
    await connection.last(PUT, put('2'), 'last');
  });
  expect(await written()).toEqual(['1', '2']);

  const refused = database.transaction('keeper', 'write', async (connection) => {
    await connection.query(PUT, put('3'));
    await connection.last(PUT, put('1'), 'last');
  });
  await expect(refused).rejects.toThrow(/duplicate key/);
  expect(await written()).toEqual(['1', '2']);
});

test('nothing follows the last statement, by whichever way it is asked', async () => {
  for (const after of [
    (connection: Connection): Promise<unknown> => connection.query('select 1'),
    (connection: Connection): Promise<unknown> => connection.db.execute(sql`select 1`),
  ]) {
    const asking = database.transaction('keeper', 'write', async (connection) => {
      await connection.last('select 1', [], 'one');
      await after(connection);
    });
    await expect(asking).rejects.toThrow(
      expect.toSatisfy((error: Error) => /nothing follows/.test(`${error} ${String(error.cause)}`)),
    );
  }
});
