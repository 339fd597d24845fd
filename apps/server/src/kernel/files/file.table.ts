import { bigint, index, text, uuid } from 'drizzle-orm/pg-core';
import type { Kind } from '@crossflow/domain/record/rows';
import { instant } from '../database/columns.ts';
import { sharedTable } from '../database/shared-table.ts';

export const fileTable = sharedTable(
  'file',
  {
    name: text('name').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    sha256: text('sha256').notNull(),
    uploadedBy: uuid('uploaded_by').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    subjectKind: text('subject_kind').$type<Kind>(),
    subjectId: uuid('subject_id'),
  },
  (table) => [index().on(table.subjectId), index().on(table.sha256)],
);
