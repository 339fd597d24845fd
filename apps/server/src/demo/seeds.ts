import type { DemoWorld } from './world.ts';

/** What each feature adds to the demo world. */
export const demoSeeds: readonly ((world: DemoWorld) => Promise<void>)[] = [];
