import type { BatchType } from '@crossflow/domain/manufacturing/manufacturing';
import { recipe, type Stage } from '@crossflow/domain/reference/batch-process';
import { ManufacturingService } from '../manufacturing/manufacturing.service.ts';
import type { PersonKey } from './cast.ts';
import { picture, type Scene } from './picture.ts';
import type { DemoWorld } from './world.ts';

/** Hours before now at which each unit operation begins and ends; without an end it still runs. */
export type Steps = readonly (readonly [from: number, to: number | null])[];

export interface PlannedRun {
  readonly number: string;
  readonly alias: string;
  readonly type: BatchType;
  readonly stage: Stage;
  readonly campaignId: string;
  readonly audience: number;
  readonly scale: number;
  /** Hours before now of the planned start, and of the planning itself. */
  readonly planned: number;
  readonly plannedAt: number;
  readonly steps: Steps;
}
export interface Run {
  readonly batchId: string;
  readonly operationIds: readonly string[];
}

/** Hours from the beginning of a run to the beginning of each unit operation, as the reference lays them out. */
function ends(stage: Stage): number[] {
  let end = 0;
  return recipe(stage).map(({ typicalHours }) => (end += typicalHours));
}
export const straight = (from: number, stage: Stage): Steps =>
  ends(stage).map(
    (end, index) => [from - (ends(stage)[index - 1] ?? 0) - (index === 0 ? 0 : 0.2), from - end] as const,
  );

export function planCampaign(world: DemoWorld, name: string, audience: number, hoursAgo: number): string {
  const campaignId = world.id();
  const input = {
    commandId: world.id(),
    campaignId,
    name,
    processVersion: 'v2.0',
    scale: 2000,
    scaleUnit: 'L' as const,
    audience,
  };
  world.plan(hoursAgo, () => world.service(ManufacturingService).planCampaign(world.as('gu').caller, input));
  return campaignId;
}

/** A batch with everything that moved it. */
export function planRun(world: DemoWorld, run: PlannedRun): Run {
  const batches = world.service(ManufacturingService);
  const batchId = world.id();
  const operationIds = recipe(run.stage).map(() => world.id());
  const { number, type, stage, campaignId, audience, scale } = run;
  const input = {
    batchId,
    campaignId,
    number,
    type,
    stage,
    scale,
    audience,
    operationIds,
    aliases: [{ partyId: world.parties.exemplis.id, number: run.alias }],
    scaleUnit: stage === 'DS' ? ('L' as const) : ('vials' as const),
    processVersion: 'v2.0',
    plannedStartAt: world.hoursAgo(run.planned),
  };
  const command = () => ({ commandId: world.id(), batchId });
  world.plan(run.plannedAt, () => batches.planBatch(world.as('gu').caller, { ...command(), ...input }));
  const [first] = run.steps[0] ?? [];
  if (first !== undefined)
    world.plan(first + 3, () =>
      batches.issueBatch(world.as('shen').caller, { ...command(), masterRecord: 'MBR v3.1' }),
    );
  run.steps.forEach(([from, to], index) => {
    const operator = world.as(index < 5 ? 'chen' : 'wu').caller;
    const input = () => ({ ...command(), operationId: operationIds[index] ?? '' });
    world.plan(from, () => batches.startOperation(operator, input()));
    if (to !== null) world.plan(to, () => batches.completeOperation(operator, input()));
  });
  return { batchId, operationIds };
}

export function planTesting(world: DemoWorld, { batchId }: Run, hoursAgo: number): void {
  world.plan(hoursAgo, () =>
    world.service(ManufacturingService).beginTesting(world.as('shen').caller, { commandId: world.id(), batchId }),
  );
}

/** An update with its photos; gives its id. */
export function post(
  world: DemoWorld,
  run: Run,
  step: number,
  hoursAgo: number,
  person: PersonKey,
  text: string,
  scenes: readonly Scene[] = [],
): string {
  const updateId = world.id();
  const operationId = run.operationIds[step] ?? null;
  world.plan(hoursAgo, async () => {
    const fileIds = [];
    for (const scene of scenes)
      fileIds.push(await world.upload(person, { name: `${scene}.png`, mediaType: 'image/png', bytes: picture(scene) }));
    const audience = world.audience('exemplis', 'shili', 'yangben');
    const input = { commandId: world.id(), updateId, batchId: run.batchId, operationId, text, fileIds, audience };
    return world.service(ManufacturingService).postUpdate(world.as(person).caller, input);
  });
  return updateId;
}
