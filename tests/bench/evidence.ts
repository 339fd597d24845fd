import path from 'node:path';
import type pg from 'pg';
import { MANY_CALLERS, PROGRAMS, raise } from './commands.ts';
import { copiesOf } from './copies.ts';
import { warmed, type Figure } from './figure.ts';
import { openKernelStage, type KernelStage } from './kernel-stage.ts';
import { perSecond } from './rate.ts';
import type { Stage } from './stage.ts';

const COMMANDS = 320;
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
    const [on, off] = [await openKernel(stage, 'evidence'), await openKernel(stage, 'no-evidence')];
    const places = new Map<KernelStage, Awaited<ReturnType<typeof copiesOf>>>();
    for (const kernel of [on, off]) places.set(kernel, await copiesOf(kernel, programs));
    await recordNothing(off.admin);
    const rate = (kernel: KernelStage) =>
      perSecond(COMMANDS, callers, (n) => raise(kernel, places.get(kernel)?.[n % programs] ?? kernel));
    return warmed(async () => ({ value: await rate(on), yardstick: await rate(off) }));
  },
});

export const evidenceCost = evidence('P17', `${PROGRAMS} programs by ${MANY_CALLERS} callers`, PROGRAMS, MANY_CALLERS);
export const evidenceCostHot = evidence('P17b', 'one program by 8 callers', 1, 8);
