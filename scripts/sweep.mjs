// The directory of one test run. Processes that outlive their starter (Postgres does) name it in their command line.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

let directory;

const MEMORY = '/dev/shm';
const ROOM_BYTES = 8e9;

/**
 * Makes the directory and sends all temporary files of this run there, a browser's profile for example. In memory, where there is room,
 * a hundred databases are made in half the time; what measures a disk must not have it there.
 */
export function useTestDirectory({ inMemory = false } = {}) {
  directory = mkdtempSync(path.join(inMemory && hasRoom() ? MEMORY : tmpdir(), 'crossflow-run-'));
  // Run by root, Postgres works as another user, which has to get in.
  chmodSync(directory, 0o711);
  process.env.CROSSFLOW_TEST_DIR = directory;
  process.env.TMPDIR = directory;
}

/** Ends what still runs in the directory, removes it, and returns the command lines of what was found. */
export async function sweep() {
  let left = processes();
  // What is on its way out gets a moment.
  for (let wait = 0; left.length > 0 && wait < 20; wait++, left = processes()) await pause(100);
  for (const { pid } of left) end(pid, 'SIGINT');
  if (left.length > 0) await pause(1000);
  for (const { pid } of processes()) end(pid, 'SIGKILL');
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  return left.map(({ args }) => args);
}

function hasRoom() {
  if (!existsSync(MEMORY) || freemem() < ROOM_BYTES) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}

function processes() {
  if (process.platform === 'win32') return [];
  const text = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8', maxBuffer: 16_000_000 });
  const lines = text.split('\n').map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line));
  return lines
    .filter((found) => found && !found[2].startsWith('Z') && found[3].includes(directory))
    .map(([, pid, , args]) => ({ pid: Number(pid), args }));
}

function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
