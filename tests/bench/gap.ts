import { besideFile, fetchPacked, read, serveMany } from './bootstrap.ts';
import { middle, repeated, type Figure, type Round } from './figure.ts';
import { plantEntries } from './many-rows.ts';
import type { Stage } from './stage.ts';

const MISSED = 1_000;
const FEW_TICKETS = 10;

/** A program with so many entries; fetching what came after the last so many of them, beside the same bytes in a file. */
async function behind(stage: Stage, entries: number): Promise<(missed: number) => Promise<() => Promise<Round>>> {
  const served = await serveMany(stage, FEW_TICKETS);
  await plantEntries(served.admin, served.programId, entries);
  const [first] = read(await fetchPacked(served.address, served.cookie));
  const since = (missed: number) => `since/${(first?.cursor ?? 0) - missed}`;
  return (missed) =>
    besideFile(stage, { address: served.address.replace('bootstrap', since(missed)), cookie: served.cookie });
}

export const gap: Figure = {
  ...{ id: 'P12b', group: 'speed', unit: 'ms', rounds: 9 },
  title: `what a device missed, ${MISSED.toLocaleString('en')} entries, until they are read, beside the same bytes in a static file`,
  gate: { most: 2, of: 'ratio' },
  measure: async (stage) => (await behind(stage, MISSED * 10))(MISSED),
  async curve(stage, quick) {
    const sizes = quick ? [1, 100] : [1, 10, 100, 1_000, 10_000, 100_000];
    const roundOf = await behind(stage, (sizes.at(-1) ?? 1) * 2);
    const points: ({ at: number } & Round)[] = [];
    for (const at of sizes) points.push({ at, ...middle(await repeated(5, await roundOf(at))) });
    return { along: 'entries missed', points };
  },
};
