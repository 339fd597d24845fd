import { randomUUID } from 'node:crypto';
import type { Figure } from './figure.ts';
import type { KernelStage } from './kernel-stage.ts';

const CALLERS = 8;
const COMMANDS = 240;

/** So many times at once, until all are done; gives how many were done in a second. */
async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  let left = count;
  const since = performance.now();
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return (count * 1000) / (performance.now() - since);
}

/** A row, its entry and the lock on the program's head in one statement: what any product with an ordered record pays. */
const BARE = [
  'create table if not exists public.bare_head (program uuid primary key, n bigint not null)',
  'create table if not exists public.bare_row (id uuid primary key, title text not null)',
  'create table if not exists public.bare_entry (program uuid, n bigint, content jsonb, primary key (program, n))',
];
const BARE_COMMAND = `with head as (update public.bare_head set n = n + 1 where program = $1 returning n),
  made as (insert into public.bare_row values ($2, $3))
  insert into public.bare_entry select $1, n, jsonb_build_object('title', $3::text) from head`;

const raise = ({ tickets, caller, partyId, audience }: KernelStage) =>
  tickets.raise(caller, {
    ...{ commandId: randomUUID(), ticketId: randomUUID(), messageId: randomUUID(), audience },
    ...{ title: 'How many at once?', body: 'How many at once?', category: 'TS-CELL', severity: 'S3' },
    ...{ turnParty: partyId, dueAt: null, mentions: [], fileIds: [] },
  });

export const hotProgram: Figure = {
  ...{ id: 'P5', group: 'speed', unit: 'commands/s', rounds: 9 },
  title: 'questions raised in one program by 8 callers, beside the bare statement (row, entry, head)',
  gate: { least: 0.45, of: 'ratio' },
  async measure(stage) {
    const kernel = await stage.kernel();
    for (const statement of BARE) await kernel.admin.query(statement);
    const program = randomUUID();
    await kernel.admin.query('insert into public.bare_head values ($1, 0)', [program]);
    const bare = () =>
      kernel.admin.query({
        name: 'bare',
        text: BARE_COMMAND,
        values: [program, randomUUID(), 'How many at once?'],
      });
    return async () => ({
      value: await perSecond(COMMANDS, () => raise(kernel)),
      yardstick: await perSecond(COMMANDS * 2, bare),
    });
  },
};
