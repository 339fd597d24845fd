import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { asSuperuser, cloneDatabase, dropDatabase } from '../world/databases.ts';
import { enter, signIn, type Player } from '../world/player.ts';
import { tell } from '../world/tell.ts';
import { ask, question } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { startServerProcess } from './server-process.ts';

const CHECKER = fileURLToPath(new URL('../../apps/server/checker/check-ledger.mjs', import.meta.url));
const KILLS = Number(process.env['CROSSFLOW_KILLS'] ?? 3);
const WRITERS = 6;
const ACKED_BEFORE_KILL = 12;

async function emptyWorld() {
  const databaseUrl = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'crossflow-faults-'));
  onTestFinished(async () => {
    await dropDatabase(databaseUrl);
    await rm(dataDir, { recursive: true, force: true });
  });
  return { databaseUrl, dataDir };
}

/** Writes until the server dies; gives the ids that were acknowledged. */
async function writeUntilDeath(writers: Player[], to: Player, onAck: (count: number) => void): Promise<string[]> {
  const acked: string[] = [];
  const write = async (player: Player) => {
    for (;;) {
      try {
        const { ticketId } = await ask(player, to, `Question ${acked.length}`, player.actor.seat | to.actor.seat);
        acked.push(ticketId);
        onAck(acked.length);
      } catch {
        return;
      }
    }
  };
  await Promise.all(writers.map(write));
  return acked;
}

async function checkLedger(player: Player, dir: string): Promise<{ ok: boolean; output: string; path: string }> {
  const path = join(dir, `${player.person}-${newId()}.jsonl`);
  const answer = await player.fetch(`/ledger/${player.programId}`);
  await writeFile(path, await answer.text());
  return { ...(await runChecker(path)), path };
}

async function runChecker(path: string): Promise<{ ok: boolean; output: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CHECKER, path]);
    return { ok: true, output: stdout };
  } catch (error) {
    return { ok: false, output: (error as { stderr: string }).stderr };
  }
}

test('killed in the middle of writes, the server loses nothing it acknowledged and every ledger stays whole', async () => {
  const { databaseUrl, dataDir } = await emptyWorld();
  const acked: string[] = [];
  // A session outlives its server, and nobody may sign in as often as this one is killed.
  const sessions: Partial<Record<'camille' | 'chen', string>> = {};
  const returns = async (origin: string, person: 'camille' | 'chen') => {
    sessions[person] ??= await signIn(origin, person);
    return enter(origin, person, undefined, sessions[person]);
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const server = await startServerProcess(databaseUrl, dataDir);
    const [sponsor, cdmo] = [await returns(server.origin, 'camille'), await returns(server.origin, 'chen')];
    const writers = Array.from({ length: WRITERS }, (_, i) => (i % 2 === 0 ? sponsor : cdmo));
    let killed: Promise<unknown> | undefined;
    acked.push(
      ...(await writeUntilDeath(writers, sponsor, (count) => {
        if (count >= ACKED_BEFORE_KILL) killed ??= server.kill('SIGKILL');
      })),
    );
    await killed;
    for (const player of [sponsor, cdmo]) player.leave();
  }

  const server = await startServerProcess(databaseUrl, dataDir);
  const players = [
    await returns(server.origin, 'camille'),
    await returns(server.origin, 'chen'),
    await enter(server.origin, 'lin'),
  ];
  onTestFinished(async () => {
    for (const player of players) player.leave();
    await server.kill('SIGTERM');
  });
  const stored = new Set(players[0]?.rows('ticket').map(({ id }) => id));
  expect(acked.length).toBeGreaterThanOrEqual(KILLS * ACKED_BEFORE_KILL);
  const lost = acked.filter((id) => !stored.has(id));
  tell('F1', acked.length, lost.length);
  expect(lost).toEqual([]);
  for (const player of players) expect(await checkLedger(player, dataDir)).toMatchObject({ ok: true });
});

test('the standalone checker finds a change, a missing line, a repeated line and a swapped pair', async () => {
  const { databaseUrl, dataDir } = await emptyWorld();
  const server = await startServerProcess(databaseUrl, dataDir);
  const [sponsor, cdmo] = [await enter(server.origin, 'camille'), await enter(server.origin, 'chen')];
  onTestFinished(async () => {
    sponsor.leave();
    cdmo.leave();
    await server.kill('SIGTERM');
  });
  await ask(cdmo, sponsor, 'Which seeding density?', cdmo.actor.seat | sponsor.actor.seat);
  const { ok, path } = await checkLedger(sponsor, dataDir);
  expect(ok).toBe(true);
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  const at = lines.length - 2;
  const line = lines[at] ?? '';
  const planted = {
    changed: lines.with(at, line.replace('seeding density', 'feeding density')),
    missing: lines.toSpliced(at, 1),
    repeated: lines.toSpliced(at, 0, line),
    swapped: lines.with(at, lines[at + 1] ?? '').with(at + 1, line),
  };
  expect(planted.changed).not.toEqual(lines);

  for (const [name, some] of Object.entries(planted)) {
    await writeFile(path, some.join('\n'));
    expect(await runChecker(path), name).toMatchObject({ ok: false });
  }
});

