import type { Delta, Joined } from '@crossflow/domain/record/entry';
import { liveSocket, type LiveSocket } from './socket.ts';

export type ConnectionState = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'offline';

export interface ConnectionPorts {
  /** The last line that is here, where what came after it shall be told on joining. */
  since?(): number;
  /** The room is joined: everything up to `head` exists. */
  joined(head: number, missed?: Delta): void;
  /** The membership has ended: its copies must go. */
  ended(): void;
  signedOut(): void;
}

const AFTER_CUT_MS = 1_000;
const SPREAD_MS = 4_000;

/** Says truthfully how this page hears of changes, and joins the acting party's room whenever it can. */
export class Connection {
  state = $state<ConnectionState>('connecting');
  /** When news stopped coming; null while it comes. */
  silentSince = $state.raw<Date | null>(null);
  readonly socket: LiveSocket;
  readonly #memberId: string;
  readonly #ports: ConnectionPorts;
  readonly #leaving = new AbortController();

  constructor(memberId: string, ports: ConnectionPorts) {
    this.#memberId = memberId;
    this.#ports = ports;
    this.socket = liveSocket();
  }

  open(): void {
    this.socket.on('connect', this.#onConnect);
    this.socket.on('disconnect', this.#onDisconnect);
    this.socket.on('connect_error', this.#onRefused);
    this.socket.on('cut', this.#onCut);
    const { signal } = this.#leaving;
    addEventListener('offline', this.#beSilent, { signal });
    addEventListener('online', () => this.socket.connectAnew(), { signal });
    if (this.socket.connected) this.#onConnect();
    else this.socket.connect();
  }

  close(): void {
    this.#leaving.abort();
    this.socket.off('connect', this.#onConnect);
    this.socket.off('disconnect', this.#onDisconnect);
    this.socket.off('connect_error', this.#onRefused);
    this.socket.off('cut', this.#onCut);
  }

  readonly #onConnect = (): void => {
    this.socket.onUpgrade(() => this.#hearAgain());
    const since = this.#ports.since?.();
    const asked = { memberId: this.#memberId, ...(since !== undefined && { since }) };
    this.socket.emit('join', asked, (joined: Joined) => {
      if (this.#leaving.signal.aborted) return;
      if ('refused' in joined) this.#onJoinRefused(joined.refused);
      else {
        this.#hearAgain();
        this.#ports.joined(joined.head, joined.missed);
      }
    });
  };

  #onJoinRefused(reason: string): void {
    if (reason === 'not-a-member') this.#ports.ended();
    else if (reason === 'signed-out') this.#ports.signedOut();
    else this.#beSilent();
  }

  #hearAgain(): void {
    this.state = this.socket.polling ? 'polling' : 'live';
    this.silentSince = null;
  }

  readonly #beSilent = (): void => {
    this.silentSince ??= new Date();
    this.state = navigator.onLine ? 'reconnecting' : 'offline';
  };

  readonly #onDisconnect = (reason: string): void => {
    this.#beSilent();
    // The socket does not come back by itself where the server hung up; all clients at once would be a storm.
    if (reason !== 'io server disconnect') return;
    setTimeout(() => this.#leaving.signal.aborted || this.socket.connect(), AFTER_CUT_MS + Math.random() * SPREAD_MS);
  };

  readonly #onRefused = (error: Error): void => {
    this.#beSilent();
    if (error.message === 'signed-out') this.#ports.signedOut();
  };

  readonly #onCut = ({ reason }: { reason: string }): void => {
    if (reason === 'access-ended') this.#ports.ended();
    else if (reason === 'signed-out') this.#ports.signedOut();
  };
}
