import { z } from 'zod';
import { audience, command, id, requiredLine, requiredText, text } from '../record/command.ts';
import { unitOperation } from '../reference/batch-process.ts';
import { resolutionCodes, severityCodes, ticketCategory } from '../reference/ticket-taxonomy.ts';
import { LABEL_LENGTH, LABELS_AT_MOST, priorities, reactionMarks } from './ticket.ts';

const category = z
  .string()
  .max(20)
  .refine((code) => ticketCategory(code) !== undefined, { message: 'unknown-category' });
const severity = z.enum(severityCodes);
const priority = z.enum(priorities);
const labels = z.array(requiredLine(LABEL_LENGTH)).max(LABELS_AT_MOST);
const operation = z
  .string()
  .max(20)
  .refine((code) => unitOperation(code) !== null, { message: 'unknown-operation' })
  .nullable();
/** Whether it is one of the operation's is a rule: the operation may be what the ticket has already. */
const parameter = z.string().max(60).nullable();
const body = requiredText(20_000);
const mentions = z.array(id).max(50);
const fileIds = z.array(id).max(20);
const instant = z.iso.datetime({ precision: 3 });

export const raiseInput = command({
  ticketId: id,
  messageId: id,
  title: requiredLine(160),
  category,
  severity,
  audience,
  turnParty: id,
  dueAt: instant.nullable(),
  body,
  mentions,
  fileIds,
  priority: priority.optional(),
  labels: labels.optional(),
  operation: operation.optional(),
  parameter: parameter.optional(),
});
export const replyInput = command({
  ticketId: id,
  messageId: id,
  body,
  mentions,
  fileIds,
  proposed: z.boolean(),
  passTo: id.nullable(),
}).refine(({ proposed, passTo }) => !proposed || passTo === null, { message: 'proposal-passes-itself' });
export const askInput = command({ ticketId: id, messageId: id, body, mentions, fileIds, partyId: id });
export const noteInput = command({ ticketId: id, messageId: id, body, mentions, fileIds });
export const editInput = command({ messageId: id, version: z.int().min(1), body });
export const translateInput = command({ messageId: id, version: z.int().min(1), twin: text(20_000) });
export const reactInput = command({ reactionId: id, messageId: id, mark: z.enum(reactionMarks) });
export const unreactInput = command({ reactionId: id });
export const passInput = command({ ticketId: id, to: id });
export const acceptInput = command({ ticketId: id });
export const rejectInput = command({ ticketId: id, reason: requiredText(2_000) });
/** With a reply that becomes the accepted answer, or with an answer in words. */
export const resolveInput = command({
  ticketId: id,
  resolutionCode: z.enum(resolutionCodes),
  rootCause: text(4_000),
  messageId: id.nullable(),
  answer: text(4_000),
}).refine(({ messageId, answer }) => messageId !== null || answer.trim() !== '', {
  message: 'answer-needed',
  path: ['answer'],
});
export const closeInput = command({ ticketId: id, resolutionCode: z.enum(resolutionCodes), rootCause: text(4_000) });
export const cancelInput = command({ ticketId: id, reason: requiredText(2_000) });
export const reopenInput = command({ ticketId: id, reason: requiredText(2_000), turnParty: id });
export const assignInput = command({ ticketId: id, memberId: id.nullable() });
export const triageInput = command({
  ticketId: id,
  version: z.int().min(1),
  category,
  severity,
  priority,
  memberId: id.nullable(),
});
export const amendInput = command({
  ticketId: id,
  version: z.int().min(1),
  title: requiredLine(160).optional(),
  category: category.optional(),
  severity: severity.optional(),
  priority: priority.optional(),
  dueAt: instant.nullable().optional(),
  labels: labels.optional(),
  operation: operation.optional(),
  parameter: parameter.optional(),
});
export const askSeverityInput = command({ ticketId: id, severity });
/** Names the severity that was asked for, so that nobody agrees to another one. */
export const consentInput = command({ ticketId: id, severity });
export const declineInput = command({ ticketId: id, severity });
export const watchInput = command({ ticketId: id, watching: z.boolean() });
export const mergeInput = command({ ticketId: id, intoId: id, linkId: id });
/** `version` is the one that the act gave the ticket. */
export const undoInput = command({ ticketId: id, version: z.int().min(2) });
export const histories = ['whole', 'from-now-on'] as const;
export type History = (typeof histories)[number];
export const shareInput = command({
  ticketId: id,
  audience,
  history: z.enum(histories),
  reason: requiredText(2_000),
});
export const openInput = command({ ticketId: id, openingId: id });

export type RaiseInput = z.output<typeof raiseInput>;
export type ReplyInput = z.output<typeof replyInput>;
export type AskInput = z.output<typeof askInput>;
export type NoteInput = z.output<typeof noteInput>;
export type EditInput = z.output<typeof editInput>;
export type TranslateInput = z.output<typeof translateInput>;
export type ReactInput = z.output<typeof reactInput>;
export type UnreactInput = z.output<typeof unreactInput>;
export type PassInput = z.output<typeof passInput>;
export type AcceptInput = z.output<typeof acceptInput>;
export type RejectInput = z.output<typeof rejectInput>;
export type ResolveInput = z.output<typeof resolveInput>;
export type CloseInput = z.output<typeof closeInput>;
export type CancelInput = z.output<typeof cancelInput>;
export type ReopenInput = z.output<typeof reopenInput>;
export type AssignInput = z.output<typeof assignInput>;
export type TriageInput = z.output<typeof triageInput>;
export type AskSeverityInput = z.output<typeof askSeverityInput>;
export type ConsentInput = z.output<typeof consentInput>;
export type DeclineInput = z.output<typeof declineInput>;
export type WatchInput = z.output<typeof watchInput>;
export type MergeInput = z.output<typeof mergeInput>;
export type UndoInput = z.output<typeof undoInput>;
export type AmendInput = z.output<typeof amendInput>;
export type ShareInput = z.output<typeof shareInput>;
export type OpenInput = z.output<typeof openInput>;