test('the record refuses to be rewritten, by its owner too; forced in, the change is found', async () => {
  const { databaseUrl, dataDir } = await emptyWorld();
  const server = await startServerProcess(databaseUrl, dataDir);
  const sponsor = await enter(server.origin, 'camille');
  onTestFinished(async () => {
    sponsor.leave();
    await server.kill('SIGTERM');
  });

  await asSuperuser(databaseUrl, async (client) => {
    for (const act of ['update entry set verb = verb', 'delete from ledger', 'truncate ledger', 'truncate entry'])
      await expect(client.query(act), act).rejects.toMatchObject({ code: 'CF002' });
    await client.query('alter table entry disable trigger append_only');
    await client.query(
      `update entry set after = jsonb_set(after, '{name}', '"Another"') where id = (select entry_id from ledger where n = 3 and party_id = $1)`,
      [sponsor.actor.partyId],
    );
  });

  const { ok, output } = await checkLedger(sponsor, dataDir);
  expect(ok).toBe(false);
  expect(output).toContain('Line 3');
  expect(output).toContain('is not what was recorded');
});

test('two servers on one database: what one acknowledges the other shows, in the same order to everybody', async () => {
  const { databaseUrl, dataDir } = await emptyWorld();
  const servers = [await startServerProcess(databaseUrl, dataDir), await startServerProcess(databaseUrl, dataDir)];
  const [first, second] = servers.map(({ origin }) => origin) as [string, string];
  const [here, there] = [await enter(first, 'camille'), await enter(second, 'camille')];
  const [cdmoHere, cdmoThere] = [await enter(first, 'chen'), await enter(second, 'gu')];
  onTestFinished(async () => {
    for (const player of [here, there, cdmoHere, cdmoThere]) player.leave();
    await Promise.all(servers.map((server) => server.kill('SIGTERM')));
  });

  const audience = here.actor.seat | cdmoHere.actor.seat;
  const acks = await Promise.all(
    Array.from({ length: 24 }, (_, i) => ask(i % 2 === 0 ? cdmoHere : cdmoThere, here, `Question ${i}`, audience)),
  );
  const last = Math.max(...acks.map(({ n }) => n));
  await Promise.all([cdmoHere.reached(last), cdmoThere.reached(last)]);
  const head = (await here.bootstrap()).cursor;
  await Promise.all([here.reached(head), there.reached(head)]);

  const order = (player: Player) => player.rows('ticket').map(({ id }) => id);
  const moved = order(here).filter((id, place) => order(there)[place] !== id).length;
  tell('F12', acks.length, moved);
  expect(order(here)).toHaveLength(24);
  expect(order(there)).toEqual(order(here));
  expect(order(cdmoThere)).toEqual(order(cdmoHere));
});

test('one command sent many times at once, also to two servers, has one effect and one reply; reused with other content it is refused', async () => {
  const { databaseUrl, dataDir } = await emptyWorld();
  const servers = [await startServerProcess(databaseUrl, dataDir), await startServerProcess(databaseUrl, dataDir)];
  const players = [await enter(servers[0]?.origin ?? '', 'chen'), await enter(servers[1]?.origin ?? '', 'chen')] as [
    Player,
    Player,
  ];
  const sponsor = await enter(servers[0]?.origin ?? '', 'camille');
  onTestFinished(async () => {
    for (const player of [...players, sponsor]) player.leave();
    await Promise.all(servers.map((server) => server.kill('SIGTERM')));
  });
  const command = question(newId(), sponsor, 'Once', players[0].actor.seat | sponsor.actor.seat);

  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, i) => players[i % 2 === 0 ? 0 : 1].calls.tickets.raise.mutate(command)),
  );

  const different = new Set(replies.map((reply) => JSON.stringify(reply))).size;
  tell('F6', replies.length, different - 1);
  expect(different).toBe(1);
  expect((await players[0].bootstrap()).rows['ticket']).toHaveLength(1);
  await expect(players[0].calls.tickets.raise.mutate({ ...command, title: 'Twice' })).rejects.toMatchObject({
    data: { reason: 'command-reused' },
  });
});
