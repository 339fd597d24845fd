import { boolean, doublePrecision, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core';
import type {
  Acknowledgment,
  Alias,
  Appended,
  BatchState,
  BatchType,
  Censor,
  Excursion,
  OperationState,
  Point,
  ScaleUnit,
} from '@crossflow/domain/manufacturing/manufacturing';
import type { Limits, Stage } from '@crossflow/domain/reference/batch-process';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const campaignTable = sharedTable('campaign', {
  name: text('name').notNull(),
  processVersion: text('process_version').notNull(),
  scale: doublePrecision('scale').notNull(),
  scaleUnit: text('scale_unit').$type<ScaleUnit>().notNull(),
  makerPartyId: uuid('maker_party_id').notNull(),
});

export const batchTable = sharedTable(
  'batch',
  {
    campaignId: uuid('campaign_id').notNull(),
    number: text('number').notNull(),
    aliases: jsonb('aliases').$type<readonly Alias[]>().notNull(),
    type: text('type').$type<BatchType>().notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    scale: doublePrecision('scale').notNull(),
    scaleUnit: text('scale_unit').$type<ScaleUnit>().notNull(),
    processVersion: text('process_version').notNull(),
    masterRecord: text('master_record'),
    state: text('state').$type<BatchState>().notNull(),
    makerPartyId: uuid('maker_party_id').notNull(),
    timeZone: text('time_zone').notNull(),
    plannedStartAt: instant('planned_start_at').notNull(),
    plannedEndAt: instant('planned_end_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    dayZeroAt: instant('day_zero_at'),
  },
  // Within one maker, who sees all of its own batches: a clash tells nobody of a batch that it may not see.
  (table) => [
    unique('batch_number').on(table.programId, table.makerPartyId, table.number),
    index().on(table.campaignId),
  ],
);

export const operationTable = sharedTable(
  'operation',
  {
    batchId: uuid('batch_id').notNull(),
    order: integer('order').notNull(),
    code: text('code').notNull(),
    state: text('state').$type<OperationState>().notNull(),
    plannedStartAt: instant('planned_start_at').notNull(),
    plannedEndAt: instant('planned_end_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    startedBy: uuid('started_by'),
    endedBy: uuid('ended_by'),
  },
  (table) => [index().on(table.batchId)],
);

export const updateTable = sharedTable(
  'update',
  {
    batchId: uuid('batch_id').notNull(),
    operationId: uuid('operation_id'),
    text: text('text').notNull(),
    postedBy: uuid('posted_by').notNull(),
    postedAt: instant('posted_at').notNull(),
    acknowledgments: jsonb('acknowledgments').$type<readonly Acknowledgment[]>().notNull(),
  },
  (table) => [index().on(table.batchId)],
);

export const seriesTable = sharedTable(
  'series',
  {
    batchId: uuid('batch_id').notNull(),
    operationId: uuid('operation_id').notNull(),
    parameter: text('parameter').notNull(),
    unit: text('unit').notNull(),
    normal: jsonb('normal').$type<Limits>().notNull(),
    acceptable: jsonb('acceptable').$type<Limits>().notNull(),
    setPoint: doublePrecision('set_point'),
    count: integer('count').notNull(),
    last: jsonb('last').$type<readonly Point[]>().notNull(),
    excursions: jsonb('excursions').$type<readonly Excursion[]>().notNull(),
    appended: jsonb('appended').$type<Appended>(),
    digest: text('digest').notNull(),
  },
  (table) => [unique('series_parameter').on(table.operationId, table.parameter), index().on(table.batchId)],
);

export const readingTable = sharedTable(
  'reading',
  {
    seriesId: uuid('series_id').notNull(),
    batchId: uuid('batch_id').notNull(),
    value: doublePrecision('value').notNull(),
    censor: text('censor').$type<Censor>(),
    at: instant('at').notNull(),
    enteredAt: instant('entered_at').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    source: text('source').notNull(),
    late: boolean('late').notNull(),
    reason: text('reason'),
    supersedes: uuid('supersedes'),
    supersededBy: uuid('superseded_by'),
  },
  (table) => [index().on(table.seriesId, table.at), index().on(table.batchId)],
);
