import { index, text, uuid } from 'drizzle-orm/pg-core';
import type { LinkRelation } from '@crossflow/domain/links/link';
import type { Kind } from '@crossflow/domain/record/rows';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const linkTable = sharedTable(
  'link',
  {
    fromKind: text('from_kind').$type<Kind>().notNull(),
    fromId: uuid('from_id').notNull(),
    toKind: text('to_kind').$type<Kind>().notNull(),
    toId: uuid('to_id').notNull(),
    relation: text('relation').$type<LinkRelation>().notNull().default('relates'),
    linkedBy: uuid('linked_by').notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (table) => [index().on(table.fromId), index().on(table.toId)],
);
