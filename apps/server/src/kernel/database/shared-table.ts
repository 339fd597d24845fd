import type { BuildExtraConfigColumns } from 'drizzle-orm';
import { index, integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { PgColumnBuilderBase, PgTableExtraConfigValue } from 'drizzle-orm/pg-core';

const sharedColumns = () => ({
  id: uuid('id').primaryKey(),
  programId: uuid('program_id').notNull(),
  audience: integer('audience').notNull(),
  version: integer('version').notNull(),
});
type SharedColumns = ReturnType<typeof sharedColumns>;

/**
 * A table behind the wall: its rows carry the program, the audience that may see them, and the version for guarded writes.
 * Policies, grants and triggers are raised by `raiseWall` from the feature list; nothing else is needed.
 * Its index serves a program's rows in the order of their ids: how many another program has costs nothing, and no plan depends on it.
 */
export function sharedTable<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  extra: (table: BuildExtraConfigColumns<Name, SharedColumns & Columns, 'pg'>) => PgTableExtraConfigValue[] = () => [],
) {
  return pgTable<Name, SharedColumns & Columns>(name, { ...sharedColumns(), ...columns }, (table) => [
    index().on(table.programId, table.id),
    ...extra(table),
  ]);
}

/** Any shared table, as the kernel sees it. */
export type SharedTable = ReturnType<typeof sharedTable<string, Record<never, never>>>;
