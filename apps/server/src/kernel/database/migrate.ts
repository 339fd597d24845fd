import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type { Feature, KindDefinition } from '../feature.ts';
import type { Connection, Database } from './database.ts';

/** Raise it when the statements of this file change: the walls are then raised anew at the next start. */
const RAISED_BY = 1;

// The same place from src/kernel/database and from dist/kernel/database.
const packageFolder = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** Brings the schema, the functions and the walls to what this version needs. Several processes may start at once: one works, the others wait. */
export async function migrate(database: Database, features: readonly Feature[]): Promise<void> {
  await database.alone(async (connection) => {
    await applyMigrations(connection.db, { migrationsFolder: packageFolder('migrations') });
    const scripts = await readScripts();
    const standing = fingerprint(scripts, features);
    await connection.query('begin');
    try {
      // Raising walls locks every table for a moment; a second server that starts beside a running one finds them standing.
      if ((await standingWalls(connection)) !== standing) {
        await raiseWalls(connection, scripts, features);
        await connection.query('insert into crossflow.walls (fingerprint) values ($1)', [standing]);
      }
      await connection.query('commit');
    } catch (error) {
      await connection.query('rollback');
      throw error;
    }
  });
}

interface Script {
  readonly name: string;
  readonly sql: string;
}

async function readScripts(): Promise<Script[]> {
  const folder = packageFolder('sql');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(`${folder}/${name}`, 'utf8') })));
}

/** Says of which scripts, tables and rules the walls are made. */
function fingerprint(scripts: readonly Script[], features: readonly Feature[]): string {
  const kinds = features.flatMap(({ kinds }) =>
    Object.entries(kinds).map(([kind, { table, within, removable, searchable }]) => [
      kind,
      Object.keys(getTableColumns(table)),
      within,
      removable,
      searchable,
    ]),
  );
  return createHash('sha256')
    .update(JSON.stringify([scripts, kinds, RAISED_BY]))
    .digest('hex');
}

async function standingWalls(connection: Connection): Promise<string | null> {
  const [known] = await connection.query<{ exists: boolean }>(
    "select to_regclass('crossflow.walls') is not null as exists",
  );
  if (!known?.exists) return null;
  const [last] = await connection.query<{ fingerprint: string }>(
    'select fingerprint from crossflow.walls order by n desc limit 1',
  );
  return last?.fingerprint ?? null;
}

async function raiseWalls(
  connection: Connection,
  scripts: readonly Script[],
  features: readonly Feature[],
): Promise<void> {
  for (const { name, sql } of scripts) {
    const asKeeper = !name.startsWith('1-');
    await connection.query(`set local role ${asKeeper ? 'crossflow_keeper' : 'none'}`);
    await connection.query(sql);
  }
  await connection.query('set local role none');
  await raiseKernelWalls(connection);
  const kinds = features.flatMap((feature) => Object.values(feature.kinds));
  for (const definition of kinds) await raiseKindWall(connection, definition);
  for (const definition of kinds) await holdWithin(connection, definition, kinds);
  for (const definition of kinds) await makeSearchable(connection, definition);
}

async function raiseKernelWalls(connection: Connection): Promise<void> {
  await connection.query(`
    select crossflow.raise_wall('entry'), crossflow.raise_ledger_wall('ledger'), crossflow.raise_ledger_wall('ledger_head'),
      crossflow.raise_personal_wall('notification'), crossflow.raise_personal_wall('mute'), crossflow.raise_personal_wall('preference'),
      crossflow.seal('entry'), crossflow.seal('ledger');
    grant select on entry, ledger, ledger_head, notification to crossflow_member;
    grant select, insert, update, delete on mute, preference to crossflow_member;
  `);
}

async function raiseKindWall(connection: Connection, { table, removable }: KindDefinition): Promise<void> {
  const name = getTableName(table);
  await connection.query('select crossflow.raise_wall($1)', [name]);
  await connection.query(
    `grant select, insert, update${removable ? ', delete' : ''} on public."${name}" to crossflow_member`,
  );
}

async function holdWithin(
  connection: Connection,
  { table, within }: KindDefinition,
  all: readonly KindDefinition[],
): Promise<void> {
  if (within === undefined) return;
  const child = getTableName(table);
  const column = columnName(table, within.column);
  const kindColumn = within.kindColumn === undefined ? '' : columnName(table, within.kindColumn);
  await connection.query('select crossflow.hold_child($1, $2, $3, $4)', [child, within.kind, column, kindColumn]);
  const parents = all.map((definition) => getTableName(definition.table));
  for (const parent of within.kind === '*' ? parents.filter((name) => name !== child) : [within.kind])
    await connection.query('select crossflow.hold_parent($1, $2, $3, $4)', [parent, child, column, kindColumn]);
}

async function makeSearchable(connection: Connection, { table, searchable }: KindDefinition): Promise<void> {
  if (searchable === undefined) return;
  const name = getTableName(table);
  const words = searchable.words.map((word) => columnName(table, word));
  const at = columnName(table, searchable.at);
  await connection.query('select crossflow.make_searchable($1, $2, $3)', [name, at, words]);
  await connection.query('set local role crossflow_keeper');
  // Rows from before this kind was searched.
  await connection.query(
    `insert into crossflow.searchable (kind, row_id, program_id, audience, at, folded)
     select $1, id, program_id, audience, "${at}", crossflow.fold(concat_ws(' ', ${words.map((word) => `"${word}"`).join(', ')}))
     from public."${name}" t where not exists (select from crossflow.searchable s where s.row_id = t.id)`,
    [name],
  );
  await connection.query('set local role none');
}

function columnName(table: KindDefinition['table'], property: string): string {
  const column = (getTableColumns(table) as Record<string, { name: string }>)[property];
  if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${property}`);
  return column.name;
}
