import type { Delta } from '@crossflow/domain/record/entry';
import { io, type Socket } from 'socket.io-client';

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
export type Joined = { readonly partyId: string; readonly head: number } | { readonly refused: string };

interface FromServer {
  delta: (delta: Delta) => void;
  personal: (personal: Personal) => void;
  presence: (presence: Presence) => void;
  typing: (typing: Typing) => void;
  cut: (cut: { reason: string }) => void;
}
interface ToServer {
  join: (asked: { memberId: string }, answer: (joined: Joined) => void) => void;
  watch: (subject: { kind: string; id: string }) => void;
  unwatch: (subject: { kind: string; id: string }) => void;
  typing: (typing: Omit<Typing, 'memberId'>) => void;
}
export type LiveSocket = Socket<FromServer, ToServer>;

let socket: LiveSocket | null = null;

/** The page's one connection. Websocket first; long polling where a proxy breaks it. */
export function liveSocket(): LiveSocket {
  socket ??= io({
    path: '/socket.io',
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    autoConnect: false,
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.6,
  }) as LiveSocket;
  return socket;
}

/** After signing out, or before signing in as somebody else: the next connection carries the new session. */
export function closeSocket(): void {
  socket?.disconnect();
  socket = null;
}
