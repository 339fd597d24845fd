import { readFileSync } from 'node:fs';
import type { World } from '../world/world.ts';

/** Every plain route there is, as `GET /path`, from the server itself; files of the built web are left out. */
export const plainRoutes = ({ server }: World): string[] =>
  server.app.routes.filter((route) => !OF_THE_WEB.test(route));

const OF_THE_WEB = /^(GET|HEAD) \/(_app\/.*|[^/:*]+\.(html|png|svg|ico|json|txt|webmanifest|woff2|js))(\.(gz|br))?$/;

/** Every event that a connection may send, from the source of the gateway. */
export function socketEvents(): string[] {
  const source = readFileSync(new URL('../../apps/server/src/kernel/gateway/gateway.ts', import.meta.url), 'utf8');
  return [...source.matchAll(/socket\.on\(\s*'([a-z-]+)'/g)]
    .map(([, event]) => event!)
    .filter((event) => event !== 'disconnect');
}
