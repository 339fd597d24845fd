import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** A live process. `started` tells it apart from a later one with the same pid; null where the platform does not say. */
export interface RunningProcess {
  pid: number;
  started: string | null;
  command: string | null;
}

/** The process with this pid, or null when it is gone (a zombie is gone). */
export async function findProcess(pid: number): Promise<RunningProcess | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !answersSignal(pid)) return null;
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return { pid, started: null, command: null };
  return fromPs(pid);
}

export async function isSameProcess(known: Pick<RunningProcess, 'pid' | 'started'>): Promise<boolean> {
  const found = await findProcess(known.pid);
  return found !== null && (known.started === null || found.started === known.started);
}

/** True once the process is gone, false when it is still there after the time given. */
export async function waitUntilGone(known: Pick<RunningProcess, 'pid' | 'started'>, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (await isSameProcess(known)) {
    if (Date.now() > end) return false;
    await pause(20);
  }
  return true;
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function fromProc(pid: number): Promise<RunningProcess | null> {
  try {
    const [stat, command, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    // The name in the second field may hold spaces and brackets; state and start time are the 3rd and 22nd field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return { pid, started: `${boot.trim()}:${fields[19] ?? ''}`, command: command.replaceAll('\0', ' ').trim() };
  } catch {
    return null;
  }
}

function fromPs(pid: number): Promise<RunningProcess | null> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { env: { LC_ALL: 'C' } }, (error, out) => {
      const found = /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(out);
      if (error || !found || found[1]?.startsWith('Z')) return resolve(null);
      resolve({ pid, started: found[2] ?? null, command: found[3] ?? null });
    });
  });
}
