import { boolean, index, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ResolutionCode, Severity } from '@crossflow/domain/reference/ticket-taxonomy';
import type { TicketClocks } from '@crossflow/domain/clocks/clock';
import type {
  MessageKind,
  Priority,
  ReactionMark,
  SeverityRequest,
  TicketState,
} from '@crossflow/domain/tickets/ticket';
import { instant } from '../kernel/database/columns.ts';
import { sharedTable } from '../kernel/database/shared-table.ts';

export const ticketTable = sharedTable(
  'ticket',
  {
    key: text('key').notNull(),
    title: text('title').notNull(),
    category: text('category').notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    severityAsked: jsonb('severity_asked').$type<SeverityRequest>(),
    priority: text('priority').$type<Priority>().notNull().default('normal'),
    labels: jsonb('labels').$type<string[]>().notNull().default([]),
    state: text('state').$type<TicketState>().notNull(),
    raisedBy: uuid('raised_by').notNull(),
    raisedByParty: uuid('raised_by_party').notNull(),
    raisedAt: instant('raised_at').notNull(),
    askedParty: uuid('asked_party').notNull(),
    turnParty: uuid('turn_party').notNull(),
    turnSince: instant('turn_since').notNull(),
    dueAt: instant('due_at'),
    assignees: jsonb('assignees').$type<Record<string, string>>().notNull(),
    watchers: jsonb('watchers').$type<string[]>().notNull().default([]),
    operation: text('operation'),
    parameter: text('parameter'),
    clocks: jsonb('clocks').$type<TicketClocks>(),
    proposedMessageId: uuid('proposed_message_id'),
    acceptedMessageId: uuid('accepted_message_id'),
    resolutionCode: text('resolution_code').$type<ResolutionCode>(),
    rootCause: text('root_cause'),
    answer: text('answer'),
    answeredBy: uuid('answered_by'),
    answeredAt: instant('answered_at'),
    closedAt: instant('closed_at'),
    lastReplyAt: instant('last_reply_at').notNull(),
    lastReplyBy: uuid('last_reply_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [unique().on(table.programId, table.key)],
);

export const messageTable = sharedTable(
  'message',
  {
    ticketId: uuid('ticket_id').notNull(),
    kind: text('kind').$type<MessageKind>().notNull(),
    body: text('body').notNull(),
    twin: text('twin'),
    twinBy: uuid('twin_by'),
    twinAt: instant('twin_at'),
    authorId: uuid('author_id').notNull(),
    partyId: uuid('party_id').notNull(),
    at: instant('at').notNull(),
    editedAt: instant('edited_at'),
    mentions: jsonb('mentions').$type<string[]>().notNull(),
    proposed: boolean('proposed').notNull(),
    passedTo: uuid('passed_to'),
  },
  (table) => [index().on(table.ticketId, table.at)],
);

export const openingTable = sharedTable(
  'opening',
  {
    ticketId: uuid('ticket_id').notNull(),
    memberId: uuid('member_id').notNull(),
    partyId: uuid('party_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [unique().on(table.ticketId, table.memberId)],
);

export const reactionTable = sharedTable(
  'reaction',
  {
    ticketId: uuid('ticket_id').notNull(),
    messageId: uuid('message_id').notNull(),
    memberId: uuid('member_id').notNull(),
    partyId: uuid('party_id').notNull(),
    mark: text('mark').$type<ReactionMark>().notNull(),
  },
  (table) => [unique().on(table.messageId, table.memberId, table.mark), index().on(table.ticketId)],
);

export const holdingTable = sharedTable(
  'holding',
  {
    ticketId: uuid('ticket_id').notNull(),
    partyId: uuid('party_id').notNull(),
    since: instant('since').notNull(),
    until: instant('until'),
  },
  (table) => [index().on(table.ticketId)],
);
