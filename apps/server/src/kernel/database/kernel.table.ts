import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** The record. Refuses UPDATE, DELETE and TRUNCATE; written by `crossflow.record` alone. */
export const entryTable = pgTable(
  'entry',
  {
    id: uuid('id').primaryKey(),
    programId: uuid('program_id').notNull(),
    audience: integer('audience').notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id'),
    partyId: uuid('party_id'),
    verb: text('verb').notNull(),
    kind: text('kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    within: uuid('within'),
    before: jsonb('before').$type<Record<string, unknown> | null>(),
    after: jsonb('after').$type<Record<string, unknown> | null>(),
    reason: text('reason'),
    commandId: uuid('command_id'),
    contentHash: bytea('content_hash').notNull(),
  },
  (table) => [index().on(table.subjectId), index().on(table.within)],
);

/** One company's ledger: a dense, hash-chained line of the entries it may see. */
export const ledgerTable = pgTable(
  'ledger',
  {
    partyId: uuid('party_id').notNull(),
    n: integer('n').notNull(),
    entryId: uuid('entry_id').notNull(),
    hash: bytea('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.partyId, table.n] }), index().on(table.entryId)],
);

export const ledgerHeadTable = pgTable('ledger_head', {
  partyId: uuid('party_id').primaryKey(),
  programId: uuid('program_id').notNull(),
  n: integer('n').notNull(),
  hash: bytea('hash').notNull(),
});

/** Commands already carried out, so that a repeated one gives its first reply. */
export const commandTable = pgTable(
  'command',
  {
    personId: uuid('person_id').notNull(),
    id: uuid('id').notNull(),
    hash: text('hash').notNull(),
    reply: jsonb('reply'),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.id] }), index().on(table.at)],
);

/** A need-to-know seat inside one party. */
export const teamTable = pgTable(
  'team',
  {
    id: uuid('id').primaryKey(),
    programId: uuid('program_id').notNull(),
    partyId: uuid('party_id').notNull(),
    seat: integer('seat').notNull(),
    name: text('name').notNull(),
  },
  (table) => [uniqueIndex().on(table.programId, table.seat)],
);
export const teamMemberTable = pgTable(
  'team_member',
  { teamId: uuid('team_id').notNull(), memberId: uuid('member_id').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.memberId] }), index().on(table.memberId)],
);

/** What a person should hear of. Personal: the second and last policy. `n` is its place in the person's own stream. */
export const notificationTable = pgTable(
  'notification',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    memberId: uuid('member_id').notNull(),
    programId: uuid('program_id').notNull(),
    n: integer('n').notNull(),
    reason: text('reason').notNull(),
    kind: text('kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    byMemberId: uuid('by_member_id'),
    at: instant('at').notNull(),
    state: text('state').notNull().default('unread'),
    snoozedUntil: instant('snoozed_until'),
  },
  (table) => [
    uniqueIndex().on(table.personId, table.n),
    index().on(table.personId, table.state),
    index()
      .on(table.personId, table.subjectId)
      .where(sql`snoozed_until is not null`),
  ],
);
/** Objects that a person wants to hear nothing of. Personal. */
export const muteTable = pgTable(
  'mute',
  { personId: uuid('person_id').notNull(), subjectId: uuid('subject_id').notNull(), at: instant('at').notNull() },
  (table) => [primaryKey({ columns: [table.personId, table.subjectId] })],
);

/** What a person set for themselves in one program, by name: saved views, columns. Personal. */
export const preferenceTable = pgTable(
  'preference',
  {
    personId: uuid('person_id').notNull(),
    programId: uuid('program_id').notNull(),
    name: text('name').notNull(),
    value: jsonb('value').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.programId, table.name] })],
);

export const personHeadTable = pgTable('person_head', {
  personId: uuid('person_id').primaryKey(),
  n: integer('n').notNull(),
});

/** Mail waiting to leave. Written in the transaction that caused it; sent by a job, shown to the operator. */
export const mailTable = pgTable(
  'mail',
  {
    id: uuid('id').primaryKey(),
    to: text('to').notNull(),
    locale: text('locale').notNull(),
    template: text('template').notNull(),
    values: jsonb('values').$type<Record<string, string>>().notNull(),
    at: instant('at').notNull(),
    sentAt: instant('sent_at'),
    attempts: integer('attempts').notNull().default(0),
    failed: boolean('failed').notNull().default(false),
    problem: text('problem'),
  },
  (table) => [index().on(table.sentAt)],
);
