import { createClient } from 'redis';
import {
  ClusterAdapterWithHeartbeat,
  type ClusterMessage,
  type ClusterResponse,
  MessageType,
  type Offset,
  type ServerId,
} from 'socket.io-adapter';
import type { GatewayServer } from './wire.ts';

const CHANNEL = 'crossflow:gateway';
const HEARTBEAT = { heartbeatInterval: 1_000, heartbeatTimeout: 3_000 };
const MOST_UNANSWERED = 1_000;
const LAST_WORD_MILLISECONDS = 200;

interface Link {
  /** Never waits and never fails: what cannot be said now is not said. */
  say(message: ClusterMessage | ClusterResponse): void;
  /** Other nodes came or went, or may have been missed for a while. */
  onNodes(): void;
}

/**
 * Presence and typing across nodes. Entries never depend on it: every node reads the ledgers from Postgres. Nothing waits for
 * Redis, the start neither: while it is away each node tells of its own screens, and `onNodes` is called when that has an end.
 */
export function redisAdapter(
  server: GatewayServer,
  url: string,
  onNodes: () => void,
): { readonly close: () => Promise<void> } {
  const mouth = createClient({ url, disableOfflineQueue: true, commandsQueueMaxLength: MOST_UNANSWERED });
  const ear = createClient({ url });
  const adapters: RedisAdapter[] = [];
  let said: Promise<unknown> = Promise.resolve();
  const link: Link = {
    say(message) {
      said = mouth.publish(CHANNEL, JSON.stringify(message)).catch(() => undefined);
    },
    onNodes,
  };
  const hear = (text: string) => {
    for (const adapter of adapters) adapter.onMessage(JSON.parse(text) as ClusterMessage);
  };
  for (const client of [mouth, ear]) {
    client.on('error', () => undefined);
    client.on('ready', onNodes);
    void client.connect().catch(() => undefined);
  }
  // Again after each reconnection: the same listener is there once, and a first attempt may have been cut off.
  ear.on('ready', () => void ear.subscribe(CHANNEL, hear).catch(() => undefined));
  server.adapter(
    class extends RedisAdapter {
      constructor(namespace: unknown) {
        super(namespace, link);
        adapters.push(this);
      }
    } as never,
  );
  return {
    async close() {
      for (const adapter of adapters) adapter.close();
      await Promise.race([said, new Promise((resolve) => setTimeout(resolve, LAST_WORD_MILLISECONDS))]);
      mouth.destroy();
      ear.destroy();
    },
  };
}

/** What one node says to the others goes over a channel that keeps nothing. */
class RedisAdapter extends ClusterAdapterWithHeartbeat {
  readonly #link: Link;
  #nodes = 1;

  constructor(namespace: unknown, link: Link) {
    super(namespace, HEARTBEAT);
    this.#link = link;
  }

  /** One's own heartbeats come back too, so that a node that has gone silent is missed by the last one left. */
  override onMessage(message: ClusterMessage): void {
    super.onMessage(message);
    void this.serverCount().then((nodes) => {
      if (nodes === this.#nodes) return;
      this.#nodes = nodes;
      this.#link.onNodes();
    });
  }

  protected override doPublish(message: ClusterMessage): Promise<Offset> {
    this.#link.say(message);
    return Promise.resolve('');
  }

  protected override doPublishResponse(_to: ServerId, response: ClusterResponse): Promise<void> {
    this.#link.say(response.type === MessageType.FETCH_SOCKETS_RESPONSE ? withoutHandshakes(response) : response);
    return Promise.resolve();
  }
}

/** A handshake holds the cookie that the person is signed in by. */
function withoutHandshakes<R extends ClusterResponse & { data: { sockets: unknown[] } }>(response: R): R {
  const sockets = response.data.sockets.map((socket) => ({ ...(socket as object), handshake: null }));
  return { ...response, data: { ...response.data, sockets } };
}
