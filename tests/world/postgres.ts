import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@crossflow/server/kernel/database/embedded';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's URL of the one Postgres of this run. Make a database of your own in it. */
    adminUrl: string;
  }
}

interface RunPostgres {
  directory: string;
  server: EmbeddedPostgres;
}

// Speed before safety: nothing in here outlives the run. Tests of durability start a Postgres of their own.
const settings = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  // Passwords that are worth nothing.
  scram_iterations: '1',
};

// Each vitest project loads this file anew in one process, so what they share hangs on globalThis.
const shared = globalThis as { crossflowRun?: { users: number; postgres: Promise<RunPostgres> } };

/** Starts one Postgres for all projects of the run; the last project that ends stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = (shared.crossflowRun ??= { users: 0, postgres: startForRun() });
  run.users++;
  const { server, directory } = await run.postgres;
  project.provide('adminUrl', server.adminUrl);
  return async () => {
    if (--run.users > 0) return;
    delete shared.crossflowRun;
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

async function startForRun(): Promise<RunPostgres> {
  const directory = await mkdtemp(path.join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-test-'));
  const server = await startEmbeddedPostgres({ dataDir: directory, password: 'for this run alone', settings });
  return { directory, server };
}
