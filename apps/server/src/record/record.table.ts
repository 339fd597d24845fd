import { uuid } from 'drizzle-orm/pg-core';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const exportTable = sharedTable('export', {
  partyId: uuid('party_id').notNull(),
  takenBy: uuid('taken_by').notNull(),
  takenAt: instant('taken_at').notNull(),
});
