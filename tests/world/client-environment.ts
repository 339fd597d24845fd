import type { Environment } from 'vitest/runtime';

/** Node, with code as it is built for the browser: Svelte's effects run. */
export default {
  name: 'client',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
