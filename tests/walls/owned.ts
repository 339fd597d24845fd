import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { insertOf, keptTables, minimalRow, type Schema } from './schema.ts';
import { Tally } from './tally.ts';

const owned = [
  { table: 'ledger', column: 'party_id', setting: 'app.party' },
  { table: 'ledger_head', column: 'party_id', setting: 'app.party' },
  { table: 'notification', column: 'person_id', setting: 'app.person' },
] as const;

/** Rows that belong to one company or one person: read by it alone, written by nobody. */
export async function ownedRows(client: pg.ClientBase, schema: Schema): Promise<Tally> {
  const tally = new Tally();
  for (const { table, column, setting } of owned) {
    const owners: string[] = [randomUUID(), randomUUID()];
    await client.query('savepoint owned');
    for (const owner of owners) await client.query(insertOf(table, minimalRow(schema, table, { [column]: owner })));
    for (const viewer of [...owners, randomUUID(), '', null]) {
      await client.query('savepoint viewer');
      await client.query('set local role crossflow_member');
      // Whoever sets everything else sees no more.
      await client.query("select set_config('app.program', $1, true), set_config('app.mask', '2147483647', true)", [
        randomUUID(),
      ]);
      if (viewer !== null) await client.query('select set_config($1, $2, true)', [setting, viewer]);
      const { rows } = await client.query<Record<string, string>>(`select ${column} from ${table}`);
      for (const owner of owners)
        tally.cell(
          owner === viewer,
          rows.some((row) => row[column] === owner),
          `${table} of ${owner} read by ${viewer}`,
        );
      tally.holds(
        rows.every((row) => owners.includes(row[column]!)),
        `${table} shows rows of the world to a stranger`,
      );
      for (const statement of [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        insertOf(table, minimalRow(schema, table, { [column]: viewer || randomUUID() })),
      ])
        tally.cell(
          false,
          await succeeds(client, statement),
          `${table} written by its reader: ${statement.slice(0, 60)}`,
        );
      await client.query('rollback to savepoint viewer');
    }
    await client.query('rollback to savepoint owned');
  }
  return tally;
}

/** Rows that a person writes for themselves: read and written by that person alone. */
export async function keptRows(client: pg.ClientBase, schema: Schema): Promise<Tally> {
  const tally = new Tally();
  for (const table of keptTables) {
    const [own, other] = [randomUUID(), randomUUID()];
    const rowOf = (person: string) => insertOf(table, minimalRow(schema, table, { person_id: person }));
    const count = async (person: string) =>
      (await client.query(`select from ${table} where person_id = $1`, [person])).rowCount ?? 0;
    for (const statement of [
      `select`,
      `update ${table} set person_id = person_id`,
      `delete from ${table}`,
      rowOf(other),
    ]) {
      await client.query('savepoint kept');
      await client.query(rowOf(own));
      await client.query(rowOf(other));
      await client.query('set local role crossflow_member');
      await client.query("select set_config('app.program', $1, true), set_config('app.mask', '2147483647', true)", [
        other,
      ]);
      await client.query("select set_config('app.person', $1, true)", [own]);
      tally.cell(true, (await count(own)) === 1, `${table} of one's own is read`);
      tally.cell(false, (await count(other)) > 0, `${table} of somebody else is read`);
      tally.cell(
        !statement.startsWith('insert'),
        await succeeds(client, statement),
        `${table}: ${statement.slice(0, 60)}`,
      );
      await client.query('set local role none');
      tally.holds((await count(other)) >= 1, `${statement.slice(0, 60)} reached the ${table} of somebody else`);
      await client.query('rollback to savepoint kept');
    }
  }
  return tally;
}

/** Every way to rewrite the record, for every role, the superuser included. */
export async function sealedRecord(client: pg.ClientBase): Promise<Tally> {
  const tally = new Tally();
  for (const role of ['none', 'crossflow', 'crossflow_keeper', 'crossflow_member'])
    for (const statement of [
      "update entry set verb = 'other'",
      'delete from entry',
      'truncate entry',
      'update ledger set n = n',
      'delete from ledger',
      'truncate ledger',
    ]) {
      await client.query('savepoint role');
      await client.query(`set local role ${role}`);
      tally.cell(
        false,
        await succeeds(client, statement),
        `${statement} as ${role === 'none' ? 'the superuser' : role}`,
      );
      await client.query('rollback to savepoint role');
    }
  return tally;
}

async function succeeds(client: pg.ClientBase, statement: string): Promise<boolean> {
  await client.query('savepoint statement');
  try {
    await client.query(statement);
    return true;
  } catch (error) {
    if (!['42501', 'CF002'].includes((error as { code?: string }).code ?? '')) throw error;
    return false;
  } finally {
    await client.query('rollback to savepoint statement');
  }
}
