import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { freePort } from '@crossflow/server/kernel/database/embedded';

/** A Redis of the test's own, at one address while it is killed and started. */
export interface OwnRedis {
  readonly url: string;
  /** Ends it as a power cut would, with all it held. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** It keeps its connections and answers nothing, until it is woken. */
  stall(): void;
  wake(): void;
  /** Everything in it is gone. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

// Debian's tools hold the server under another name: what it is called decides what it is.
const places = [process.env['REDIS_SERVER_PATH'], '/usr/bin/redis-server', '/usr/bin/redis-check-rdb'];
export const redisProgram: string | undefined = places.find((place) => place !== undefined && existsSync(place));

/** `directory` is one of this run. */
export async function openRedis(program: string, directory: string): Promise<OwnRedis> {
  const port = await freePort();
  let running: ChildProcess | null = null;
  const kill = async () => {
    if (running === null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
    running = null;
  };
  const start = async () => {
    running = await run(program, port, directory);
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    stall: () => void running?.kill('SIGSTOP'),
    wake: () => void running?.kill('SIGCONT'),
    flush: () => flush(port),
    close: kill,
  };
}

async function run(program: string, port: number, directory: string): Promise<ChildProcess> {
  const settings = { port: String(port), bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no' };
  // Its arguments stay in the list of processes, where what is left of a run is looked for.
  const args = Object.entries({ ...settings, 'set-proc-title': 'no' }).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, { argv0: 'redis-server', stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.includes('Ready to accept connections')) {
      child.stdout.resume();
      return child;
    }
  throw new Error('Redis ended before it listened');
}

async function flush(port: number): Promise<void> {
  const connection = connect(port, '127.0.0.1');
  connection.write('FLUSHALL\r\n');
  const [answer] = (await once(connection, 'data')) as [Buffer];
  connection.destroy();
  if (!answer.toString().startsWith('+OK')) throw new Error(`Redis did not flush: ${answer.toString()}`);
}
