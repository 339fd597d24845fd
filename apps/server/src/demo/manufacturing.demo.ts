import { MANUAL } from '@crossflow/domain/manufacturing/reading';
import { recipe } from '@crossflow/domain/reference/batch-process';
import { group, importCulture, planReadings } from './batch-readings.ts';
import {
  planCampaign,
  planRun,
  planTesting,
  type PlannedRun,
  post,
  type Run,
  type Steps,
  straight,
} from './batch-runs.ts';
import { culture } from './culture.ts';
import { fourteen, seedFourteen } from './running-batch.ts';
import type { DemoWorld } from './world.ts';

/** A campaign with a batch in its bioreactor, one in purification, finished ones, and a drug product still to come. */
export async function seedManufacturing(world: DemoWorld): Promise<void> {
  const audience = world.audience('exemplis', 'shili', 'yangben');
  const campaignId = planCampaign(world, '2026-B', audience, 1678);
  const base = { type: 'gmp-clinical', stage: 'DS', campaignId, audience, scale: 2000 } as const;
  const run = (number: string, planned: number, plannedAt: number, steps: Steps, more: Partial<PlannedRun> = {}): Run =>
    planRun(world, { ...base, number: `YBW-${number}`, alias: aliasOf(number), planned, plannedAt, steps, ...more });
  const engineering = { type: 'engineering', audience: world.audience('exemplis', 'yangben') } as const;

  seedFinished(world, run('DS-26-011', 1660, 1676, straight(1660, 'DS')), { started: 1660, tested: 900, seed: 11 });
  seedFinished(world, run('DS-26-012', 1028, 1500, straight(1028, 'DS'), engineering), {
    started: 1028,
    tested: 264,
    seed: 12,
  });
  seedThirteen(world, run('DS-26-013', 734, 1100, thirteen));
  seedFourteen(world, run('DS-26-014', 541, 800, fourteen));
  run('DP-26-006', -72, 200, [], { stage: 'DP', scale: 3200 });
  seedSecondLicensee(world);
}

/** The sponsor's own number: EX-DS-0014 for DS-26-014. */
const aliasOf = (number: string): string => number.replace(/^(D[SP])-\d+-(\d+)$/, 'EX-$1-0$2');

const thirteen: Steps = [
  [734, 732],
  [731.5, 492],
  [491.5, 420],
  [419.5, 84],
  [83, 76],
  [72, 48],
  [43, 39],
  [6, null],
];
/** The second licensee sees a campaign of its own, which the first one must not learn of. */
function seedSecondLicensee(world: DemoWorld): void {
  const audience = world.audience('exemplis', 'yangben', 'modelo');
  const campaignId = planCampaign(world, '2027-BR', audience, 300);
  planRun(world, {
    campaignId,
    audience,
    type: 'engineering',
    stage: 'DS',
    scale: 2000,
    number: 'YBW-DS-27-002',
    alias: 'EX-DS-0021',
    planned: -960,
    plannedAt: 290,
    steps: [],
  });
}

/** A batch whose culture came in with the historian's export, and which is being tested. */
function seedFinished(
  world: DemoWorld,
  run: Run,
  { started, tested, seed }: { started: number; tested: number; seed: number },
): void {
  importCulture(world, run, started - 314.2, culture({ seed, until: 14, every: 1 / 8 }));
  planTesting(world, run, tested);
}

function seedThirteen(world: DemoWorld, run: Run): void {
  importCulture(world, run, 419.5, culture({ seed: 13, until: 14, every: 1 / 8 }));
  const at = (index: number, hoursAgo: number, values: Readonly<Record<string, readonly number[]>>) => {
    const code = recipe('DS')[index]?.code ?? '';
    const groups = Object.entries(values).map(([parameter, list]) =>
      group(
        world,
        code,
        parameter,
        list.map((value, place) => [hoursAgo + (list.length - place) * 0.25, value] as const),
      ),
    );
    planReadings(world, run, index, hoursAgo, 'wu', MANUAL, groups);
  };
  at(4, 76.5, { load: [104], dp: [0.31, 0.44, 0.58], turb: [3.2], yield: [93.1] });
  at(5, 50, { load: [31.2], elu_ph: [3.52, 3.54, 3.53], yield: [94.6], agg: [4.1], hcp: [1870] });
  at(6, 39.5, { ph: [3.58, 3.59, 3.6], time: [75], temp: [21.3] });
  at(7, 2.5, { load: [46], load_ph: [5.04], load_cond: [4.6, 4.7, 4.6, 4.8] });
  at(7, 0.6, { elu_cond: [15.1, 16.4, 17.2] });
  post(
    world,
    run,
    5,
    47,
    'wu',
    'Protein A: three cycles done, pool 412 L, yield 94.6 %. Elution pH steady over all cycles.',
    ['column'],
  );
  post(
    world,
    run,
    7,
    5.5,
    'wu',
    'CEX equilibrated and loading since this morning. Started a day after plan: the skid waited for its integrity test.',
  );
}
