import { MANUAL } from '@crossflow/domain/manufacturing/reading';
import type { BatchType } from '@crossflow/domain/manufacturing/manufacturing';
import { parameterOf, recipe, type Stage } from '@crossflow/domain/reference/batch-process';
import { ManufacturingService } from '../manufacturing/manufacturing.service.ts';
import { ReadingsService } from '../manufacturing/readings.service.ts';
import type { PersonKey } from './cast.ts';
import { culture, type Culture } from './culture.ts';
import { picture, type Scene } from './picture.ts';
import type { DemoWorld } from './world.ts';

/** Hours before now at which each unit operation begins and ends; without an end it still runs. */
type Steps = readonly (readonly [from: number, to: number | null])[];

interface PlannedRun {
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
interface Run {
  readonly batchId: string;
  readonly operationIds: readonly string[];
}

/** The plant's own system, as its readings name it. */
export const SITE_FEED = 'MES feed';
const CULTURE_STEP = 3;
/** Hours since the inoculation of the batch of the story: day 9 of 14. */
const INOCULATED = 9.39 * 24;

/** Hours from the beginning of a run to the beginning of each unit operation, as the reference lays them out. */
function ends(stage: Stage): number[] {
  let end = 0;
  return recipe(stage).map(({ typicalHours }) => (end += typicalHours));
}
const straight = (from: number, stage: Stage): Steps =>
  ends(stage).map(
    (end, index) => [from - (ends(stage)[index - 1] ?? 0) - (index === 0 ? 0 : 0.2), from - end] as const,
  );

/** A campaign with a batch in its bioreactor, one in purification, finished ones, and a drug product still to come. */
export async function seedManufacturing(world: DemoWorld): Promise<void> {
  const all = world.audience('exemplis', 'shili', 'yangben');
  const pair = world.audience('exemplis', 'yangben');
  const campaignId = planCampaign(world, '2026-B', all, 1678);
  const base = { type: 'gmp-clinical', stage: 'DS', campaignId, audience: all, scale: 2000 } as const;

  const eleven = planRun(world, {
    ...base,
    number: 'YBW-DS-26-011',
    alias: 'EX-DS-0011',
    planned: 1660,
    plannedAt: 1676,
    steps: straight(1660, 'DS'),
  });
  importCulture(world, eleven, 1660 - 314.2, culture({ seed: 11, until: 14, every: 1 / 8 }));
  planTesting(world, eleven, 900);

  const twelve = planRun(world, {
    ...base,
    type: 'engineering',
    audience: pair,
    number: 'YBW-DS-26-012',
    alias: 'EX-DS-0012',
    planned: 1028,
    plannedAt: 1500,
    steps: straight(1028, 'DS'),
  });
  importCulture(world, twelve, 1028 - 314.2, culture({ seed: 12, until: 14, every: 1 / 8 }));
  planTesting(world, twelve, 264);

  seedThirteen(
    world,
    planRun(world, {
      ...base,
      number: 'YBW-DS-26-013',
      alias: 'EX-DS-0013',
      planned: 734,
      plannedAt: 1100,
      steps: thirteen,
    }),
  );
  seedFourteen(
    world,
    planRun(world, {
      ...base,
      number: 'YBW-DS-26-014',
      alias: 'EX-DS-0014',
      planned: 541,
      plannedAt: 800,
      steps: fourteen,
    }),
  );
  planRun(world, {
    ...base,
    stage: 'DP',
    scale: 3200,
    number: 'YBW-DP-26-006',
    alias: 'EX-DP-0006',
    planned: -72,
    plannedAt: 200,
    steps: [],
  });
  seedSecondLicensee(world);
}

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
const fourteen: Steps = [
  [540, 538],
  [537.5, 298],
  [297.5, INOCULATED + 0.5],
  [INOCULATED, null],
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

function planCampaign(world: DemoWorld, name: string, audience: number, hoursAgo: number): string {
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

function planRun(world: DemoWorld, run: PlannedRun): Run {
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

function planTesting(world: DemoWorld, { batchId }: Run, hoursAgo: number): void {
  world.plan(hoursAgo, () =>
    world.service(ManufacturingService).beginTesting(world.as('shen').caller, { commandId: world.id(), batchId }),
  );
}

/** A finished culture, brought in after the run as the plant's historian gives it. */
function importCulture(world: DemoWorld, run: Run, inoculated: number, all: Culture): void {
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

function seedFourteen(world: DemoWorld, run: Run): void {
  const all = culture({ seed: 14, until: 9.385, every: 1 / 48, eventful: true });
  const sensors = ['ph', 'do', 'temp', 'temp_shift'];
  for (let hour = Math.floor(INOCULATED); hour >= 0; hour--) {
    const groups = sensors.flatMap((parameter) => {
      const points = within(all[parameter] ?? [], hour);
      return points.length === 0 ? [] : [group(world, 'UP-04', parameter, points)];
    });
    if (groups.length > 0) planReadings(world, run, CULTURE_STEP, hour, 'wu', SITE_FEED, groups);
  }
  for (const parameter of ['vcd', 'viab', 'glc', 'lac', 'pco2', 'osmo', 'titer']) {
    for (const { day, value } of all[parameter] ?? []) sample(world, run, parameter, day, value);
  }
  correctGlucose(world, run);
  tellFourteen(world, run);
}

/** The points measured in the hour that ends so many hours before now. */
const within = (measured: Culture[string], hour: number): (readonly [number, number])[] =>
  measured
    .map(({ day, value }) => [INOCULATED - day * 24, value] as const)
    .filter(([ago]) => ago >= hour && ago < hour + 1 && ago <= INOCULATED);

/** A sample is measured and typed in twenty minutes later; osmolality of day 4 came late. */
function sample(world: DemoWorld, run: Run, parameter: string, day: number, value: number): void {
  const measured = INOCULATED - day * 24 - 0.05;
  const late = parameter === 'osmo' && day === 4;
  const typed = parameter === 'glc' && day === 5 ? 8.3 : value;
  const reason = late ? 'Osmometer in calibration until 14:00' : null;
  planReadings(
    world,
    run,
    CULTURE_STEP,
    Math.max(0.02, measured - (late ? 5 : 0.3)),
    'chen',
    MANUAL,
    [group(world, 'UP-04', parameter, [[measured, typed]])],
    reason,
  );
}

function correctGlucose(world: DemoWorld, run: Run): void {
  const readings = world.service(ReadingsService);
  world.plan(INOCULATED - 5 * 24 - 2, async () => {
    const { caller } = world.as('chen');
    const [wrong] = (await readings.ofBatch(caller, run.batchId)).filter(
      ({ value, source }) => value === 8.3 && source === MANUAL,
    );
    if (wrong === undefined) throw new Error('the reading to correct is not there');
    const input = { commandId: world.id(), readingId: wrong.id, correctionId: world.id(), value: 3.8, censor: null };
    return readings.correct(caller, { ...input, reason: 'Digits exchanged while typing; the analyser printed 3.8' });
  });
}

function tellFourteen(world: DemoWorld, run: Run): void {
  const ofDay = (day: number) => INOCULATED - day * 24;
  post(world, run, 0, 537.8, 'chen', 'WCB vial thawed, viability 96.4 %. Two persons checked the label.');
  post(world, run, 3, ofDay(0) - 1, 'chen', 'Inoculated at 0.6 × 10⁶ cells/mL, working volume 1,480 L.', [
    'bioreactor',
  ]);
  post(world, run, 3, ofDay(5) - 1, 'chen', 'Temperature shifted to 33 °C as planned. Feed 2 given.');
  const excursion = post(
    world,
    run,
    3,
    ofDay(6.13) - 2.5,
    'chen',
    'pH fell to 6.71 for 42 minutes: the base line was occluded at the pump head. Tubing moved, pH back in range at 11:58. The line is now checked every four hours.',
    ['probe'],
  );
  const acknowledge = (person: PersonKey, hours: number) =>
    world.plan(hours, () =>
      world
        .service(ManufacturingService)
        .acknowledgeUpdate(world.as(person).caller, { commandId: world.id(), updateId: excursion }),
    );
  acknowledge('helen', ofDay(6.13) - 9);
  acknowledge('zhou', ofDay(6.13) - 20);
  post(
    world,
    run,
    3,
    1.2,
    'gu',
    'Lactate rises again since day 8.5, 1.9 g/L now; pCO₂ above its normal range. Next sample in four hours.',
  );
}

function post(
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

const setPoints: Readonly<Record<string, number>> = { ph: 7, do: 40, temp: 37, temp_shift: 33 };

function group(
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

function planReadings(
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
