import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { PersonKey } from '@crossflow/server/demo/cast';
import { readSecrets } from '@crossflow/server/kernel/config/secrets';
import { startEmbeddedPostgres } from '@crossflow/server/kernel/database/embedded';
import { tellDocument } from '../walls/story/documents.ts';
import { tellBatch } from '../walls/story/manufacturing.ts';
import { tellTicket } from '../walls/story/tickets.ts';
import { filesIn } from '../world/archive.ts';
import { makePartnership } from '../world/databases.ts';
import { enter, type Player } from '../world/player.ts';
import { tell } from '../world/tell.ts';
import { ask } from '../world/ticket-acts.ts';
import { startServerProcess } from './server-process.ts';
import { counting, plainText, scopeOf } from '../walls/story/scope.ts';

// Two Postgres that sync to disk are made and started.
vi.setConfig({ testTimeout: Number(process.env['CROSSFLOW_TIMEOUT'] ?? 240_000) });

const CHECKER = fileURLToPath(new URL('../../apps/server/checker/check-ledger.mjs', import.meta.url));
const OWN_POSTGRES = '';

/** One lead of each company. */
const leads: readonly (readonly [PersonKey, string])[] = [
  ['camille', 'EXB-101'],
  ['gu', 'EXB-101'],
  ['lin', 'EXB-101'],
  ['ana', 'EXB-101'],
  ['otto', 'BIRCH-7'],
];

async function directory(): Promise<string> {
  const made = await mkdtemp(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-backup-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** As a first start leaves it, with the cast instead of the whole demo world. */
async function makeInstallation(dataDir: string): Promise<void> {
  const { postgres: password } = await readSecrets(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, password });
  await makePartnership(postgres.adminUrl, 'crossflow').finally(() => postgres.stop());
}

async function work([sponsor, cdmo, licensee, secondLicensee]: readonly Player[]): Promise<void> {
  const serial = counting();
  const scope = (by: Player, ...others: Player[]) => scopeOf(by, others, serial, plainText);
  await tellTicket(scope(sponsor!, cdmo!, licensee!));
  await tellTicket(scope(sponsor!, secondLicensee!));
  await tellDocument(scope(sponsor!, cdmo!, licensee!));
  await tellBatch(scope(cdmo!, sponsor!));
}

/** All that a company may see, as its export tells it: rows, ledger and files, without the moment it was made at. */
async function heldBy(player: Player): Promise<ReadonlyMap<string, string>> {
  const answer = await player.fetch(`/export/${player.programId}?as=${player.actor.memberId}`);
  const files = await filesIn(Buffer.from(await answer.arrayBuffer()));
  const { at: _, ...about } = JSON.parse(files.get('export.json')!.toString()) as Record<string, unknown>;
  const held = [...files].map(([name, bytes]) => [name, bytes.toString('latin1')] as const);
  return new Map([...held, ['export.json', canonicalJson(about)]]);
}

/** What an export would hold had it not been written down itself: that is the last line of its ledger, and the row of that line. */
function beforeTaking(held: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const lines = held.get('ledger.jsonl')!.trimEnd().split('\n');
  const { n, entry } = JSON.parse(lines.pop()!) as { n: number; entry: { subjectId: string } };
  const { hash } = JSON.parse(lines.at(-1)!) as { hash: string };
  const exports = held.get('rows/export.jsonl')!.split('\n');
  const about = JSON.parse(held.get('export.json')!) as { rows: Record<string, number> };
  const rows = { ...about.rows, export: about.rows['export']! - 1 };
  return new Map([
    ...held,
    ['ledger.jsonl', `${lines.join('\n')}\n`],
    ['rows/export.jsonl', exports.filter((line) => !line.includes(entry.subjectId)).join('\n')],
    ['export.json', canonicalJson({ ...about, rows, ledger: { lines: n - 1, head: hash } })],
  ]);
}

async function checkLedger(held: ReadonlyMap<string, string>, inside: string): Promise<string> {
  const path = join(inside, 'ledger.jsonl');
  await writeFile(path, held.get('ledger.jsonl')!, 'latin1');
  const { ledger } = JSON.parse(held.get('export.json')!) as { ledger: { head: string } };
  return execFileSync(process.execPath, [CHECKER, path, ledger.head], { encoding: 'utf8' });
}

const enterAll = (origin: string) =>
  Promise.all(leads.map(([person, programCode]) => enter(origin, person, programCode)));

test('a copy of the stopped data directory, put into an empty one, holds for every company all that was acknowledged: rows, ledgers with their hashes, and files; and the work goes on', async () => {
  const inside = await directory();
  const [dataDir, restored] = [join(inside, 'data'), join(inside, 'restored')];
  await makeInstallation(dataDir);
  const server = await startServerProcess(OWN_POSTGRES, dataDir);
  const players = await enterAll(server.origin);
  await work(players);
  const before = await Promise.all(players.map(heldBy));
  for (const player of players) player.leave();
  expect(await server.kill('SIGTERM')).toBe(0);
  // Owners and rights are part of it: Postgres takes no directory that is another's.
  execFileSync('cp', ['-a', dataDir, restored]);
  await rm(dataDir, { recursive: true });

  const again = await startServerProcess(OWN_POSTGRES, restored);
  const returned = await enterAll(again.origin);
  onTestFinished(async () => {
    for (const player of returned) player.leave();
    await again.kill('SIGTERM');
  });
  for (const [place, player] of returned.entries()) {
    const held = await heldBy(player);
    const [had, has] = [before[place]!, beforeTaking(held)];
    const different = [...new Set([...had.keys(), ...has.keys()])].filter((name) => had.get(name) !== has.get(name));
    const parts = [...had].reduce(
      (sum, [name, text]) => sum + (name.endsWith('.jsonl') ? text.split('\n').length - 1 : 1),
      0,
    );
    tell('R3', parts, different.length);
    expect(different, player.name).toEqual([]);
    expect(await checkLedger(held, inside)).toContain('dense and unbroken');
  }
  const [sponsor, cdmo] = returned;
  const { n } = await ask(cdmo!, sponsor!, 'Does the work go on?', sponsor!.actor.seat | cdmo!.actor.seat);
  await cdmo!.reached(n);
});
