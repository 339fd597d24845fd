import type { Delta, Joined } from '@crossflow/domain/record/entry';
import type { Socket } from 'socket.io-client';
import { painted } from './ahead.ts';

/** What the personal stream carries. Mirrors the server's notification rows. */
export interface Notification {
  readonly id: string;
  readonly programId: string;
  readonly memberId: string;
  /** Its place in the person's own stream; a change of state gives it a later one. */
  readonly n: number;
  readonly reason: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly entryId: string;
  readonly byMemberId: string | null;
  readonly at: string;
  readonly state: 'unread' | 'read' | 'done';
  /** Put off until then; null where it is not. */
  readonly snoozedUntil: string | null;
}
export interface Muted {
  readonly subjectId: string;
  readonly at: string;
}

export interface Personal {
  readonly n: number;
  readonly notifications: readonly Notification[];
  /** All objects that this person wants to hear nothing of. */
  readonly muted: readonly Muted[];
}
export interface Presence {
  readonly kind: string;
  readonly id: string;
  readonly members: readonly string[];
}
export interface Typing {
  readonly kind: string;
  readonly id: string;
  readonly memberId: string;
  /** Typing a private note: told to the own company only. */
  readonly private: boolean;
  readonly on: boolean;
}

interface FromServer {
  delta: (delta: Delta) => void;
  personal: (personal: Personal) => void;
  presence: (presence: Presence) => void;
  typing: (typing: Typing) => void;
  cut: (cut: { reason: string }) => void;
}
interface ToServer {
  join: (asked: { memberId: string; since?: number }, answer: (joined: Joined) => void) => void;
  watch: (subject: { kind: string; id: string }) => void;
  unwatch: (subject: { kind: string; id: string }) => void;
  typing: (typing: Omit<Typing, 'memberId'>) => void;
}
interface Heard extends FromServer {
  connect: () => void;
  disconnect: (reason: string) => void;
  connect_error: (error: Error) => void;
}
type Listener = <E extends keyof Heard>(event: E, listener: Heard[E]) => void;
type Wire = Socket<FromServer, ToServer>;

const CODE_AGAIN_MS = 2_000;

/** The page's one connection. Websocket first; long polling where a proxy breaks it. Its code is fetched once the page is painted. */
export class LiveSocket {
  #wire: Wire | null = null;
  #coming = false;
  #closed = false;
  #listeners: readonly { readonly event: string; readonly listener: unknown }[] = [];

  readonly on: Listener = (event, listener) => {
    this.#listeners = [...this.#listeners, { event, listener }];
    this.#wire?.on(event, listener as never);
  };
  readonly off: Listener = (event, listener) => {
    this.#listeners = this.#listeners.filter((one) => one.event !== event || one.listener !== listener);
    this.#wire?.off(event, listener as never);
  };

  /** Before the first connection nobody hears it: what must be known then is said again after joining. */
  emit<E extends keyof ToServer>(event: E, ...told: Parameters<ToServer[E]>): void {
    this.#wire?.emit(event, ...told);
  }
  /** Dropped rather than kept where it cannot be sent now. */
  hint<E extends keyof ToServer>(event: E, ...told: Parameters<ToServer[E]>): void {
    this.#wire?.volatile.emit(event, ...told);
  }

  get connected(): boolean {
    return this.#wire?.connected ?? false;
  }
  get polling(): boolean {
    return this.#wire?.io.engine.transport.name === 'polling';
  }
  onUpgrade(listener: () => void): void {
    this.#wire?.io.engine.on('upgrade', listener);
  }

  connect(): void {
    if (this.#wire !== null) this.#wire.connect();
    else if (!this.#coming) void this.#fetchCode();
  }
  /** At once: what may still stand is given up, and no wait of failed attempts is kept. */
  connectAnew(): void {
    this.#wire?.disconnect();
    this.connect();
  }
  close(): void {
    this.#closed = true;
    this.#wire?.disconnect();
  }

  async #fetchCode(): Promise<void> {
    this.#coming = true;
    await painted();
    try {
      const { io } = await import('socket.io-client');
      if (!this.#closed) this.#open(io(options) as Wire);
    } catch (error) {
      for (const { event, listener } of this.#listeners)
        if (event === 'connect_error') (listener as Heard['connect_error'])(error as Error);
      setTimeout(() => this.#closed || this.connect(), CODE_AGAIN_MS);
    } finally {
      this.#coming = false;
    }
  }

  #open(wire: Wire): void {
    this.#wire = wire;
    for (const { event, listener } of this.#listeners) wire.on(event as keyof Heard, listener as never);
    wire.connect();
  }
}

const options = {
  path: '/socket.io',
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  autoConnect: false,
  withCredentials: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 10_000,
  randomizationFactor: 0.6,
};

let socket: LiveSocket | null = null;

export function liveSocket(): LiveSocket {
  socket ??= new LiveSocket();
  return socket;
}

/** After signing out, or before signing in as somebody else: the next connection carries the new session. */
export function closeSocket(): void {
  socket?.close();
  socket = null;
}
