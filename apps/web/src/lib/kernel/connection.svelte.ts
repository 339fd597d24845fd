import { liveSocket, type Joined, type LiveSocket } from './socket.ts';

export type ConnectionState = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'offline';

export interface ConnectionPorts {
  /** The room is joined: everything up to `head` exists. */
  joined(head: number): void;
  /** The membership is refused or was ended: its copies must go. */
  cut(reason: string): void;
}

/** Says truthfully how this page hears of changes, and joins the acting party's room whenever it can. */
export class Connection {
  state = $state<ConnectionState>('connecting');
  /** When news stopped coming; null while it comes. */
  silentSince = $state<Date | null>(null);
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
    this.socket.on('disconnect', this.#onSilence);
    this.socket.on('connect_error', this.#onSilence);
    this.socket.on('cut', this.#onCut);
    const { signal } = this.#leaving;
    addEventListener('offline', this.#onSilence, { signal });
    addEventListener('online', () => this.socket.connect(), { signal });
    if (this.socket.connected) this.#onConnect();
    else this.socket.connect();
  }

  close(): void {
    this.#leaving.abort();
    this.socket.off('connect', this.#onConnect);
    this.socket.off('disconnect', this.#onSilence);
    this.socket.off('connect_error', this.#onSilence);
    this.socket.off('cut', this.#onCut);
  }

  readonly #onConnect = (): void => {
    this.socket.io.engine.on('upgrade', () => this.#speak());
    this.socket.emit('join', { memberId: this.#memberId }, (joined: Joined) => {
      if ('refused' in joined) {
        this.#ports.cut(joined.refused);
        return;
      }
      this.#speak();
      this.#ports.joined(joined.head);
    });
  };

  #speak(): void {
    this.state = this.socket.io.engine.transport.name === 'polling' ? 'polling' : 'live';
    this.silentSince = null;
  }

  readonly #onSilence = (): void => {
    this.silentSince ??= new Date();
    this.state = navigator.onLine ? 'reconnecting' : 'offline';
  };

  readonly #onCut = ({ reason }: { reason: string }): void => this.#ports.cut(reason);
}
