import pg from 'pg';

const RETRY_MILLISECONDS = 500;

/** Hears a channel on a connection of its own, and comes back after every loss. A null payload means: something may have been missed. */
export async function listenOn(url: string, channel: string, onHeard: (payload: string | null) => void) {
  let closed = false;
  let client: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    if (closed) return;
    client = new pg.Client({ connectionString: url, application_name: 'crossflow-listener', keepAlive: true });
    client.on('notification', (message) => onHeard(message.payload ?? null));
    client.on('error', () => undefined);
    client.on('end', retry);
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    onHeard(null);
  };
  const retry = (): void => {
    if (!closed) setTimeout(() => void connect().catch(retry), RETRY_MILLISECONDS).unref();
  };

  await connect().catch(retry);
  return {
    async close(): Promise<void> {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
