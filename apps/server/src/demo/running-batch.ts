import { MANUAL } from '@crossflow/domain/manufacturing/reading';
import { ManufacturingService } from '../manufacturing/manufacturing.service.ts';
import { ReadingsService } from '../manufacturing/readings.service.ts';
import { CULTURE_STEP, group, planReadings, SITE_FEED } from './batch-readings.ts';
import { post, type Run, type Steps } from './batch-runs.ts';
import type { PersonKey } from './cast.ts';
import { culture, type Culture } from './culture.ts';
import type { DemoWorld } from './world.ts';

/** Hours since the inoculation of the batch of the story: day 9 of 14. */
const INOCULATED = 9.39 * 24;

export const fourteen: Steps = [
  [540, 538],
  [537.5, 298],
  [297.5, INOCULATED + 0.5],
  [INOCULATED, null],
];

/** Nine days of the culture that runs: sensors by the hour, samples by the day, an excursion, a correction, updates. */
export function seedFourteen(world: DemoWorld, run: Run): void {
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
    'pH fell to 6.71 for 42 minutes: the base line was occluded at the pump head. Tubing moved, pH back in range. The line is now checked every four hours.',
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
