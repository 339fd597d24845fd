import { documentTypes } from '@crossflow/domain/reference/document-types';
import { newId } from '../story/ids.ts';
import { type Cases, of, type Slot } from './case.ts';

const document: Slot = { kind: 'document' };
const version: Slot = { kind: 'version' };
const ownUpload: Slot = {
  kind: 'file',
  fits: (row, _, as) => row['uploadedBy'] === as.memberId && row['subjectId'] === null,
};
const c = () => ({ commandId: newId() });
const hash = '0'.repeat(64);

export const documents: Cases = {
  add: {
    slots: [ownUpload],
    fresh: ['document', 'version'],
    input: ({ rows: [file], fresh: [documentId, versionId], as }) => ({
      ...c(),
      ...{
        documentId,
        versionId,
        fileId: file!.id,
        major: 0,
        minor: 1,
        reason: 'a reason',
        audience: as.seat,
        documentAudience: as.seat,
      },
      ...{ number: `WALL-${newId().slice(0, 8)}`, type: documentTypes[0]!.code, title: 'a title', titleZh: null },
    }),
  },
  addVersion: {
    slots: [document, ownUpload],
    fresh: ['version'],
    input: ({ rows: [row, file], fresh: [versionId], as }) => ({
      ...c(),
      documentId: row!.id,
      versionId,
      fileId: file!.id,
      major: 3,
      minor: 0,
      reason: 'a reason',
      audience: as.seat,
    }),
  },
  retitle: {
    slots: [document],
    input: ({ rows: [row] }) => ({
      ...c(),
      documentId: row!.id,
      version: row!.version,
      title: 'another title',
      titleZh: null,
    }),
  },
  submit: {
    slots: [version, { kind: 'party' }],
    fresh: ['review'],
    input: ({ rows: [row, party], fresh: [reviewId] }) => ({
      ...c(),
      versionId: row!.id,
      reviewers: [{ reviewId, partyId: party!.id }],
      dueAt: null,
    }),
  },
  review: {
    slots: [{ kind: 'review' }],
    input: ({ rows: [row] }) => ({
      ...c(),
      reviewId: row!.id,
      verdict: 'agree',
      comment: null,
      sha256: row!['sha256'] ?? hash,
    }),
  },
  approve: { slots: [version], input: ({ rows: [row] }) => ({ ...c(), versionId: row!.id }) },
  makeEffective: { slots: [version], input: ({ rows: [row] }) => ({ ...c(), versionId: row!.id, acknowledge: false }) },
  withdraw: { slots: [version], input: ({ rows: [row] }) => ({ ...c(), versionId: row!.id, reason: 'a reason' }) },
  acknowledge: {
    slots: [version],
    fresh: ['acknowledgment'],
    input: ({ rows: [row], fresh: [acknowledgmentId] }) => ({
      ...c(),
      acknowledgmentId,
      versionId: row!.id,
      sha256: row!['sha256'] ?? hash,
    }),
  },
  share: {
    slots: [document, { ...version, fits: of('documentId') }, { kind: 'party' }],
    input: ({ rows: [row, chosen, party], as }) => ({
      ...c(),
      documentId: row!.id,
      audience: as.seat | (1 << Number(party!['seat'])),
      versionIds: [chosen!.id],
      reason: null,
    }),
  },
  shareVersion: {
    slots: [version, { kind: 'party' }],
    input: ({ rows: [row, party], as }) => ({
      ...c(),
      versionId: row!.id,
      audience: as.seat | (1 << Number(party!['seat'])),
      reason: null,
    }),
  },
};
