import type { Database } from '../database/database.ts';
import type { GatewayServer, GatewaySocket } from './wire.ts';

const EVERY_MILLISECONDS = 500;
const MOST_BUFFERED_BYTES = 4 * 1_048_576;

/** Cuts the sockets of whoever is no longer signed in or no longer a member, and of readers that do not keep up. */
export class AccessSweep {
  readonly #database: Database;
  readonly #server: GatewayServer;
  #timer: NodeJS.Timeout | undefined;
  #busy = false;

  constructor(database: Database, server: GatewayServer) {
    this.#database = database;
    this.#server = server;
  }

  start(): void {
    this.#timer = setInterval(() => void this.run(), EVERY_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async run(programId?: string): Promise<void> {
    const sockets = [...this.#server.sockets.sockets.values()];
    for (const socket of sockets) if (buffered(socket) > MOST_BUFFERED_BYTES) cut(socket, 'too-slow');
    if (sockets.length === 0 || (this.#busy && programId === undefined)) return;
    this.#busy = true;
    // Whoever joins while the question is asked is looked at by the next sweep.
    const joinedAs = new Map(sockets.map(({ id, data }) => [id, data.actor?.memberId]));
    try {
      const standing = await this.#standing(sockets);
      for (const socket of sockets) {
        const found = standing.get(socket.id);
        if (found === undefined) cut(socket, 'signed-out');
        else if (
          !found &&
          joinedAs.get(socket.id) !== undefined &&
          socket.data.actor?.memberId === joinedAs.get(socket.id)
        )
          cut(socket, 'access-ended');
      }
    } catch {
      // The database is away: requests are refused too, and the next sweep decides.
    } finally {
      this.#busy = false;
    }
  }

  /** By socket id: signed in (the key exists), and still the member it joined as (the value). */
  async #standing(sockets: readonly GatewaySocket[]): Promise<ReadonlyMap<string, boolean>> {
    const values = [
      sockets.map(({ id }) => id),
      sockets.map(({ data }) => data.sessionId),
      sockets.map(({ data }) => data.actor?.memberId ?? null),
    ];
    const rows = await this.#database.transaction('keeper', 'read', (connection) =>
      connection.query<{ socket: string; member: boolean }>(
        `select x.socket, m.id is not null as member
         from unnest($1::text[], $2::uuid[], $3::uuid[]) as x(socket, session, member)
         join session s on s.id = x.session and s.expires_at > now()
         left join (member m join party p on p.id = m.party_id and (p.ends_at is null or p.ends_at > now()))
           on m.id = x.member and m.person_id = s.user_id and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())`,
        values,
        'sweep',
      ),
    );
    return new Map(rows.map(({ socket, member }) => [socket, member]));
  }
}

function cut(socket: GatewaySocket, reason: string): void {
  socket.emit('cut', { reason });
  socket.disconnect(true);
}

/** What this connection has not yet taken, in the transport and in line before it: about so many bytes. */
function buffered(socket: GatewaySocket): number {
  const { transport, writeBuffer } = socket.conn as unknown as {
    transport: { socket?: { bufferedAmount?: number } };
    writeBuffer: readonly { data?: { length: number } }[];
  };
  return writeBuffer.reduce((bytes, { data }) => bytes + (data?.length ?? 0), transport.socket?.bufferedAmount ?? 0);
}
