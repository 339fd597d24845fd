import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { GatewayServer } from './wire.ts';

/** Presence and typing across nodes. Entries never depend on it: every node reads the ledgers from Postgres. */
export async function redisAdapter(server: GatewayServer, url: string): Promise<{ close(): Promise<void> }> {
  const client = createClient({ url });
  client.on('error', () => undefined);
  await client.connect();
  server.adapter(createAdapter(client));
  return {
    async close() {
      await client.close().catch(() => undefined);
    },
  };
}
