import { readFileSync, unlinkSync } from 'node:fs';
import { copyFile, constants, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../config/start-error.ts';
import { findProcess, isSameProcess } from './embedded-process.ts';

const lockName = 'crossflow.lock';

/** Held for the life of the process: one Crossflow per data directory. */
export interface InstanceLock {
  release(): void;
}

interface Owner {
  pid: number;
  started: string | null;
}

/** Takes the lock, also from an owner that is dead. Throws `data-directory-in-use` when the owner lives. */
export async function lockDirectory(directory: string): Promise<InstanceLock> {
  const file = path.join(directory, lockName);
  const me = await findProcess(process.pid);
  const mine = JSON.stringify({ pid: process.pid, started: me?.started ?? null } satisfies Owner);
  while (!(await create(file, mine))) await clearStale(file, directory);
  return { release: () => releaseIfMine(file, mine) };
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function clearStale(file: string, directory: string): Promise<void> {
  const seen = await readWhole(file);
  if (seen === null) return;
  const owner = parseOwner(seen);
  if (owner && (await isSameProcess(owner))) throw inUse(directory, owner.pid);

  const aside = `${file}.${process.pid}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => null);
  // Another starter may have replaced the dead owner's lock since it was read: give that one back.
  if (moved !== null && moved !== seen) await copyFile(aside, file, constants.COPYFILE_EXCL).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The text of the lock; an owner that has created but not yet written it gets a moment to do so. */
async function readWhole(file: string): Promise<string | null> {
  let text: string | null = null;
  for (let attempt = 0; attempt < 20; attempt++) {
    text = await readFile(file, 'utf8').catch(() => null);
    if (text === null || parseOwner(text)) return text;
    await pause(50);
  }
  return text;
}

function parseOwner(text: string): Owner | null {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    return typeof owner?.pid === 'number' ? { pid: owner.pid, started: owner.started ?? null } : null;
  } catch {
    return null;
  }
}

function inUse(directory: string, pid: number): StartError {
  return new StartError(
    'data-directory-in-use',
    `The data directory ${directory} is in use by another running Crossflow (process ${pid}). ` +
      'Stop that one first, or set DATA_DIR to a directory of its own.',
  );
}

// Synchronous, so that it also runs in the process' exit handler.
function releaseIfMine(file: string, mine: string): void {
  try {
    if (readFileSync(file, 'utf8') === mine) unlinkSync(file);
  } catch {
    // Already gone.
  }
}
