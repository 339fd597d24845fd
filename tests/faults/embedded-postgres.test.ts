import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '@crossflow/server/kernel/database/embedded';
import { findBinaries } from '@crossflow/server/kernel/database/embedded-binaries';
import { requireDiskSpace } from '@crossflow/server/kernel/database/embedded-directory';
import { StartError } from '@crossflow/server/kernel/config/start-error';

const password = "a 'password' with ümlaut/slash";

interface OwnerReply {
  adminUrl: string;
  adopted: boolean;
  code?: string;
  message?: string;
}

let root: string;
let dataDir: string;
let children: ChildProcess[];

beforeEach(async () => {
  root = await mkdtemp(path.join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-fault-'));
  dataDir = path.join(root, 'data');
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  const left = await runningIn(dataDir);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  await rm(root, { recursive: true, force: true });
  expect(left, 'processes left running').toEqual([]);
});

describe('the embedded Postgres', () => {
  test('is made at the first start, takes only its password, syncs to disk, and is gone after stop', async () => {
    const steps: string[] = [];
    const postgres = await startEmbeddedPostgres({ dataDir, password, onProgress: (step) => steps.push(step) });

    expect(steps).toEqual(['init', 'start']);
    expect(await ask(postgres.adminUrl, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await ask(postgres.adminUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await expect(ask(postgres.adminUrl.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
    expect((await stat(dataDir)).mode & 0o007).toBe(0);

    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(await runningIn(dataDir)).toEqual([]);
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log']);
  });

  test('keeps what was committed over stop and start, and takes the settings given', async () => {
    const first = await startEmbeddedPostgres({ dataDir, password });
    await ask(first.adminUrl, 'create table kept as select 7 as n');
    await first.stop();

    const second = await startEmbeddedPostgres({ dataDir, password, settings: { work_mem: '5MB' } });
    expect(second.adopted).toBe(false);
    expect(await ask(second.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(await ask(second.adminUrl, 'show work_mem')).toEqual([{ work_mem: '5MB' }]);
    await second.stop();
  });

  test('is left running by kill -9 of its owner, adopted by the next start with all its data, and stopped by it', async () => {
    const owner = await startOwner();
    await ask(owner.reply.adminUrl, 'create table kept as select 7 as n');
    await kill(owner.child);
    expect(await runningIn(dataDir)).not.toEqual([]);

    const next = await startEmbeddedPostgres({ dataDir, password });
    expect(next.adopted).toBe(true);
    expect(next.adminUrl).toBe(owner.reply.adminUrl);
    expect(await ask(next.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    await next.stop();
    expect(await runningIn(dataDir)).toEqual([]);
  });

  test('is replaced when the one left running does not answer', async () => {
    const owner = await startOwner();
    await kill(owner.child);
    process.kill(await postmasterPid(), 'SIGSTOP');

    const next = await startEmbeddedPostgres({ dataDir, password });
    expect(next.adopted).toBe(false);
    expect(await ask(next.adminUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await next.stop();
  });

  test('starts when another program has got the pid of a Postgres that was killed', async () => {
    const owner = await startOwner();
    const postmaster = await postmasterPid();
    await kill(owner.child);
    process.kill(postmaster, 'SIGKILL');
    await expect.poll(() => runningIn(dataDir), { timeout: 20_000 }).toEqual([]);
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(process.pid)));

    const next = await startEmbeddedPostgres({ dataDir, password });
    expect(next.adopted).toBe(false);
    await next.stop();
  });

  test('is stopped when its owner exits without a word', async () => {
    const owner = await startOwner('exit');
    await once(owner.child, 'exit');
    await expect.poll(() => runningIn(dataDir), { timeout: 20_000 }).toEqual([]);
    expect(await readdir(dataDir)).not.toContain('crossflow.lock');
  });
});

describe('the data directory', () => {
  test('is refused to a second Crossflow, in another process or in this one, while the first lives', async () => {
    const first = await startEmbeddedPostgres({ dataDir, password });
    const second = await startOwner();
    expect(second.reply).toMatchObject({ code: 'data-directory-in-use' });
    expect(second.reply.message).toContain(`process ${process.pid}`);
    await expect(startEmbeddedPostgres({ dataDir, password })).rejects.toMatchObject({ code: 'data-directory-in-use' });
    expect(await ask(first.adminUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await first.stop();
  });

  test('is taken over from a dead owner whose pid another process has got since', async () => {
    await mkdir(dataDir);
    const lock = path.join(dataDir, 'crossflow.lock');
    await writeFile(lock, JSON.stringify({ pid: process.pid, started: 'an earlier boot:1' }));

    const postgres = await startEmbeddedPostgres({ dataDir, password });
    expect(JSON.parse(await readFile(lock, 'utf8'))).not.toMatchObject({ started: 'an earlier boot:1' });
    await postgres.stop();
  });

  test('goes to exactly one of several that start at once over a stale lock', async () => {
    await (await startEmbeddedPostgres({ dataDir, password })).stop();
    await writeFile(path.join(dataDir, 'crossflow.lock'), JSON.stringify({ pid: 2147483646, started: null }));

    const owners = await Promise.all([startOwner(), startOwner(), startOwner()]);
    const codes = owners.map((owner) => owner.reply.code ?? 'started').sort();
    expect(codes).toEqual(['data-directory-in-use', 'data-directory-in-use', 'started']);
    for (const owner of owners) await kill(owner.child);
    await (await startEmbeddedPostgres({ dataDir, password })).stop();
  });

  test('that cannot be made is a start error which says what to do', async () => {
    await writeFile(path.join(root, 'file'), '');
    const refused = startEmbeddedPostgres({ dataDir: path.join(root, 'file', 'data'), password });
    await expect(refused).rejects.toBeInstanceOf(StartError);
    await expect(refused).rejects.toMatchObject({ code: 'data-directory-not-writable', message: /set DATA_DIR/ });
  });

  test('that serves something else is left alone', async () => {
    await mkdir(dataDir, { mode: 0o755 });
    await writeFile(path.join(dataDir, 'thesis.txt'), '');
    await expect(startEmbeddedPostgres({ dataDir, password })).rejects.toMatchObject({
      code: 'data-directory-foreign',
    });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o755);
  });
});

describe('a start error tells what to do when', () => {
  test('npm has no Postgres for the platform', async () => {
    await expect(findBinaries('sunos', 'mips')).rejects.toMatchObject({
      code: 'no-postgres-binary',
      message: /DATABASE_URL/,
    });
  });

  test('the disk has too little room', async () => {
    await expect(requireDiskSpace(root, 1e12)).rejects.toMatchObject({ code: 'disk-full', message: /MB are free/ });
  });

  test('the secrets were lost', async () => {
    await (await startEmbeddedPostgres({ dataDir, password })).stop();
    const refused = startEmbeddedPostgres({ dataDir, password: 'another' });
    await expect(refused).rejects.toMatchObject({ code: 'postgres-password-refused' });
    await (await startEmbeddedPostgres({ dataDir, password })).stop();
  });

  test('Postgres refuses a setting: its own words are shown', async () => {
    const refused = startEmbeddedPostgres({ dataDir, password, settings: { max_connections: 'many' } });
    await expect(refused).rejects.toMatchObject({ code: 'postgres-start-failed', message: /max_connections/ });
    expect(await readdir(dataDir)).not.toContain('crossflow.lock');
  });
});

async function startOwner(then = 'hold'): Promise<{ child: ChildProcess; reply: OwnerReply }> {
  const script = path.join(import.meta.dirname, 'postgres-owner.ts');
  const child = spawn(process.execPath, [script, dataDir, password, then], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, reply: JSON.parse(line) as OwnerReply };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** Pids of all processes that name the directory in their command line. */
async function runningIn(directory: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args='], { maxBuffer: 1e7 });
  const lines = stdout.split('\n').filter((line) => line.includes(directory) && !line.includes('ps -eo'));
  return lines.map((line) => Number.parseInt(line, 10));
}
