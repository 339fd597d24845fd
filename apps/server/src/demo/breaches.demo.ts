import { BreachWatch } from '../clocks/breach-watch.ts';
import type { DemoWorld } from './world.ts';

const STORY_HOURS = 24 * 32;
const EVERY_HOURS = 3;

/** The watch over the clocks looks on all through the story, as it would have: what is past its time was told then, not now. */
export function seedBreaches(world: DemoWorld): Promise<void> {
  for (let hours = STORY_HOURS; hours >= 0; hours -= EVERY_HOURS)
    world.plan(hours, () => world.service(BreachWatch).look());
  return Promise.resolve();
}
