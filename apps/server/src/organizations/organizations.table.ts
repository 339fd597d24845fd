import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ProgramRole } from '@crossflow/domain/access/actor';
import type { WorkingHours } from '@crossflow/domain/organizations/organization';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const organizationTable = pgTable('organization', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  nameZh: text('name_zh'),
  createdAt: instant('created_at').notNull(),
});

export const membershipTable = pgTable(
  'membership',
  {
    organizationId: uuid('organization_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.personId] }), index().on(table.personId)],
);

export const programTable = sharedTable('program', {
  code: text('code').notNull(),
  name: text('name').notNull(),
  nameZh: text('name_zh'),
});

export const partyTable = sharedTable(
  'party',
  {
    organizationId: uuid('organization_id').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh'),
    shortName: text('short_name').notNull(),
    shortNameZh: text('short_name_zh'),
    monogram: text('monogram').notNull(),
    kind: text('kind').notNull(),
    seat: integer('seat').notNull(),
    territories: jsonb('territories').$type<string[]>().notNull(),
    city: text('city').notNull(),
    timeZone: text('time_zone').notNull(),
    workingHours: jsonb('working_hours').$type<WorkingHours>().notNull(),
    holidays: jsonb('holidays').$type<string[]>().notNull().default([]),
    workdays: jsonb('workdays').$type<string[]>().notNull().default([]),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
  },
  (table) => [unique().on(table.programId, table.seat), unique().on(table.programId, table.organizationId)],
);

export const memberTable = sharedTable(
  'member',
  {
    partyId: uuid('party_id').notNull(),
    personId: uuid('person_id').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh'),
    title: text('title').notNull(),
    role: text('role').$type<ProgramRole>().notNull(),
    timeZone: text('time_zone').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
  },
  (table) => [unique().on(table.partyId, table.personId), index().on(table.personId)],
);
