import { z } from 'zod';
import { audience, command, id, line, requiredLine, requiredText, text } from '../record/command.ts';
import { documentType } from '../reference/document-types.ts';
import { verdicts } from './document.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const numberPart = z.int().min(0).max(999);
const reviewers = z.array(z.strictObject({ reviewId: id, partyId: id })).max(31);
const optionalLine = line().transform((value) => (value === '' ? null : value));

const versionFields = {
  versionId: id,
  documentId: id,
  fileId: id,
  major: numberPart,
  minor: numberPart,
  reason: requiredText(2000),
  /** Of the version; within the document's. */
  audience,
};

export const addDocumentInput = command({
  ...versionFields,
  number: requiredLine(60).refine((value) => /^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(value), {
    message: 'document-number',
  }),
  type: z.string().refine((code) => documentType(code) !== undefined, { message: 'document-type' }),
  title: requiredLine(),
  titleZh: optionalLine.nullable(),
  documentAudience: audience,
});
export type AddDocumentInput = z.output<typeof addDocumentInput>;

export const addVersionInput = command(versionFields);
export type AddVersionInput = z.output<typeof addVersionInput>;

export const retitleInput = command({
  documentId: id,
  version: z.int(),
  title: requiredLine(),
  titleZh: optionalLine.nullable(),
});
export type RetitleInput = z.output<typeof retitleInput>;

export const submitInput = command({ versionId: id, reviewers: reviewers.min(1), dueAt: z.iso.datetime().nullable() });
export type SubmitInput = z.output<typeof submitInput>;

export const reviewInput = command({
  reviewId: id,
  verdict: z.enum(verdicts),
  comment: text(20_000).nullable(),
  /** The hash of the file that the reviewer had before them. */
  sha256,
});
export type ReviewInput = z.output<typeof reviewInput>;

export const approveInput = command({ versionId: id });
export type ApproveInput = z.output<typeof approveInput>;

export const makeEffectiveInput = command({ versionId: id, acknowledge: z.boolean() });
export type MakeEffectiveInput = z.output<typeof makeEffectiveInput>;

export const withdrawInput = command({ versionId: id, reason: requiredText(2000) });
export type WithdrawInput = z.output<typeof withdrawInput>;

export const acknowledgeInput = command({ acknowledgmentId: id, versionId: id, sha256 });
export type AcknowledgeInput = z.output<typeof acknowledgeInput>;

export const shareDocumentInput = command({
  documentId: id,
  audience,
  /** The versions that whoever gains the document gains with it. */
  versionIds: z.array(id).max(1000),
  reason: text(2000).nullable(),
});
export type ShareDocumentInput = z.output<typeof shareDocumentInput>;

export const shareVersionInput = command({ versionId: id, audience, reason: text(2000).nullable() });
export type ShareVersionInput = z.output<typeof shareVersionInput>;
