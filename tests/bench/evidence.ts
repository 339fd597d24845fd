import path from 'node:path';
import type pg from 'pg';
import { MANY_CALLERS, PROGRAMS, raise } from './commands.ts';
import { copiesOf, withCompanies } from './copies.ts';
import { middle, repeated, warmed, type Curve, type Figure, type Round } from './figure.ts';
import { openKernelStage, type KernelStage, type Place } from './kernel-stage.ts';
import { perSecond } from './rate.ts';
import type { Stage } from './stage.ts';

const COMMANDS = 320;
const HOT_CALLERS = 8;
const WRITING = /\n {2}with given as [\s\S]*?(?=\n {2}told := )/;

/** In this database from now on: the function that records, as it stands, without what writes entries, ledgers and hashes. */
async function recordNothing(admin: pg.Pool): Promise<void> {
  const { rows } = await admin.query<{ source: string }>(
    `select pg_get_functiondef('crossflow.record(jsonb,jsonb,uuid,jsonb)'::regprocedure) as source`,
  );
  const source = rows[0]?.source ?? '';
  if (!WRITING.test(source)) throw new Error('the function that records is written in another way now');
  await admin.query(source.replace(WRITING, ''));
}

/** The product as it is and without its evidence, the same programs in both; a round takes some of them by their place. */
async function onAndOff(stage: Stage, callers: number, open: (kernel: KernelStage) => Promise<readonly Place[]>) {
  const [on, off] = [await openKernel(stage, 'evidence'), await openKernel(stage, 'no-evidence')];
  const [whole, bare] = [await open(on), await open(off)];
  await recordNothing(off.admin);
  const rate = (kernel: KernelStage, places: readonly Place[]) =>
    perSecond(COMMANDS, callers, (n) => raise(kernel, places[n % places.length] ?? kernel));
  return (from: number, to: number) => async (): Promise<Round> => ({
    value: await rate(on, whole.slice(from, to)),
    yardstick: await rate(off, bare.slice(from, to)),
  });
}

async function openKernel(stage: Stage, name: string): Promise<KernelStage> {
  const kernel = await openKernelStage(await stage.databases(), path.join(stage.directory, name));
  stage.after(() => kernel.close());
  return kernel;
}

const evidence = (id: string, title: string, programs: number, callers: number): Figure => ({
  ...{ id, group: 'speed', unit: 'commands/s', rounds: 9 },
  title: `questions raised in ${title} with entries, ledgers and hashes, beside the same without them`,
  gate: { least: 0.6, of: 'ratio' },
  async measure(stage) {
    const inPrograms = await onAndOff(stage, callers, (kernel) => copiesOf(kernel, programs));
    return warmed(inPrograms(0, programs));
  },
});

/** In one program, as all its companies see what is raised. */
async function alongCompanies(stage: Stage, quick: boolean): Promise<Curve> {
  const sizes = quick ? [2, 31] : [2, 3, 8, 16, 31];
  const inPrograms = await onAndOff(stage, HOT_CALLERS, async (kernel) => {
    const places: Place[] = [];
    for (const many of sizes) places.push(await withCompanies(kernel, many));
    return places;
  });
  const points: ({ at: number } & Round)[] = [];
  for (const [place, at] of sizes.entries()) {
    const round = await warmed(inPrograms(place, place + 1));
    points.push({ at, ...middle(await repeated(quick ? 1 : 5, round)) });
  }
  return { along: 'companies that see them', points };
}

export const evidenceCost = evidence('P17', `${PROGRAMS} programs by ${MANY_CALLERS} callers`, PROGRAMS, MANY_CALLERS);
export const evidenceCostHot: Figure = {
  ...evidence('P17b', `one program by ${HOT_CALLERS} callers`, 1, HOT_CALLERS),
  curve: alongCompanies,
};
