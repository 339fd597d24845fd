import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Delta, Joined } from '@crossflow/domain/record/entry';
import type { Kind } from '@crossflow/domain/record/rows';
import type { Entered } from '../unit-of-work/tx.ts';
import type { Notification } from '../personal/personal-stream.ts';

export interface Subject {
  readonly kind: Kind;
  readonly id: string;
}
export interface Typing extends Subject {
  readonly private: boolean;
  readonly on: boolean;
}

export interface FromServer {
  delta: (delta: Delta) => void;
  personal: (personal: { readonly n: number; readonly notifications: readonly Notification[] }) => void;
  presence: (presence: Subject & { readonly members: readonly string[] }) => void;
  typing: (typing: Typing & { readonly memberId: string }) => void;
  cut: (cut: { readonly reason: string }) => void;
}
export interface ToServer {
  /** `since`: the last line of the ledger that this connection has. */
  join: (asked: { memberId: string; since?: number }, answer: (joined: Joined) => void) => void;
  watch: (subject: Subject) => void;
  unwatch: (subject: Subject) => void;
  typing: (typing: Typing) => void;
}

/** What the server knows of one connection. Plain, so that it travels between nodes. */
export interface Connected {
  sessionId: string;
  personId: string;
  actor: Entered | null;
  watched: Subject[];
}
export type GatewayServer = Server<ToServer, FromServer, DefaultEventsMap, Connected>;
export type GatewaySocket = Socket<ToServer, FromServer, DefaultEventsMap, Connected>;
