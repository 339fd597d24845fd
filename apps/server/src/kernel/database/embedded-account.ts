import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartError } from '../config/start-error.ts';

const run = promisify(execFile);
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const account = 'postgres';

/** Whom Postgres runs as. It refuses to run as root; then it is the user `postgres`. Null: ourselves. */
export type Account = { uid: number; gid: number } | null;

/** How to start a Postgres program as that account. */
export interface Launcher {
  account: Account;
  prefix: readonly string[];
}

/** Null unless we are root. Makes the user `postgres` when the machine has none. */
export async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  return (await lookUp()) ?? (await createAccount());
}

/** A launcher with which the account enters the directory and runs the program, or `data-directory-unreachable`. */
export async function findLauncher(who: Account, directory: string, program: string): Promise<Launcher> {
  const plain: Launcher = { account: who, prefix: [] };
  if (!who || (await reaches(plain, directory, program))) return plain;
  // A checkout under /root or in a folder of mode 0700: let the account pass through closed folders, nothing more where
  // the kernel allows that (containers often grant dac_override alone).
  for (const capability of await ownCapabilities()) {
    const prefix = ['setpriv', `--reuid=${who.uid}`, `--regid=${who.gid}`, '--clear-groups'];
    prefix.push(`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`);
    const launcher: Launcher = { account: null, prefix };
    if (await reaches(launcher, directory, program)) return launcher;
  }
  throw new StartError(
    'data-directory-unreachable',
    `Crossflow runs as root, so its Postgres runs as the user ${account}, and that user cannot reach ${directory} ` +
      `or ${program}: a folder above is closed to others. ` +
      'Move Crossflow to a folder that every user may enter, set DATA_DIR to one, start Crossflow as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  );
}

/** Spawns with a clean environment: PGDATA, PGPORT and the like of the caller must not leak in. */
export function spawnAs(launcher: Launcher, command: string, args: string[], options: SpawnOptions): ChildProcess {
  const [program = command, ...rest] = [...launcher.prefix, command, ...args];
  const env = { PATH: systemPath, LC_ALL: 'C', TZ: 'UTC' };
  return spawn(program, rest, { ...options, env, ...(launcher.account ?? {}) });
}

async function lookUp(): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', account]), run('id', ['-g', account])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createAccount(): Promise<Account> {
  const env = { PATH: systemPath };
  try {
    await run('groupadd', ['--system', '--force', account], { env });
    await run('useradd', ['--system', '--gid', account, '--no-create-home', '--shell', '/bin/false', account], { env });
  } catch (cause) {
    throw new StartError(
      'postgres-init-failed',
      `Postgres refuses to run as root, and the user ${account} could not be made (${(cause as Error).message.trim()}). ` +
        'Start Crossflow as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
      { cause },
    );
  }
  return lookUp();
}

function reaches(launcher: Launcher, directory: string, program: string): Promise<boolean> {
  const script = 'cd "$1" && "$2" --version';
  return new Promise((resolve) => {
    const child = spawnAs(launcher, '/bin/sh', ['-c', script, 'sh', directory, program], { stdio: 'ignore', cwd: '/' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

async function ownCapabilities(): Promise<string[]> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const bits = { dac_read_search: 2n, dac_override: 1n };
  return Object.entries(bits).flatMap(([name, bit]) => ((effective >> bit) & 1n ? [name] : []));
}
