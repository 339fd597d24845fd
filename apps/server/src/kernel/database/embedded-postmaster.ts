import { readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findProcess, waitUntilGone, type RunningProcess } from './embedded-process.ts';

/** A Postgres server process and where it listens. */
export interface Postmaster {
  process: Pick<RunningProcess, 'pid' | 'started'>;
  port: number;
}

export type Answer = 'ours' | 'not-yet' | 'wrong-password' | 'other';

export function adminUrl(port: number, password: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** Asks the server on this port whether it serves this cluster and takes this password. */
export async function ask(port: number, password: string, cluster: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: adminUrl(port, password), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const served = rows[0]?.data_directory ?? '';
    return (await sameDirectory(served, cluster)) ? 'ours' : 'other';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong-password' : 'not-yet';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The server that a killed process left running on this cluster, if it is healthy. Otherwise what is left of it is
 * stopped and the cluster is free to be started.
 */
export async function findLeftRunning(cluster: string, password: string): Promise<Postmaster | null> {
  const noted = await readPidFile(cluster);
  if (!noted) return null;
  const found = await findProcess(noted.pid);
  if (found && (await isHealthy(found, noted.port, password, cluster))) return { process: found, port: noted.port };
  if (found?.command?.includes(cluster)) await stopPostmaster(found, 5_000);
  await disown(cluster);
  return null;
}

async function isHealthy(found: RunningProcess, port: number, password: string, cluster: string): Promise<boolean> {
  if (found.command !== null && !found.command.includes('postgres')) return false;
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const answer = await ask(port, password, cluster);
    if (answer !== 'not-yet') return answer === 'ours';
    await pause(200);
  }
  return false;
}

/**
 * Fast shutdown: open transactions are rolled back, everything committed is on disk. Returns when the process is gone.
 * One that does not follow within `patience` ms is stopped harder; what is committed stays safe in either case.
 */
export async function stopPostmaster(server: Postmaster['process'], patience = 30_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (await waitUntilGone(server, 0)) return;
    signalQuietly(server.pid, signal);
    if (await waitUntilGone(server, patience)) return;
  }
}

export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}

async function readPidFile(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n');
  return pid && port ? { pid: Number(pid), port: Number(port) } : null;
}

// The pid that a dead server noted may be a zombie's, or by now another program's: Postgres would take it for a live server.
// A pid that cannot exist lets Postgres go on to its own check of the shared memory, which no deletion of the file would.
async function disown(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) await writeFile(file, text.replace(/^\d+/, '2147483646'));
}

async function sameDirectory(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((directory) => realpath(directory).catch(() => directory)));
  return a === b;
}
