import { readFileSync } from 'node:fs';
import type { World } from '../world/world.ts';

/** Every plain route there is, as `GET /path`, from the server itself. */
export const plainRoutes = ({ server }: World): string[] => [...server.app.routes];

/** Every event that a connection may send, from the source of the gateway. */
export function socketEvents(): string[] {
  const source = readFileSync(new URL('../../apps/server/src/kernel/gateway/gateway.ts', import.meta.url), 'utf8');
  return [...source.matchAll(/socket\.on\(\s*'([a-z-]+)'/g)]
    .map(([, event]) => event!)
    .filter((event) => event !== 'disconnect');
}
