import { seedBreaches } from './breaches.demo.ts';
import { seedManufacturing } from './manufacturing.demo.ts';
import { seedDocuments } from './documents.demo.ts';
import { seedTickets } from './tickets.demo.ts';
import type { DemoWorld } from './world.ts';

/** What each feature adds to the demo world. */
export const demoSeeds: readonly ((world: DemoWorld) => Promise<void>)[] = [
  seedManufacturing,
  seedDocuments,
  seedTickets,
  seedBreaches,
];
