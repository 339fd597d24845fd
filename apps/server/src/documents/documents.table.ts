import { bigint, boolean, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Verdict, VersionState } from '@crossflow/domain/documents/document';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const documentTable = sharedTable(
  'document',
  {
    key: text('key').notNull(),
    number: text('number').notNull(),
    type: text('type').notNull(),
    title: text('title').notNull(),
    titleZh: text('title_zh'),
    ownerId: uuid('owner_id').notNull(),
    addedBy: uuid('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  // Numbers are unique among one owner's documents alone: a number refused must not tell of another company's document.
  (table) => [unique().on(table.programId, table.key), unique().on(table.programId, table.ownerId, table.number)],
);

export const versionTable = sharedTable(
  'version',
  {
    documentId: uuid('document_id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    major: integer('major').notNull(),
    minor: integer('minor').notNull(),
    state: text('state').$type<VersionState>().notNull(),
    fileId: uuid('file_id').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    reason: text('reason').notNull(),
    authorId: uuid('author_id').notNull(),
    addedAt: instant('added_at').notNull(),
    submittedAt: instant('submitted_at'),
    dueAt: instant('due_at'),
    approvedAt: instant('approved_at'),
    effectiveAt: instant('effective_at'),
    acknowledge: boolean('acknowledge').notNull(),
    supersededById: uuid('superseded_by_id'),
    supersededAt: instant('superseded_at'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [unique().on(table.documentId, table.major, table.minor)],
);

export const reviewTable = sharedTable(
  'review',
  {
    documentId: uuid('document_id').notNull(),
    versionId: uuid('version_id').notNull(),
    partyId: uuid('party_id').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    verdict: text('verdict').$type<Verdict>(),
    comment: text('comment'),
    reviewerId: uuid('reviewer_id'),
    reviewedAt: instant('reviewed_at'),
    sha256: text('sha256').notNull(),
  },
  (table) => [unique().on(table.versionId, table.partyId), index().on(table.documentId)],
);

export const acknowledgmentTable = sharedTable(
  'acknowledgment',
  {
    documentId: uuid('document_id').notNull(),
    versionId: uuid('version_id').notNull(),
    partyId: uuid('party_id').notNull(),
    memberId: uuid('member_id').notNull(),
    acknowledgedAt: instant('acknowledged_at').notNull(),
    sha256: text('sha256').notNull(),
  },
  (table) => [unique().on(table.versionId, table.memberId), index().on(table.documentId)],
);
