import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { StartError } from '../config/start-error.ts';
import { spawnAs, type Account, type Launcher } from './embedded-account.ts';
import type { PostgresBinaries } from './embedded-binaries.ts';
import { diskFull } from './embedded-directory.ts';

export interface Place {
  dataDir: string;
  cluster: string;
  log: string;
  account: Account;
  launcher: Launcher;
  binaries: PostgresBinaries;
}

/** Makes the cluster beside its place and moves it there whole, so that a killed start leaves no half of one. */
export async function initialize(place: Place, password: string): Promise<void> {
  const fresh = `${place.cluster}-init`;
  const passwordFile = `${place.cluster}-password`;
  await rm(fresh, { recursive: true, force: true });
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(fresh, { mode: 0o700 });
    if (place.account) {
      await chown(passwordFile, place.account.uid, place.account.gid);
      await chown(fresh, place.account.uid, place.account.gid);
    }
    const args = ['--pgdata', fresh, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
    args.push('--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C');
    await runInitdb(place, args);
    await rename(fresh, place.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

async function runInitdb(place: Place, args: string[]): Promise<void> {
  const child = spawnAs(place.launcher, place.binaries.initdb, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => ((output += error.message), resolve(null)));
    child.on('close', resolve);
  });
  if (code === 0) return;
  if (/no space left|disk quota/i.test(output)) throw diskFull(place.dataDir, 'the disk filled up');
  throw new StartError(
    'postgres-init-failed',
    `The embedded Postgres could not be set up in ${place.dataDir}: ${lastLines(output)}\n` +
      'Mend the cause and start again, or set DATABASE_URL to a Postgres of your own.',
  );
}

export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join('\n');
}
