import { parameterOf } from '@crossflow/domain/reference/batch-process';
import { ReadingsService } from '../manufacturing/readings.service.ts';
import type { Run } from './batch-runs.ts';
import type { PersonKey } from './cast.ts';
import type { Culture } from './culture.ts';
import type { DemoWorld } from './world.ts';

/** The plant's own system, as its readings name it. */
export const SITE_FEED = 'MES feed';
/** Place of the production bioreactor among the operations of a drug substance. */
export const CULTURE_STEP = 3;

/** A finished culture, brought in after the run as the plant's historian gives it. */
export function importCulture(world: DemoWorld, run: Run, inoculated: number, all: Culture): void {
  const hoursAgo = inoculated - 14 * 24 - 1;
  const groups = Object.entries(all).map(([parameter, measured]) =>
    group(
      world,
      'UP-04',
      parameter,
      measured.map(({ day, value }) => [inoculated - 0.01 - day * 24, value] as const),
    ),
  );
  planReadings(world, run, CULTURE_STEP, hoursAgo, 'wu', 'Historian export', groups, 'Historian export after the run');
}

const setPoints: Readonly<Record<string, number>> = { ph: 7, do: 40, temp: 37, temp_shift: 33 };

export function group(
  world: DemoWorld,
  code: string,
  parameter: string,
  points: readonly (readonly [hoursAgo: number, value: number])[],
) {
  return {
    seriesId: world.id(),
    parameter,
    unit: parameterOf(code, parameter)?.unit ?? '',
    setPoint: code === 'UP-04' ? (setPoints[parameter] ?? null) : null,
    points: points.map(([hoursAgo, value]) => ({ id: world.id(), at: world.hoursAgo(hoursAgo), value, censor: null })),
  };
}

export function planReadings(
  world: DemoWorld,
  { batchId, operationIds }: Run,
  step: number,
  hoursAgo: number,
  person: PersonKey,
  source: string,
  groups: ReturnType<typeof group>[],
  reason: string | null = null,
): void {
  const input = { commandId: world.id(), batchId, operationId: operationIds[step] ?? '', source, reason, groups };
  world.plan(hoursAgo, () => world.service(ReadingsService).enter(world.as(person).caller, input));
}
