import pg from 'pg';

const RETRY_MILLISECONDS = 500;

/** Hears a channel on a connection of its own, and comes back after every loss. A null payload means: something may have been missed. */
export async function listenOn(url: string, channel: string, onHeard: (payload: string | null) => void) {
  let closed = false;
  let client: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    if (closed) return;
    const attempt = new pg.Client({ connectionString: url, application_name: 'crossflow-listener', keepAlive: true });
    client = attempt;
    attempt.on('notification', (message) => onHeard(message.payload ?? null));
    attempt.on('error', () => undefined);
    attempt.on('end', () => retryAfter(attempt));
    try {
      await attempt.connect();
      await attempt.query(`listen ${pg.escapeIdentifier(channel)}`);
      onHeard(null);
    } catch {
      void attempt.end().catch(() => undefined);
      retryAfter(attempt);
    }
  };
  // A connection that fails says so twice, by its error and by its end: two retries each time would soon be thousands.
  const retryAfter = (lost: pg.Client): void => {
    if (closed || lost !== client) return;
    client = undefined;
    setTimeout(() => void connect(), RETRY_MILLISECONDS).unref();
  };

  await connect();
  return {
    async close(): Promise<void> {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
