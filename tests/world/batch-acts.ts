import { parameterOf, recipe, type Stage } from '@crossflow/domain/reference/batch-process';
import { newId } from './world.ts';
import type { Player } from './player.ts';

export interface PlannedBatch {
  readonly campaignId: string;
  readonly batchId: string;
  readonly operationIds: readonly string[];
  readonly number: string;
}

/** A campaign with one batch whose record is issued; `maker` leads the CDMO. */
export async function issuedBatch(
  maker: Player,
  audience: number,
  stage: Stage = 'DS',
  within = audience,
): Promise<PlannedBatch> {
  const campaignId = newId();
  const scale = { scale: 2000, scaleUnit: 'L' as const, processVersion: 'v2.0' };
  await maker.calls.manufacturing.planCampaign.mutate({
    commandId: newId(),
    campaignId,
    name: '2026-B',
    ...scale,
    audience: within,
  });
  const batch = await plannedBatch(maker, campaignId, audience, stage);
  await maker.calls.manufacturing.issueBatch.mutate({
    commandId: newId(),
    batchId: batch.batchId,
    masterRecord: 'MBR v3.1',
  });
  return batch;
}

export async function plannedBatch(
  maker: Player,
  campaignId: string,
  audience: number,
  stage: Stage,
): Promise<PlannedBatch> {
  const planned = {
    campaignId,
    batchId: newId(),
    number: `YBW-${newId().slice(0, 8)}`,
    operationIds: recipe(stage).map(() => newId()),
  };
  await maker.calls.manufacturing.planBatch.mutate({
    ...{ commandId: newId(), ...planned, audience, stage, type: 'gmp-clinical', aliases: [] },
    ...{ scale: 2000, scaleUnit: 'L', processVersion: 'v2.0', plannedStartAt: new Date().toISOString() },
  });
  return planned;
}

export const start = (player: Player, { batchId, operationIds }: PlannedBatch, step: number) =>
  player.calls.manufacturing.startOperation.mutate({
    commandId: newId(),
    batchId,
    operationId: operationIds[step] ?? '',
  });
export const complete = (player: Player, { batchId, operationIds }: PlannedBatch, step: number) =>
  player.calls.manufacturing.completeOperation.mutate({
    commandId: newId(),
    batchId,
    operationId: operationIds[step] ?? '',
  });

/** Runs the batch up to the beginning of a step. */
export async function runTo(player: Player, batch: PlannedBatch, step: number): Promise<void> {
  for (let index = 0; index < step; index++) {
    await start(player, batch, index);
    await complete(player, batch, index);
  }
  await start(player, batch, step);
}

/** Readings of one parameter of the production bioreactor, measured one after the other until now. */
export function readings(batch: PlannedBatch, parameter: string, values: readonly number[], seriesId = newId()) {
  const now = Date.now();
  const points = values.map((value, index) => ({
    ...{ id: newId(), value, censor: null },
    at: new Date(now + (index - values.length + 1) * 10).toISOString(),
  }));
  const unit = parameterOf('UP-04', parameter)?.unit ?? '';
  return {
    ...{
      commandId: newId(),
      batchId: batch.batchId,
      operationId: batch.operationIds[3] ?? '',
      source: 'manual',
      reason: null,
    },
    groups: [{ seriesId, parameter, unit, setPoint: null, points }],
  };
}

export const update = (batch: PlannedBatch, text: string, audience: number, fileIds: string[] = []) => ({
  ...{ commandId: newId(), updateId: newId(), batchId: batch.batchId, operationId: null, text, fileIds, audience },
});
