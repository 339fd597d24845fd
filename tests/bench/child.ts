import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Parts } from './processes/answering.ts';

/** A process of its own that answers questions, and ends when this one does. */
export interface Child<P extends Parts> {
  readonly process: ChildProcess;
  ask<Name extends keyof P & string>(name: Name, ...asked: Parameters<P[Name]>): Promise<Awaited<ReturnType<P[Name]>>>;
  /** Resolves when it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}
export interface Start {
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its output is read by the caller, and is not this process's. */
  readonly quiet?: boolean;
}

/** Starts a file of this folder; resolves when it can be asked. */
export async function startChild<P extends Parts>(file: string, options: Start = {}): Promise<Child<P>> {
  const { args = [], nodeArgs = [], env = {}, quiet = false } = options;
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: [...nodeArgs],
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  const answered = (n: number) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(n, { resolve, reject });
    });
  const ready = answered(0);
  child.on('message', ({ n, value, problem }: Answer) => {
    if (problem === undefined) waiting.get(n)?.resolve(value);
    else waiting.get(n)?.reject(new Error(`${file}: ${problem}`));
    waiting.delete(n);
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error(`${file} ended`));
      resolve();
    });
  });
  await ready;
  return {
    process: child,
    ask: (name, ...[about]) => {
      const answer = answered((asked += 1));
      child.send({ n: asked, name, asked: about });
      return answer as never;
    },
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      await gone;
    },
  };
}
