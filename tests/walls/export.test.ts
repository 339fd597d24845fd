import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import { filesIn, linesIn } from '../world/archive.ts';
import { enter, type Player } from '../world/player.ts';
import { tell } from '../world/tell.ts';
import { kinds } from './schema.ts';
import { type AnyRow, openStage, sees, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 300_000);
afterAll(() => stage.close());

interface About {
  readonly ledger: { readonly lines: number; readonly head: string };
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  /** Contents that the storage lacks. */
  readonly missing: readonly string[];
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const addressOf = ({ programId, actor }: Player) => `/export/${programId}?as=${actor.memberId}`;

async function exportOf(player: Player) {
  const answer = await player.fetch(addressOf(player));
  expect(answer.status, player.name).toBe(200);
  const files = await filesIn(Buffer.from(await answer.arrayBuffer()));
  return { files, about: JSON.parse(files.get('export.json')!.toString()) as About };
}

/** The leads of all companies of both programs. */
const leads = async (): Promise<Player[]> => {
  const { sponsor, licensee, secondLicensee, server } = stage.world;
  const others = [await enter(server.origin, 'gu'), await enter(server.origin, 'otto', 'BIRCH-7')];
  onTestFinished(() => others.forEach((player) => player.leave()));
  return [sponsor, licensee, secondLicensee, ...others];
};

test('an export holds every row of every kind that the oracle shows to the company and no other, as a bootstrap has it', async () => {
  const rows = await stage.rows(...kinds.keys());
  for (const player of await leads()) {
    const { files, about } = await exportOf(player);
    const as = stage.members.find(({ memberId }) => memberId === player.actor.memberId)!;
    const fresh = await player.bootstrap();
    let cells = 0;
    const wrong: string[] = [];
    for (const [kind, { resident }] of kinds) {
      const told = linesIn<AnyRow>(files.get(`rows/${kind}.jsonl`));
      const given = new Map(told.map((row) => [row.id, row]));
      for (const row of rows.get(kind)!) {
        cells += 1;
        if (sees(as)(row) !== given.has(row.id)) wrong.push(`${kind} ${row.id}`);
      }
      expect(about.rows[kind] ?? 0, `${player.name}: ${kind}`).toBe(told.length);
      if (!resident) continue;
      for (const row of fresh.rows[kind] ?? [])
        if (canonicalJson(row) !== canonicalJson(given.get(row.id)))
          wrong.push(`${kind} ${row.id} as a bootstrap has it`);
    }
    tell('R4', cells, wrong.length);
    expect(wrong, player.name).toEqual([]);
  }
});

test("an export holds the company's ledger whole, which the checker in it confirms, and the bytes of every file that its rows name", async () => {
  const directory = await mkdtemp(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-export-test-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const player of await leads()) {
    const { files, about } = await exportOf(player);
    const ledger = files.get('ledger.jsonl')!;
    expect(ledger.toString()).toBe(await (await player.fetch(`/ledger/${player.programId}`)).text());

    const [checker, path] = [join(directory, 'check-ledger.mjs'), join(directory, 'ledger.jsonl')];
    await writeFile(checker, files.get('check-ledger.mjs')!);
    await writeFile(path, ledger);
    const said = execFileSync(process.execPath, [checker, path, about.ledger.head], { encoding: 'utf8' });
    expect(said).toContain(`${about.ledger.lines} lines, dense and unbroken`);

    // The stage has rows of files that never were uploaded; what was is text.
    const named = linesIn<AnyRow>(files.get('rows/file.jsonl'));
    const uploaded = named.filter((row) => row['mediaType'] === 'text/plain').map((row) => row['sha256']);
    const contents = [...files].filter(([name]) => name.startsWith('files/'));
    const given = contents.map(([name]) => name.slice('files/'.length));
    expect(uploaded.length).toBeGreaterThan(0);
    expect(new Set([...given, ...about.missing])).toEqual(new Set(named.map((row) => row['sha256'])));
    expect(about.missing.filter((sha256) => uploaded.includes(sha256))).toEqual([]);
    expect(about.files).toBe(given.length);
    for (const [name, bytes] of contents) expect(`files/${sha256(bytes)}`).toBe(name);
  }
});

test('nobody but a lead takes the export, nobody through borrowed eyes, and no lead that of another program', async () => {
  const { sponsor, cdmo, licensee } = stage.world;
  const reasonOf = async (player: Player, more = '') => {
    const answer = await player.fetch(addressOf(player) + more);
    return [answer.status, ((await answer.json()) as { reason: string }).reason];
  };
  expect(await reasonOf(cdmo)).toEqual([422, 'not-your-role']);
  expect(await reasonOf(sponsor, `&lens=${licensee.actor.partyId}`)).toEqual([422, 'read-only']);
  const elsewhere = await sponsor.fetch(addressOf(sponsor).replace(sponsor.programId, licensee.actor.partyId));
  expect(elsewhere.status).toBe(403);
});

test('who took an export stands in the record of their company, before the first byte, and nowhere else; what is refused leaves nothing', async () => {
  const { sponsor, cdmo, licensee, secondLicensee } = stage.world;
  const all = [sponsor, cdmo, licensee, secondLicensee];
  const heads = async () => Promise.all(all.map(async (player) => (await player.bootstrap()).cursor));
  const before = await heads();

  await cdmo.fetch(addressOf(cdmo));
  await sponsor.fetch(`${addressOf(sponsor)}&lens=${licensee.actor.partyId}`);
  await sponsor.fetch(addressOf(sponsor).replace(sponsor.programId, licensee.actor.partyId));
  await sponsor.fetch(addressOf(sponsor), { method: 'HEAD' });
  expect(await heads()).toEqual(before);

  const { files, about } = await exportOf(licensee);
  expect(await heads()).toEqual(before.map((head, place) => (all[place] === licensee ? head + 1 : head)));
  const last = linesIn<{ entry: { verb: string; kind: string; actorId: string } }>(files.get('ledger.jsonl')).at(-1);
  expect(last?.entry).toMatchObject({ verb: 'taken', kind: 'export', actorId: licensee.actor.memberId });
  expect(about.ledger.lines).toBe(before[all.indexOf(licensee)]! + 1);
  const taken = linesIn<AnyRow>(files.get('rows/export.jsonl')).filter(
    (row) => row['takenBy'] === licensee.actor.memberId,
  );
  expect(taken.length).toBeGreaterThan(0);
  for (const other of [sponsor, cdmo, secondLicensee]) {
    const seen = new Set(((await other.bootstrap()).rows['export'] ?? []).map(({ id }) => id));
    expect(
      taken.filter(({ id }) => seen.has(id)),
      other.name,
    ).toEqual([]);
  }
});
