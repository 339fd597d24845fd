import { SvelteMap } from 'svelte/reactivity';
import type { LiveSocket, Presence as Present, Typing } from './socket.ts';

const TYPING_LASTS_MS = 6_000;
const SAY_AGAIN_MS = 3_000;
const key = (kind: string, id: string) => `${kind}/${id}`;

export interface Typist {
  readonly memberId: string;
  readonly private: boolean;
}

/** Who looks at what now, and who types where, as far as this company may know. */
export class Presence {
  readonly #socket: LiveSocket | null;
  readonly #present = new SvelteMap<string, readonly string[]>();
  readonly #typing = new SvelteMap<string, readonly (Typist & { until: number })[]>();
  readonly #watched = new Map<string, { kind: string; id: string; watchers: number }>();
  readonly #said = new Map<string, number>();

  /** Without a socket nobody hears of this reader, and the reader of nobody. */
  constructor(socket: LiveSocket | null) {
    this.#socket = socket;
    socket?.on('presence', this.#onPresence);
    socket?.on('typing', this.#onTyping);
  }

  close(): void {
    for (const { kind, id } of this.#watched.values()) this.#socket?.emit('unwatch', { kind, id });
    this.#socket?.off('presence', this.#onPresence);
    this.#socket?.off('typing', this.#onTyping);
  }

  /** Members who have this object open, this reader's own company included. */
  at(kind: string, id: string): readonly string[] {
    return this.#present.get(key(kind, id)) ?? [];
  }

  typists(kind: string, id: string): readonly Typist[] {
    return this.#typing.get(key(kind, id)) ?? [];
  }

  /** Says that this person has the object open; call what it returns when it is closed. */
  watch(kind: string, id: string): () => void {
    const at = this.#watched.get(key(kind, id)) ?? { kind, id, watchers: 0 };
    this.#watched.set(key(kind, id), at);
    at.watchers += 1;
    if (at.watchers === 1) this.#socket?.emit('watch', { kind, id });
    return () => {
      at.watchers -= 1;
      if (at.watchers > 0) return;
      this.#watched.delete(key(kind, id));
      this.#present.delete(key(kind, id));
      this.#socket?.emit('unwatch', { kind, id });
    };
  }

  /** After a reconnection the server has forgotten what was watched. */
  watchAgain(): void {
    for (const { kind, id } of this.#watched.values()) this.#socket?.emit('watch', { kind, id });
  }

  /** Tells those who may see it that this person types; at most every three seconds. `on: false` says it has stopped. */
  sayTyping(kind: string, id: string, told: { private: boolean; on: boolean }): void {
    const name = `${key(kind, id)}/${told.private}`;
    const now = Date.now();
    if (told.on && now - (this.#said.get(name) ?? 0) < SAY_AGAIN_MS) return;
    if (!told.on && !this.#said.has(name)) return;
    if (told.on) this.#said.set(name, now);
    else this.#said.delete(name);
    this.#socket?.hint('typing', { kind, id, ...told });
  }

  readonly #onPresence = ({ kind, id, members }: Present): void => {
    this.#present.set(key(kind, id), members);
  };

  readonly #onTyping = ({ kind, id, memberId, on, private: inPrivate }: Typing): void => {
    const at = key(kind, id);
    const others = (this.#typing.get(at) ?? []).filter(
      (typist) => typist.memberId !== memberId && typist.until > Date.now(),
    );
    const until = Date.now() + TYPING_LASTS_MS;
    this.#typing.set(at, on ? [...others, { memberId, private: inPrivate, until }] : others);
    if (on) setTimeout(() => this.#forgetStopped(at), TYPING_LASTS_MS + 50);
  };

  #forgetStopped(at: string): void {
    const still = (this.#typing.get(at) ?? []).filter(({ until }) => until > Date.now());
    if (still.length > 0) this.#typing.set(at, still);
    else this.#typing.delete(at);
  }
}
