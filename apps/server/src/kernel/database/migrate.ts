import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type { Feature, KindDefinition } from '../feature.ts';
import type { Connection, Database } from './database.ts';

// The same place from src/kernel/database and from dist/kernel/database.
const packageFolder = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** Brings the schema, the functions and the walls to what this version needs. Several processes may start at once: one works, the others wait. */
export async function migrate(database: Database, features: readonly Feature[]): Promise<void> {
  await database.alone(async (connection) => {
    await applyMigrations(connection.db, { migrationsFolder: packageFolder('migrations') });
    await connection.query('begin');
    try {
      await raiseWalls(connection, features);
      await connection.query('commit');
    } catch (error) {
      await connection.query('rollback');
      throw error;
    }
  });
}

async function raiseWalls(connection: Connection, features: readonly Feature[]): Promise<void> {
  const folder = packageFolder('sql');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const script of scripts) {
    const asKeeper = !script.startsWith('1-');
    await connection.query(`set local role ${asKeeper ? 'crossflow_keeper' : 'none'}`);
    await connection.query(await readFile(`${folder}/${script}`, 'utf8'));
  }
  await connection.query('set local role none');
  await raiseKernelWalls(connection);
  const kinds = features.flatMap((feature) => Object.values(feature.kinds));
  for (const definition of kinds) await raiseKindWall(connection, definition);
  for (const definition of kinds) await holdWithin(connection, definition, kinds);
}

async function raiseKernelWalls(connection: Connection): Promise<void> {
  await connection.query(`
    select crossflow.raise_wall('entry'), crossflow.raise_ledger_wall('ledger'), crossflow.raise_ledger_wall('ledger_head'),
      crossflow.raise_personal_wall('notification'), crossflow.seal('entry'), crossflow.seal('ledger');
    grant select on entry, ledger, ledger_head, notification to crossflow_member;
  `);
}

async function raiseKindWall(connection: Connection, { table, removable }: KindDefinition): Promise<void> {
  const name = getTableName(table);
  await connection.query('select crossflow.raise_wall($1)', [name]);
  await connection.query(`grant select, insert, update${removable ? ', delete' : ''} on public."${name}" to crossflow_member`);
}

async function holdWithin(connection: Connection, { table, within }: KindDefinition, all: readonly KindDefinition[]): Promise<void> {
  if (within === undefined) return;
  const child = getTableName(table);
  const column = columnName(table, within.column);
  const kindColumn = within.kindColumn === undefined ? '' : columnName(table, within.kindColumn);
  await connection.query('select crossflow.hold_child($1, $2, $3, $4)', [child, within.kind, column, kindColumn]);
  const parents = all.map((definition) => getTableName(definition.table));
  for (const parent of within.kind === '*' ? parents.filter((name) => name !== child) : [within.kind])
    await connection.query('select crossflow.hold_parent($1, $2, $3, $4)', [parent, child, column, kindColumn]);
}

function columnName(table: KindDefinition['table'], property: string): string {
  const column = (getTableColumns(table) as Record<string, { name: string }>)[property];
  if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${property}`);
  return column.name;
}
