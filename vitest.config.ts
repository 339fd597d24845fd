import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const postgres = ['tests/world/postgres.ts'];

function project(name: string, include: string, more: TestProjectInlineConfiguration = {}) {
  const { test, ...rest } = more;
  return { extends: true as const, ...rest, test: { name, include: [include], ...test } };
}

export default defineConfig({
  // Nest's decorators; without this only files covered by a tsconfig with experimentalDecorators would be lowered.
  oxc: { decorator: { legacy: true } },
  test: {
    // The cache on disk does not notice a change of the oxc option above.
    fsModuleCache: false,
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    // Longer where the proof goes further than a test does.
    testTimeout: Number(process.env['CROSSFLOW_TIMEOUT'] ?? 60_000),
    hookTimeout: 120_000,
    projects: [
      project('domain', 'packages/*/src/**/*.test.ts', { test: { isolate: false } }),
      project('structure', 'tests/structure/**/*.test.ts'),
      project('server', 'apps/server/src/**/*.test.ts', { test: { globalSetup: postgres } }),
      project('web', 'apps/web/src/**/*.test.ts', {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
      }),
      // The server is loaded once for all files of a worker: each starts its own on a database of its own.
      project('journeys', 'tests/journeys/**/*.test.ts', { test: { globalSetup: postgres, isolate: false } }),
      project('walls', 'tests/walls/**/*.test.ts', { test: { globalSetup: postgres, isolate: false } }),
      project('replay', 'tests/replay/**/*.test.ts', { test: { globalSetup: postgres } }),
      // One file at a time: these measure out the machine with processes of their own.
      project('faults', 'tests/faults/**/*.test.ts', { test: { globalSetup: postgres, fileParallelism: false } }),
      project('browser', 'tests/browser/**/*.test.ts', { test: { globalSetup: postgres, fileParallelism: false } }),
    ],
  },
});
