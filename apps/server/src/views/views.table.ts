import { text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const viewTable = sharedTable('view', {
  name: text('name').notNull(),
  query: text('query').notNull(),
  savedBy: uuid('saved_by').notNull(),
  partyId: uuid('party_id').notNull(),
  savedAt: instant('saved_at').notNull(),
});
