import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../config/start-error.ts';
import { findAccount, findLauncher, spawnAs } from './embedded-account.ts';
import { findBinaries } from './embedded-binaries.ts';
import { initialize, lastLines, type Place } from './embedded-cluster.ts';
import { diskFull, prepareDirectory, requireDiskSpace } from './embedded-directory.ts';
import { lockDirectory, type InstanceLock } from './embedded-lock.ts';
import {
  adminUrl,
  ask,
  findLeftRunning,
  signalQuietly,
  stopPostmaster,
  type Postmaster,
} from './embedded-postmaster.ts';
import { findProcess } from './embedded-process.ts';

export interface EmbeddedOptions {
  dataDir: string;
  password: string;
  /** Added to the settings below, for example by tests. */
  settings?: Record<string, string>;
  onProgress?: (step: 'init' | 'start' | 'adopt') => void;
}

export interface EmbeddedPostgres {
  /** Connects as the superuser. */
  adminUrl: string;
  port: number;
  /** It was left running by a killed process. */
  adopted: boolean;
  /** Fast shutdown; returns when the process is gone. May be called more than once. */
  stop(): Promise<void>;
}

const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_compression: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not hold what people write: no failed statements, no values of rows.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Starts the Postgres in `<dataDir>/postgres`, made at the first start, or adopts the one a killed process left running. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const [binaries, account] = await Promise.all([findBinaries(), findAccount()]);
  await prepareDirectory(dataDir, account);
  const launcher = await findLauncher(account, dataDir, binaries.postgres);
  const place: Place = {
    dataDir,
    cluster: path.join(dataDir, 'postgres'),
    log: path.join(dataDir, 'postgres.log'),
    account,
    launcher,
    binaries,
  };
  const lock = await lockDirectory(dataDir);
  try {
    const left = await findLeftRunning(place.cluster, options.password);
    if (left) options.onProgress?.('adopt');
    const server = left ?? (await initAndStart(place, options));
    return handle(server, options.password, left !== null, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function initAndStart(place: Place, options: EmbeddedOptions): Promise<Postmaster> {
  const isNew = await access(path.join(place.cluster, 'PG_VERSION')).then(
    () => false,
    () => true,
  );
  await requireDiskSpace(place.dataDir, isNew ? 300 : 50);
  if (isNew) {
    options.onProgress?.('init');
    await initialize(place, options.password);
  }
  options.onProgress?.('start');
  return start(place, options);
}

function handle(server: Postmaster, password: string, adopted: boolean, lock: InstanceLock): EmbeddedPostgres {
  // An exit without stop(), such as an uncaught error, must not leave the server behind either.
  const onExit = () => {
    signalQuietly(server.process.pid, 'SIGINT');
    lock.release();
  };
  process.once('exit', onExit);
  const stop = async () => {
    await stopPostmaster(server.process);
    process.off('exit', onExit);
    lock.release();
  };
  let stopped: Promise<void> | undefined;
  return { adminUrl: adminUrl(server.port, password), port: server.port, adopted, stop: () => (stopped ??= stop()) };
}

// The port was taken in the meantime, or processes of a killed server are still going away.
const passing = /could not bind|address already in use|pre-existing shared memory block/i;

async function start(place: Place, options: EmbeddedOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = openLog(place.log);
    const pid = spawnPostgres(place, port, options.settings ?? {}, log.descriptor);
    const found = pid === undefined ? null : await findProcess(pid);
    const server: Postmaster = { process: { pid: pid ?? 0, started: found?.started ?? null }, port };
    const outcome = await waitUntilReady(server, place, options.password);
    if (outcome === 'ready') return server;
    await stopPostmaster(server.process);
    const said = log.since();
    if (outcome !== 'exited' || attempt >= 5 || !passing.test(said)) throw startFailed(place, outcome, said);
    await pause(attempt * 200);
  }
}

function spawnPostgres(place: Place, port: number, settings: Record<string, string>, log: number): number | undefined {
  const flags = Object.entries({ ...defaults, ...settings, port: String(port) });
  const args = ['-D', place.cluster, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // Detached: Ctrl-C in the terminal must reach Crossflow alone, which drains first and stops Postgres last.
  const child = spawnAs(place.launcher, place.binaries.postgres, args, {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: '/',
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  return child.pid;
}

type Outcome = 'ready' | 'exited' | 'wrong-password' | 'too-slow';

async function waitUntilReady(server: Postmaster, place: Place, password: string): Promise<Outcome> {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    if ((await findProcess(server.process.pid)) === null) return 'exited';
    const answer = await ask(server.port, password, place.cluster);
    if (answer === 'ours') return 'ready';
    if (answer === 'wrong-password') return answer;
    await pause(20);
  }
  return 'too-slow';
}

function startFailed(place: Place, outcome: Outcome, log: string): StartError {
  if (outcome === 'wrong-password') {
    return new StartError(
      'postgres-password-refused',
      `The database in ${place.dataDir} does not take the password kept beside it. ` +
        'Put the secrets of that data directory back from your backup, or set DATA_DIR to a new directory.',
    );
  }
  if (/no space left|disk quota/i.test(log)) return diskFull(place.dataDir, 'the disk is full');
  const what = outcome === 'exited' ? 'stopped at once' : 'did not get ready within two minutes';
  return new StartError(
    'postgres-start-failed',
    `The embedded Postgres ${what}: ${lastLines(log)}\nThe whole log is in ${place.log}. ` +
      'Mend the cause and start again, or set DATABASE_URL to a Postgres of your own.',
  );
}

function openLog(file: string): { descriptor: number; since(): string } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5_000_000) rmSync(file);
  const offset = size > 5_000_000 ? 0 : size;
  return { descriptor: openSync(file, 'a', 0o600), since: () => readFileSync(file).subarray(offset).toString() };
}

/** A port of this machine that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
