import { recipe, type Stage } from '@crossflow/domain/reference/batch-process';
import { newId } from './ids.ts';
import { command, type Scope, uploaded } from './scope.ts';

export interface ToldBatch {
  readonly campaignId: string;
  readonly batchId: string;
  readonly operationIds: readonly string[];
  readonly readingIds: readonly string[];
}

/** A campaign with a batch in process: an operation run through, readings of which one is corrected, an update with a photo. `by` leads the maker. */
export async function tellBatch(scope: Scope, stage: Stage = 'DP'): Promise<ToldBatch> {
  const campaignId = await planCampaign(scope);
  const { batchId, operationIds } = await planBatch(scope, campaignId, stage);
  const { by, others } = scope;
  const [first, second] = operationIds as [string, string];
  await by.calls.manufacturing.issueBatch.mutate({
    ...command(),
    batchId,
    masterRecord: scope.text('record').slice(0, 40),
  });
  await by.calls.manufacturing.startOperation.mutate({ ...command(), batchId, operationId: first });
  const readingIds = await enterReadings(scope, batchId, first, stage);
  const correctionId = newId();
  await by.calls.manufacturing.correctReading.mutate({
    ...command(),
    readingId: readingIds[0]!,
    correctionId,
    value: numericOf(stage).value,
    censor: null,
    reason: scope.text('misread'),
  });
  await by.calls.manufacturing.completeOperation.mutate({ ...command(), batchId, operationId: first });
  await by.calls.manufacturing.startOperation.mutate({ ...command(), batchId, operationId: second });
  const updateId = await postUpdate(scope, batchId, second);
  for (const player of others) await player.calls.manufacturing.acknowledgeUpdate.mutate({ ...command(), updateId });
  return { campaignId, batchId, operationIds, readingIds: [...readingIds, correctionId] };
}

/** To the end: every operation completed, testing begun; and another batch whose operation is aborted. */
export async function finishBatch(scope: Scope): Promise<void> {
  const campaignId = await planCampaign(scope);
  const { calls } = scope.by;
  const done = await planBatch(scope, campaignId, 'DP');
  await calls.manufacturing.issueBatch.mutate({ ...command(), batchId: done.batchId, masterRecord: 'MR-1' });
  for (const operationId of done.operationIds) {
    await calls.manufacturing.startOperation.mutate({ ...command(), batchId: done.batchId, operationId });
    await calls.manufacturing.completeOperation.mutate({ ...command(), batchId: done.batchId, operationId });
  }
  await calls.manufacturing.beginTesting.mutate({ ...command(), batchId: done.batchId });
  const broken = await planBatch(scope, campaignId, 'DP');
  const at = { batchId: broken.batchId, operationId: broken.operationIds[0]! };
  await calls.manufacturing.issueBatch.mutate({ ...command(), batchId: broken.batchId, masterRecord: 'MR-2' });
  await calls.manufacturing.startOperation.mutate({ ...command(), ...at });
  await calls.manufacturing.abortOperation.mutate({ ...command(), ...at, reason: scope.text('aborted') });
}

export async function planCampaign({ by, audience, text }: Scope): Promise<string> {
  const campaignId = newId();
  await by.calls.manufacturing.planCampaign.mutate({
    ...command(),
    campaignId,
    name: text('campaign'),
    processVersion: '2.1',
    scale: 2000,
    scaleUnit: 'L',
    audience,
  });
  return campaignId;
}

export async function planBatch(scope: Scope, campaignId: string, stage: Stage, within = scope.audience) {
  const { by } = scope;
  const batchId = newId();
  const operationIds = recipe(stage).map(() => newId());
  await by.calls.manufacturing.planBatch.mutate({
    ...command(),
    ...{
      batchId,
      campaignId,
      number: `B-${scope.serial()}`,
      aliases: [],
      type: 'engineering',
      stage,
      scale: 2000,
      scaleUnit: 'L',
      processVersion: '2.1',
    },
    ...{ plannedStartAt: '2026-03-02T08:00:00.000Z', operationIds, audience: within },
  });
  return { batchId, operationIds };
}

/** A parameter of the stage's first operation, with a value inside its range. */
export function numericOf(stage: Stage) {
  const found = recipe(stage)[0]!.parameters.find(({ normal }) => normal.min !== undefined && normal.max !== undefined);
  if (found === undefined) throw new Error(`the first operation of ${stage} measures nothing in a range`);
  return { parameter: found.key, unit: found.unit, value: found.normal.min! };
}

export async function enterReadings(
  { by, text, now = () => new Date().toISOString() }: Scope,
  batchId: string,
  operationId: string,
  stage: Stage,
): Promise<string[]> {
  const { parameter, unit, value } = numericOf(stage);
  const points = [0, 1].map(() => ({ id: newId(), at: now(), value, censor: null }));
  const groups = [{ seriesId: newId(), parameter, unit, setPoint: null, points }];
  await by.calls.manufacturing.enterReadings.mutate({
    ...command(),
    batchId,
    operationId,
    source: text('by hand').slice(0, 60),
    reason: null,
    groups,
  });
  return points.map(({ id }) => id);
}

export async function postUpdate(
  scope: Scope,
  batchId: string,
  operationId: string | null,
  audience = scope.audience,
): Promise<string> {
  const updateId = newId();
  const fileIds = [await uploaded(scope.by, scope, 'photo')];
  await scope.by.calls.manufacturing.postUpdate.mutate({
    ...command(),
    updateId,
    batchId,
    operationId,
    text: scope.text('update'),
    fileIds,
    audience,
  });
  return updateId;
}
