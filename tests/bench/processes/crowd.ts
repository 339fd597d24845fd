import { io, type Socket } from 'socket.io-client';
import type { Delta } from '../../../packages/domain/src/record/entry.ts';
import { answerWith, now } from './answering.ts';
import { Receipts } from './receipts.ts';

/** Somebody signed in, as a member of one program. */
export interface Seat {
  readonly cookie: string;
  readonly memberId: string;
  readonly programId: string;
}
interface Client {
  readonly socket: Socket;
  /** Null at a yardstick, which has neither programs nor ledgers. */
  readonly seat: Seat | null;
  cursor: number | null;
  levelAt: number | null;
}

const AT_ONCE = 50;
const TRY_AGAIN = { reconnectionDelay: 100, reconnectionDelayMax: 200 };

const clients: Client[] = [];
const receipts = new Receipts();
let told: Delta | null = null;
let onLevel = () => undefined as void;

function enter(origin: string, seat: Seat | null): Promise<void> {
  const extraHeaders: Record<string, string> = seat === null ? {} : { cookie: seat.cookie };
  const socket = io(origin, { transports: ['websocket'], forceNew: true, extraHeaders, ...TRY_AGAIN });
  const client: Client = { socket, seat, cursor: null, levelAt: null };
  clients.push(client);
  socket.on('delta', (delta: Delta) => {
    const at = now();
    told = delta;
    for (const { entry } of delta.lines) if (entry?.commandId != null) receipts.add(entry.commandId, at);
  });
  // The socket does not come back by itself where the server hung up or refused.
  const again = () => {
    if (!socket.active) setTimeout(() => socket.connect(), TRY_AGAIN.reconnectionDelay);
  };
  socket.on('disconnect', again);
  socket.on('connect_error', again);
  return new Promise((resolve) => {
    socket.on('connect', () => {
      void level(origin, client).then((is) => {
        if (!is) return;
        client.levelAt = now();
        onLevel();
        resolve();
      });
    });
  });
}

/** Joins and fetches what was missed, as the web does. False where the connection was lost over it. */
async function level(origin: string, client: Client): Promise<boolean> {
  const { socket, seat, cursor } = client;
  if (seat === null) return true;
  try {
    const asked = { memberId: seat.memberId, ...(cursor !== null && { since: cursor }) };
    const { head, missed } = (await socket.timeout(30_000).emitWithAck('join', asked)) as {
      head?: number;
      missed?: Delta;
    };
    if (head === undefined) throw new Error('refused');
    if (cursor !== null && head > (missed?.to ?? cursor)) {
      const answer = await fetch(`${origin}/sync/${seat.programId}/since/${cursor}?as=${seat.memberId}`, {
        headers: { cookie: seat.cookie },
      });
      if (!answer.ok) throw new Error(`since: ${answer.status}`);
      await answer.text();
    }
    client.cursor = head;
    return true;
  } catch {
    if (socket.connected) socket.disconnect().connect();
    return false;
  }
}

const parts = {
  /** So many clients, seated in turn; resolves when all are level. */
  async connect({ origin, count, seats }: { origin: string; count: number; seats: readonly Seat[] }): Promise<void> {
    for (let from = 0; from < count; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => seats[(from + n) % seats.length]);
      await Promise.all(some.map((seat) => enter(origin, seat ?? null)));
    }
  },
  /** The latest delta as it was heard. */
  told: (): Delta | null => told,
  /** How long these took to reach so many clients each; resolves when they have. */
  heard: (sent: readonly { id: string; since: number; to: number }[]) => receipts.of(sent),
  /** From now on everybody has missed the latest line of their ledger. */
  fallBehind(): void {
    for (const client of clients) {
      client.levelAt = null;
      if (client.cursor !== null) client.cursor -= 1;
    }
  },
  /** When the last one was level again. */
  async level(): Promise<number> {
    const late = () => clients.some(({ levelAt }) => levelAt === null);
    if (late())
      await new Promise<void>((resolve) => {
        onLevel = () => {
          if (!late()) resolve();
        };
      });
    return Math.max(...clients.map(({ levelAt }) => levelAt ?? 0));
  },
};
export type CrowdParts = typeof parts;

answerWith(parts);
