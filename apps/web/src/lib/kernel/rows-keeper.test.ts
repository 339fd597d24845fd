import { randomUUID } from 'node:crypto';
import type { Program } from '@crossflow/domain/organizations/organization';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import { expect, test } from 'vitest';
import { Replica } from './replica.ts';
import { RowsKeeper } from './rows-keeper.ts';
import type { KeptRows, RowsOnDisk } from './rows-on-disk.ts';

const OURS = 1;

const program = (version: number, id: string): Program => ({
  id,
  programId: id,
  audience: OURS,
  version,
  code: 'EXB-101',
  name: `v${version}`,
  nameZh: null,
});
const line = (n: number, after: Program | null, id: string) => ({
  partyId: 'p',
  from: n - 1,
  to: n,
  lines: [{ n, entry: { kind: 'program', subjectId: id, after, commandId: null } as never }],
});

/** A disk in memory, with the order of its writes; it can be full. */
class Disk implements RowsOnDisk {
  cursor: number | null = null;
  mask = 0;
  full = false;
  rewritten = 0;
  readonly rows = new Map<string, Row>();

  async read(): Promise<KeptRows | null> {
    if (this.cursor === null) return null;
    return { cursor: this.cursor, mask: this.mask, rows: { program: [...this.rows.values()] as Program[] } };
  }
  async isUpTo(at: { cursor: number; mask: number }) {
    return this.cursor !== null && this.cursor <= at.cursor && this.mask === at.mask;
  }
  async write(
    cursor: number,
    touched: ReadonlyMap<Kind, ReadonlySet<string>>,
    row: (kind: Kind, id: string) => Row | undefined,
  ) {
    if (this.full) throw new Error('full');
    for (const [kind, ids] of touched) {
      for (const id of ids) {
        const present = row(kind, id);
        if (present) this.rows.set(id, present);
        else this.rows.delete(id);
      }
    }
    this.cursor = cursor;
  }
  async rewrite(at: { cursor: number; mask: number }, rows: Iterable<readonly [Kind, Row]>) {
    if (this.full) throw new Error('full');
    this.rewritten += 1;
    this.rows.clear();
    for (const [, row] of rows) this.rows.set(row.id, row);
    this.cursor = at.cursor;
    this.mask = at.mask;
  }
  close(): void {}
}

function tabOn(disk: Disk) {
  const noMore = async () => [];
  const replica: Replica = new Replica(OURS, { since: noMore, changed: (touched) => keeper.noteChanged(touched) });
  const keeper: RowsKeeper = new RowsKeeper(replica, async () => disk);
  return { replica, keeper };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what a tab kept, the next visit starts from: rows and cursor together', async () => {
  const disk = new Disk();
  const member = randomUUID();
  const [kept, lost] = [randomUUID(), randomUUID()];
  const first = tabOn(disk);
  expect(await first.keeper.open(member)).toBeNull();
  first.replica.reset(4, { program: [program(1, kept), program(1, lost)] });
  first.keeper.keep(member);
  await turn();
  await first.replica.receive(line(5, program(2, kept), kept));
  await first.replica.receive(line(6, null, lost));
  await first.keeper.close();

  const second = tabOn(disk);
  const found = await second.keeper.open(member);
  expect(found).toMatchObject({ cursor: 6, mask: OURS, rows: { program: [program(2, kept)] } });
});

test('of two tabs one writes; the other takes over with all it has when the first is closed', async () => {
  const disk = new Disk();
  const member = randomUUID();
  const id = randomUUID();
  const [writer, other] = [tabOn(disk), tabOn(disk)];
  for (const { keeper, replica } of [writer, other]) {
    await keeper.open(member);
    replica.reset(1, { program: [program(1, id)] });
    keeper.keep(member);
  }
  await turn();
  await other.replica.receive(line(2, program(2, id), id));
  await other.keeper.flush();
  expect(disk.cursor).toBe(1);

  await writer.keeper.close();
  await expect.poll(() => disk.cursor).toBe(2);
  expect(disk.rows.get(id)?.version).toBe(2);
  await other.keeper.close();
});

/** A visit that begins with what the disk holds. */
async function visit(disk: Disk, member: string) {
  const tab = tabOn(disk);
  const kept = await tab.keeper.open(member);
  if (kept !== null) tab.replica.reset(kept.cursor, kept.rows);
  return tab;
}

test('a visit that began with the disk writes only what came since, also what came before its turn', async () => {
  const disk = new Disk();
  const member = randomUUID();
  const ids = [randomUUID(), randomUUID()] as const;
  await disk.rewrite(
    { cursor: 4, mask: OURS },
    ids.map((id) => ['program', program(1, id)]),
  );
  const { keeper, replica } = await visit(disk, member);
  await replica.receive(line(5, program(2, ids[0]), ids[0]));
  keeper.keep(member);
  await expect.poll(() => disk.cursor).toBe(5);
  await replica.receive(line(6, null, ids[1]));
  await keeper.close();
  expect(disk).toMatchObject({ rewritten: 1, cursor: 6 });
  expect([...disk.rows.values()]).toEqual([program(2, ids[0])]);
});

test('a disk that another tab took further than this one is written anew', async () => {
  const disk = new Disk();
  const member = randomUUID();
  const id = randomUUID();
  await disk.rewrite({ cursor: 4, mask: OURS }, [['program', program(1, id)]]);
  const [ahead, behind] = [await visit(disk, member), await visit(disk, member)];
  for (const { keeper } of [ahead, behind]) keeper.keep(member);
  await turn();
  await ahead.replica.receive(line(5, null, id));
  await ahead.keeper.close();
  expect(disk).toMatchObject({ rewritten: 1, cursor: 5 });
  await expect.poll(() => disk.rewritten).toBe(2);
  expect(disk.cursor).toBe(4);
  expect([...disk.rows.values()]).toEqual([program(1, id)]);
  await behind.keeper.close();
});

test('a full disk stops the keeping, not the work', async () => {
  const disk = new Disk();
  const member = randomUUID();
  const id = randomUUID();
  const { keeper, replica } = tabOn(disk);
  await keeper.open(member);
  replica.reset(1, { program: [program(1, id)] });
  keeper.keep(member);
  await turn();
  disk.full = true;
  await replica.receive(line(2, program(2, id), id));
  await keeper.flush();
  disk.full = false;
  await replica.receive(line(3, program(3, id), id));
  await keeper.flush();
  expect(replica.get('program', id)?.version).toBe(3);
  expect(disk.cursor).toBe(1);
  await keeper.close();
});
