import { recipe } from '@crossflow/domain/reference/batch-process';
import { newId } from '../world/world.ts';
import type { Stage } from './stage.ts';

export const batch = 'YBW-DS-26-777';
const TWO_HOURS = 7_200_000;

/** A batch of the CDMO for the sponsor, whose first operation has run for two hours. */
export async function startBatch({ server, player }: Stage): Promise<void> {
  const [gu, shen, chen, camille] = [
    await player('gu'),
    await player('shen'),
    await player('chen'),
    await player('camille'),
  ];
  const audience = gu.actor.seat | camille.actor.seat;
  const [campaignId, batchId] = [newId(), newId()];
  const operationIds = recipe('DS').map(() => newId());
  const base = { processVersion: 'v2.0', scale: 2000, scaleUnit: 'L', audience } as const;
  const plannedStartAt = new Date(Date.now() - TWO_HOURS).toISOString();
  server.clock.set(plannedStartAt);
  await gu.calls.manufacturing.planCampaign.mutate({ commandId: newId(), campaignId, name: '2026-T', ...base });
  await gu.calls.manufacturing.planBatch.mutate({
    ...{ commandId: newId(), batchId, campaignId, number: batch, aliases: [], type: 'engineering', stage: 'DS' },
    ...{ operationIds, plannedStartAt, ...base },
  });
  await shen.calls.manufacturing.issueBatch.mutate({ commandId: newId(), batchId, masterRecord: 'MBR v3.1' });
  await chen.calls.manufacturing.startOperation.mutate({ commandId: newId(), batchId, operationId: operationIds[0]! });
  server.clock.set(null);
}
