import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

export interface ServerProcess {
  readonly origin: string;
  /** Ends it the hard way, and resolves when it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Says something to it that does not end it. */
  signal(signal: NodeJS.Signals): void;
}

/** The built server as a process of its own on a given database, ready to answer; it ends with its test at the latest. */
export async function startServerProcess(
  databaseUrl: string,
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
    DEMO: '1',
    ...settings,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const origin = /runs at (http\S+)/.exec(line)?.[1];
    if (origin === undefined) continue;
    return {
      origin,
      signal: (signal) => void child.kill(signal),
      async kill(signal) {
        child.kill(signal);
        const [code] = (await exited) as [number | null];
        return code;
      },
    };
  }
  throw new Error('the server ended before it listened');
}
