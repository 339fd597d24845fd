import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { copiesOf } from './copies.ts';
import { middle, repeated, warmed, type Figure, type Round } from './figure.ts';
import { openKernelStage, type KernelStage, type Place } from './kernel-stage.ts';
import { plantEntries } from './many-rows.ts';
import { perSecond } from './rate.ts';

const CALLERS = 8;
const COMMANDS = 240;
export const PROGRAMS = 20;
export const MANY_CALLERS = 32;

/** A row, its entry and the lock on the program's head in one statement: what any product with an ordered record pays. */
const BARE = [
  'create table if not exists public.bare_head (program uuid primary key, n bigint not null)',
  'create table if not exists public.bare_row (id uuid primary key, title text not null)',
  'create table if not exists public.bare_entry (program uuid, n bigint, content jsonb, primary key (program, n))',
];
const BARE_COMMAND = `with head as (update public.bare_head set n = n + 1 where program = $1 returning n),
  made as (insert into public.bare_row values ($2, $3))
  insert into public.bare_entry select $1, n, jsonb_build_object('title', $3::text) from head`;

/** Somebody asks a question in their program. */
export const raise = ({ tickets }: KernelStage, { caller, partyId, audience }: Place) =>
  tickets.raise(caller, {
    ...{ commandId: randomUUID(), ticketId: randomUUID(), messageId: randomUUID(), audience },
    ...{ title: 'How many at once?', body: 'How many at once?', category: 'TS-CELL', severity: 'S3' },
    ...{ turnParty: partyId, dueAt: null, mentions: [], fileIds: [] },
  });

/** The bare statement, in one of so many programs. */
async function bareIn({ admin }: KernelStage, programs: number): Promise<(n: number) => Promise<unknown>> {
  for (const statement of BARE) await admin.query(statement);
  const heads = Array.from({ length: programs }, () => randomUUID());
  for (const head of heads) await admin.query('insert into public.bare_head values ($1, 0)', [head]);
  return (n) => {
    const values = [heads[n % programs], randomUUID(), 'How many at once?'];
    return admin.query({ name: 'bare', text: BARE_COMMAND, values });
  };
}

const inOneProgram = (kernel: KernelStage, bare: (n: number) => Promise<unknown>) => async (): Promise<Round> => ({
  value: await perSecond(COMMANDS, CALLERS, () => raise(kernel, kernel)),
  yardstick: await perSecond(COMMANDS * 2, CALLERS, bare),
});

export const hotProgram: Figure = {
  ...{ id: 'P5', group: 'speed', unit: 'commands/s', rounds: 9 },
  title: `questions raised in one program by ${CALLERS} callers, beside the bare statement (row, entry, head)`,
  gate: { least: 0.45, of: 'ratio' },
  async measure(stage) {
    const kernel = await stage.kernel();
    return warmed(inOneProgram(kernel, await bareIn(kernel, 1)));
  },
  async curve(stage, quick) {
    const kernel = await openKernelStage(await stage.databases(), path.join(stage.directory, 'entries'));
    stage.after(() => kernel.close());
    const round = inOneProgram(kernel, await bareIn(kernel, 1));
    const points: ({ at: number } & Round)[] = [];
    await raise(kernel, kernel);
    for (const at of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]) {
      await plantEntries(kernel.admin, kernel.programId, at);
      points.push({ at, ...middle(await repeated(quick ? 1 : 5, round)) });
    }
    return { along: 'entries in the program', points };
  },
};

export const manyPrograms: Figure = {
  ...{ id: 'P4', group: 'speed', unit: 'commands/s', rounds: 9 },
  title: `questions raised in ${PROGRAMS} programs by ${MANY_CALLERS} callers, beside the bare statement`,
  gate: { least: 0.3, of: 'ratio' },
  async measure(stage) {
    const kernel = await stage.kernel();
    return warmed(await inPrograms(kernel, await copiesOf(kernel, PROGRAMS)));
  },
  async curve(stage, quick) {
    const kernel = await stage.kernel();
    const sizes = quick ? [1, 10] : [1, 10, 100, 1_000];
    const places = await copiesOf(kernel, sizes.at(-1) ?? 1, 'MANY');
    const points: ({ at: number } & Round)[] = [];
    for (const at of sizes)
      points.push({ at, ...middle(await repeated(quick ? 1 : 3, await inPrograms(kernel, places.slice(0, at)))) });
    return { along: 'programs', points };
  },
};

async function inPrograms(kernel: KernelStage, places: readonly Place[]): Promise<() => Promise<Round>> {
  const bare = await bareIn(kernel, places.length);
  return async () => ({
    value: await perSecond(COMMANDS * 2, MANY_CALLERS, (n) => raise(kernel, places[n % places.length] ?? kernel)),
    yardstick: await perSecond(COMMANDS * 8, MANY_CALLERS, bare),
  });
}
