import { newId } from '../story/ids.ts';
import { recipe } from '@crossflow/domain/reference/batch-process';
import { numericOf } from '../story/manufacturing.ts';
import { type Cases, of, type Slot } from './case.ts';

const batch: Slot = { kind: 'batch' };
const operation: Slot = { kind: 'operation', fits: of('batchId') };
const c = () => ({ commandId: newId() });
const at = (rows: readonly { id: string }[]) => ({ batchId: rows[0]!.id, operationId: rows[1]!.id });

export const manufacturing: Cases = {
  planCampaign: {
    slots: [{ kind: 'party' }],
    fresh: ['campaign'],
    input: ({ rows: [party], fresh: [campaignId], as }) => ({
      ...c(),
      campaignId,
      name: 'a campaign',
      processVersion: '1',
      scale: 1,
      scaleUnit: 'L',
      audience: as.seat | (1 << Number(party!['seat'])),
    }),
  },
  planBatch: {
    slots: [{ kind: 'campaign' }, { kind: 'party' }],
    fresh: ['batch', 'operation'],
    input: ({ rows: [row, party], fresh: [batchId, operationId], as }) => ({
      ...c(),
      ...{
        batchId,
        campaignId: row!.id,
        number: newId().slice(0, 12),
        aliases: [{ partyId: party!.id, number: 'theirs' }],
        type: 'ppq',
        stage: 'DP',
        scale: 1,
        scaleUnit: 'L',
      },
      ...{
        processVersion: '1',
        plannedStartAt: '2026-03-02T08:00:00.000Z',
        operationIds: recipe('DP').map((_, place) => (place === 0 ? operationId : newId())),
        audience: as.seat,
      },
    }),
  },
  issueBatch: { slots: [batch], input: ({ rows: [row] }) => ({ ...c(), batchId: row!.id, masterRecord: 'MR-9' }) },
  beginTesting: { slots: [batch], input: ({ rows: [row] }) => ({ ...c(), batchId: row!.id }) },
  startOperation: { slots: [batch, operation], input: ({ rows }) => ({ ...c(), ...at(rows) }) },
  completeOperation: { slots: [batch, operation], input: ({ rows }) => ({ ...c(), ...at(rows) }) },
  abortOperation: { slots: [batch, operation], input: ({ rows }) => ({ ...c(), ...at(rows), reason: 'a reason' }) },
  shareBatch: {
    slots: [batch, { kind: 'party' }],
    input: ({ rows: [row, party], as }) => ({
      ...c(),
      batchId: row!.id,
      audience: as.seat | (1 << Number(party!['seat'])),
      reason: '',
    }),
  },
  postUpdate: {
    slots: [
      batch,
      operation,
      { kind: 'file', fits: (row, _, as) => row['uploadedBy'] === as.memberId && row['subjectId'] === null },
    ],
    fresh: ['update'],
    input: ({ rows, fresh: [updateId], as }) => ({
      ...c(),
      updateId,
      ...at(rows),
      text: 'an update',
      fileIds: rows[2] === undefined ? [] : [rows[2].id],
      audience: as.seat,
    }),
  },
  acknowledgeUpdate: { slots: [{ kind: 'update' }], input: ({ rows: [row] }) => ({ ...c(), updateId: row!.id }) },
  enterReadings: {
    slots: [
      batch,
      {
        kind: 'operation',
        fits: (row, chosen) =>
          of('batchId')(row, chosen) && row['startedAt'] !== null && row['order'] === recipe('DP')[0]!.order,
      },
    ],
    fresh: ['series', 'reading'],
    input: ({ rows, fresh: [seriesId, readingId] }) => {
      const { parameter, unit, value } = numericOf('DP');
      const points = [{ id: readingId, at: new Date().toISOString(), value, censor: null }];
      return {
        ...c(),
        ...at(rows),
        source: 'manual',
        reason: null,
        groups: [{ seriesId, parameter, unit, setPoint: null, points }],
      };
    },
  },
  correctReading: {
    slots: [{ kind: 'reading' }],
    fresh: ['reading'],
    input: ({ rows: [row], fresh: [correctionId] }) => ({
      ...c(),
      readingId: row!.id,
      correctionId,
      value: numericOf('DP').value,
      censor: null,
      reason: 'a reason',
    }),
  },
  updates: {
    slots: [batch],
    input: ({ rows: [row] }) => ({ batchId: row!.id }),
    shown: (answer: Record<string, { id: string }[]>) => answer,
    belongs: (kind, row, { rows: [asked] }) => kind === 'update' && row['batchId'] === asked!.id,
  },
  readings: {
    slots: [{ kind: 'series' }],
    input: ({ rows: [row] }) => ({ seriesIds: [row!.id] }),
    shown: (reading: { id: string }[]) => ({ reading }),
    belongs: (_, row, { rows: [asked] }) => row['seriesId'] === asked!.id,
  },
};
