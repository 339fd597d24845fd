import type { Batch, Operation } from '@crossflow/domain/manufacturing/manufacturing';
import { isNumeric, recipe, unitOperation } from '@crossflow/domain/reference/batch-process';
import type { Actor, Acts } from '../chance.ts';

const batchIn = (actor: Actor, ...states: string[]): Batch | undefined =>
  actor.row('batch', ({ state }) => states.includes(state)) ?? actor.row('batch');
/** The operation of a batch whose turn it is. */
function at(actor: Actor, ...states: string[]): { batch: Batch; operation: Operation } | undefined {
  const batch = batchIn(actor, 'in-process', 'issued');
  const operations = actor
    .rows('operation')
    .filter(({ batchId }) => batchId === batch?.id)
    .toSorted((a, b) => a.order - b.order);
  const operation = operations.find(({ state }) => states.includes(state)) ?? operations[0];
  return batch === undefined || operation === undefined ? undefined : { batch, operation };
}
const ids = (found: { batch: Batch; operation: Operation }) => ({
  batchId: found.batch.id,
  operationId: found.operation.id,
});

export const manufacturing: Acts = {
  planCampaign: (actor) => ({
    ...actor.command(),
    campaignId: actor.id(),
    name: actor.words(),
    processVersion: '1',
    scale: 10,
    scaleUnit: 'L',
    audience: actor.audience(),
  }),
  planBatch: (actor) => {
    const campaign = actor.row('campaign');
    return (
      campaign && {
        ...actor.command(),
        ...{
          batchId: actor.id(),
          campaignId: campaign.id,
          number: `B-${actor.chance.below(100_000)}`,
          aliases: [],
          type: 'engineering',
          stage: 'DP',
          scale: 10,
          scaleUnit: 'L',
          processVersion: '1',
        },
        ...{
          plannedStartAt: '2026-03-02T08:00:00.000Z',
          operationIds: recipe('DP').map(() => actor.id()),
          audience: actor.audience(campaign.audience),
        },
      }
    );
  },
  issueBatch: (actor) => {
    const batch = batchIn(actor, 'planned');
    return batch && { ...actor.command(), batchId: batch.id, masterRecord: 'MR-1' };
  },
  beginTesting: (actor) => {
    const batch = batchIn(actor, 'manufactured');
    return batch && { ...actor.command(), batchId: batch.id };
  },
  startOperation: (actor) => {
    const found = at(actor, 'planned');
    return found && { ...actor.command(), ...ids(found) };
  },
  completeOperation: (actor) => {
    const found = at(actor, 'running');
    return found && { ...actor.command(), ...ids(found) };
  },
  abortOperation: (actor) => {
    const found = actor.chance.often(0.15) ? at(actor, 'running') : undefined;
    return found && { ...actor.command(), ...ids(found), reason: actor.words() };
  },
  shareBatch: (actor) => {
    const batch = actor.row('batch');
    return batch && { ...actor.command(), batchId: batch.id, audience: actor.audience(), reason: actor.words() };
  },
  postUpdate: async (actor) => {
    const batch = actor.row('batch');
    return (
      batch && {
        ...actor.command(),
        updateId: actor.id(),
        batchId: batch.id,
        operationId: null,
        text: actor.words(),
        fileIds: await actor.files(),
        audience: actor.audience(batch.audience),
      }
    );
  },
  acknowledgeUpdate: (actor) => {
    const update = actor.row('update');
    return update && { ...actor.command(), updateId: update.id };
  },
  enterReadings: (actor) => {
    const found = at(actor, 'running');
    const parameters =
      found &&
      (unitOperation(found.operation.code)?.parameters ?? []).filter(
        (one) => isNumeric(one) && one.normal.min !== undefined,
      );
    const parameter = parameters && actor.chance.one(parameters);
    if (found === undefined || parameter === undefined) return null;
    const value = parameter.normal.min!;
    const points = [...Array(1 + actor.chance.below(3)).keys()].map(() => ({
      id: actor.id(),
      at: new Date().toISOString(),
      value,
      censor: null,
    }));
    return {
      ...actor.command(),
      ...ids(found),
      source: 'manual',
      reason: null,
      groups: [{ seriesId: actor.id(), parameter: parameter.key, unit: parameter.unit, setPoint: null, points }],
    };
  },
  correctReading: (actor) => {
    const series = actor.row('series', ({ last }) => last.length > 0);
    const point = series && actor.chance.one(series.last);
    return (
      point && {
        ...actor.command(),
        readingId: point.id,
        correctionId: actor.id(),
        value: point.value,
        censor: null,
        reason: actor.words(),
      }
    );
  },
};
