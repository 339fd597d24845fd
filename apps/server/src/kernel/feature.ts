import type { Type } from '@nestjs/common';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Change, Outcome } from '@crossflow/domain/record/change';
import type { Kind } from '@crossflow/domain/record/rows';
import type { SharedTable } from './database/shared-table.ts';
import type { Tx } from './unit-of-work/tx.ts';
import type { AnyRouter } from '@trpc/server';

/** What a kind of row is within: a fixed parent, or (`kindColumn`) a parent whose kind stands in the row. */
export interface Within {
  readonly kind: Kind | '*';
  /** Property of the row that holds the parent's id. */
  readonly column: string;
  readonly kindColumn?: string;
}

export interface KindOptions {
  /** In the bootstrap: heads that every screen needs. Otherwise fetched when opened. */
  readonly resident?: boolean;
  readonly within?: Within;
  /** May be removed for good (a link); everything else is only ever superseded or closed. */
  readonly removable?: boolean;
  /** Properties whose words are searched, and the one that says when they were written. */
  readonly searchable?: { readonly words: readonly string[]; readonly at: string };
}
export interface KindDefinition extends KindOptions {
  readonly table: SharedTable;
}

export const kind = <Table extends PgTable>(table: Table, options: KindOptions = {}): KindDefinition => ({
  table: table as unknown as SharedTable,
  ...options,
});

/** Runs inside `record`, before anything is written, over all changes of the act at once; gives the further ones that follow. */
export type Reaction = (tx: Tx, changes: readonly Change[]) => Promise<readonly Change[]>;

/** Runs inside `record`, before the reactions: the act with what always belongs to it whatever the move, such as the clocks of a ticket. */
export type Completion = (tx: Tx, outcome: Outcome) => Promise<Outcome>;

/** Everything the kernel needs to know of a feature. */
export interface Feature<Router extends AnyRouter = AnyRouter> {
  readonly module: Type;
  readonly kinds: Readonly<Partial<Record<Kind, KindDefinition>>>;
  readonly router: (get: <T>(token: Type<T> | symbol) => T) => Router;
  readonly completions?: readonly Completion[];
  readonly reactions?: readonly Reaction[];
}

export const feature = <Router extends AnyRouter>(definition: Feature<Router>): Feature<Router> => definition;
