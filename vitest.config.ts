import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type TestProjectInlineConfiguration } from 'vitest/config';

const postgres = ['tests/world/postgres.ts'];

// Nest's decorators; without this only files covered by a tsconfig with experimentalDecorators would be lowered.
const oxc = { decorator: { legacy: true } };
// Of itself the cache of modules on disk does not notice another option.
const keyedByOxc: Plugin = {
  name: 'keyed-by-oxc',
  configureVitest: ({ defineCacheKeyGenerator }) => defineCacheKeyGenerator(() => JSON.stringify(oxc)),
};

function project(name: string, include: string | string[], more: TestProjectInlineConfiguration = {}) {
  const { test, ...rest } = more;
  return { extends: true as const, ...rest, test: { name, include: [include].flat(), ...test } };
}

export default defineConfig({
  oxc,
  plugins: [keyedByOxc],
  test: {
    fsModuleCache: true,
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    // Longer where the proof goes further than a test does.
    testTimeout: Number(process.env['CROSSFLOW_TIMEOUT'] ?? 60_000),
    hookTimeout: 120_000,
    projects: [
      project('domain', 'packages/*/src/**/*.test.ts', { test: { isolate: false } }),
      project('structure', 'tests/structure/**/*.test.ts'),
      // The server is loaded once for all files of a worker: each starts its own on a database of its own.
      project('server', ['apps/server/src/**/*.test.ts', 'tests/{journeys,walls,replay}/**/*.test.ts'], {
        test: { globalSetup: postgres, isolate: false },
      }),
      project('web', 'apps/web/src/**/*.test.ts', {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { isolate: false, environment: './tests/world/client-environment.ts' },
      }),
      // One file at a time: these measure out the machine with processes of their own.
      project('faults', 'tests/faults/**/*.test.ts', { test: { globalSetup: postgres, fileParallelism: false } }),
      project('browser', 'tests/browser/**/*.test.ts', { test: { globalSetup: postgres, fileParallelism: false } }),
    ],
  },
});
