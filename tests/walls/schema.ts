import { randomUUID } from 'node:crypto';
import { getTableColumns, getTableName } from 'drizzle-orm';
import pg from 'pg';
import { features } from '@crossflow/server/features';
import type { KindDefinition } from '@crossflow/server/kernel/feature';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}
/** Tables of the database as they are, not as the code says. */
export type Schema = ReadonlyMap<string, readonly Column[]>;

export interface Within {
  readonly child: string;
  readonly parents: readonly string[];
  readonly column: string;
  readonly kindColumn: string | null;
}
export type Verb = 'select' | 'insert' | 'update' | 'delete';

export const kinds = new Map<string, KindDefinition>(
  Object.values(features).flatMap((feature) => Object.entries(feature.kinds)),
);
export const kindTables: readonly string[] = [...kinds.values()].map(({ table }) => getTableName(table));
/** Tables that everybody may read their own part of, and nobody may write. */
export const readOnlyTables: readonly string[] = ['entry', 'ledger', 'ledger_head', 'notification'];
/** Tables in which each person keeps what is theirs alone. */
export const keptTables: readonly string[] = ['mute', 'preference'];

/** What a request may do to a table, by the feature list alone. */
export function expectedGrants(table: string): readonly Verb[] {
  if (readOnlyTables.includes(table)) return ['select'];
  if (keptTables.includes(table)) return ['select', 'insert', 'update', 'delete'];
  const definition = [...kinds.values()].find((one) => getTableName(one.table) === table);
  if (definition === undefined) return [];
  return definition.removable === true ? ['select', 'insert', 'update', 'delete'] : ['select', 'insert', 'update'];
}

export function withinRules(): Within[] {
  return [...kinds.values()].flatMap(({ table, within }) => {
    if (within === undefined) return [];
    const columns = getTableColumns(table) as unknown as Record<string, { name: string }>;
    const child = getTableName(table);
    const parents =
      within.kind === '*' ? kindTables.filter((name) => name !== child) : [getTableName(kinds.get(within.kind)!.table)];
    const kindColumn = within.kindColumn === undefined ? null : columns[within.kindColumn]!.name;
    return [{ child, parents, column: columns[within.column]!.name, kindColumn }];
  });
}

export async function readSchema(client: pg.ClientBase): Promise<Schema> {
  const { rows } = await client.query<{ table: string; name: string; type: string; required: boolean }>(
    `select c.relname as table, a.attname as name, t.typname as type, a.attnotnull and not a.atthasdef as required
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by c.relname, a.attnum`,
  );
  const schema = new Map<string, Column[]>();
  for (const { table, ...column } of rows) schema.set(table, [...(schema.get(table) ?? []), column]);
  return schema;
}

/** Every table whose rows carry a program and an audience: these must stand behind the wall. */
export const sharedTables = (schema: Schema): string[] =>
  [...schema]
    .filter(([, columns]) => ['program_id', 'audience'].every((name) => columns.some((column) => column.name === name)))
    .map(([table]) => table);

let counter = 0;
const valueOf: Readonly<Record<string, () => unknown>> = {
  uuid: () => randomUUID(),
  text: () => `x${(counter += 1)}`,
  int4: () => (counter += 1),
  int8: () => (counter += 1),
  float8: () => 1,
  bool: () => false,
  timestamptz: () => '2026-01-05T08:00:00.000Z',
  jsonb: () => ({}),
  bytea: () => '\\x00',
};

/** A row with every required column filled, whatever it may mean: the wall looks at program and audience alone. */
export function minimalRow(
  schema: Schema,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> & { id: string } {
  const row: Record<string, unknown> = {};
  for (const { name, type, required } of schema.get(table) ?? []) {
    const make = valueOf[type];
    if (name in given) row[name] = given[name];
    else if (required && make === undefined) throw new Error(`${table}.${name}: no value known for the type ${type}`);
    else if (required) row[name] = make?.();
  }
  return row as Record<string, unknown> & { id: string };
}

/** As a statement, so that a whole matrix of attempts travels at once. */
export function insertOf(table: string, row: Readonly<Record<string, unknown>>): string {
  const columns = Object.keys(row)
    .map((name) => pg.escapeIdentifier(name))
    .join(', ');
  const values = Object.values(row).map(literal).join(', ');
  return `insert into public.${pg.escapeIdentifier(table)} (${columns}) values (${values})`;
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
}
