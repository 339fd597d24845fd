import { chmod, chown, mkdir, open, readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../config/start-error.ts';
import type { Account } from './embedded-account.ts';

const ours = /^(postgres|crossflow|files|secrets|lost\+found$|\.gitkeep$)/;
const megabyte = 1024 * 1024;

/** Makes the data directory and closes it to everyone but the owner and, when we are root, the account of Postgres. */
export async function prepareDirectory(directory: string, account: Account): Promise<void> {
  await translate(directory, async () => {
    await mkdir(path.dirname(directory), { recursive: true });
    await mkdir(directory, { mode: 0o700 }).catch(ignoreExisting);
    await refuseForeign(directory);
    if (account) await chown(directory, 0, account.gid);
    await chmod(directory, account ? 0o710 : 0o700);
    await tryWrite(directory);
  });
}

export async function requireDiskSpace(directory: string, megabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = Math.floor((bavail * bsize) / megabyte);
  if (free < megabytes) throw diskFull(directory, `only ${free} MB are free and at least ${megabytes} MB are needed`);
}

export function diskFull(directory: string, what: string): StartError {
  return new StartError(
    'disk-full',
    `There is not enough disk space for the data directory ${directory}: ${what}. ` +
      'Free some space, or set DATA_DIR to a directory on a larger disk.',
  );
}

async function translate(directory: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(directory, 'the disk is full');
    throw new StartError(
      'data-directory-not-writable',
      `The data directory ${directory} cannot be written (${(cause as Error).message}). ` +
        'Give this user the right to write there, or set DATA_DIR to a directory that it may write.',
      { cause },
    );
  }
}

// Its mode is changed below: never do that to a directory that serves something else, such as /var/lib.
async function refuseForeign(directory: string): Promise<void> {
  const entries = await readdir(directory);
  if (entries.length === 0 || entries.some((entry) => ours.test(entry))) return;
  throw new StartError(
    'data-directory-foreign',
    `The data directory ${directory} holds other things (${entries.slice(0, 3).join(', ')}) and nothing of Crossflow. ` +
      'Set DATA_DIR to an empty directory, or to one that does not exist yet.',
  );
}

async function tryWrite(directory: string): Promise<void> {
  const file = path.join(directory, `crossflow.try.${process.pid}`);
  const handle = await open(file, 'w');
  await handle.writeFile('x').finally(() => handle.close());
  await rm(file);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
