import type { Entry } from '@crossflow/domain/record/entry';
import type { Connected, GatewayServer, GatewaySocket, Subject } from './wire.ts';
import { watchRoom } from './rooms.ts';

const MOST_WATCHED = 8;
const same = (a: Subject, b: Subject) => a.kind === b.kind && a.id === b.id;

/** Who looks at what, and who is typing: told only to companies that see the object, and only of companies that they know. */
export class Presence {
  readonly #server: GatewayServer;

  constructor(server: GatewayServer) {
    this.#server = server;
  }

  async watch(socket: GatewaySocket, subject: Subject): Promise<void> {
    const { actor, watched } = socket.data;
    if (actor === null || watched.some((other) => same(other, subject))) return;
    const [oldest] = watched;
    if (watched.length >= MOST_WATCHED && oldest !== undefined) await this.unwatch(socket, oldest);
    socket.data.watched.push(subject);
    await socket.join(watchRoom(subject.kind, subject.id, actor.partyId));
    await this.#tell(subject, actor);
  }

  async unwatch(socket: GatewaySocket, subject: Subject): Promise<void> {
    const { actor, watched } = socket.data;
    if (actor === null || !watched.some((other) => same(other, subject))) return;
    socket.data.watched = watched.filter((other) => !same(other, subject));
    await socket.leave(watchRoom(subject.kind, subject.id, actor.partyId));
    await this.#tell(subject, actor);
  }

  async leave(socket: GatewaySocket): Promise<void> {
    for (const subject of [...socket.data.watched]) await this.unwatch(socket, subject);
  }

  /**
   * Somebody came or went: tells each watching company which members of companies it knows are there. A company that may not
   * know of the mover is told nothing, not even the same list again.
   */
  async #tell(subject: Subject, mover: { readonly seat: number }): Promise<void> {
    const sockets = await this.#server.fetchSockets();
    const here = sockets
      .map(({ data }) => data)
      .filter((data) => data.actor !== null && data.watched.some((other) => same(other, subject)));
    for (const [partyId, known] of parties(here)) {
      if ((known & mover.seat) === 0) continue;
      const members = here.flatMap(({ actor }) => (actor !== null && (actor.seat & known) !== 0 ? actor.memberId : []));
      this.#server
        .to(watchRoom(subject.kind, subject.id, partyId))
        .emit('presence', { ...subject, members: [...new Set(members)].sort() });
    }
  }

  async typing(socket: GatewaySocket, subject: Subject, isPrivate: boolean, on: boolean): Promise<void> {
    const { actor, watched } = socket.data;
    if (actor === null || !watched.some((other) => same(other, subject))) return;
    const told = { ...subject, private: isPrivate, on, memberId: actor.memberId };
    const own = watchRoom(subject.kind, subject.id, actor.partyId);
    if (isPrivate) {
      socket.to(own).emit('typing', told);
      return;
    }
    const sockets = await this.#server.fetchSockets();
    const here = sockets.map(({ data }) => data).filter((data) => data.watched.some((other) => same(other, subject)));
    for (const [partyId, known] of parties(here))
      if ((known & actor.seat) !== 0) socket.to(watchRoom(subject.kind, subject.id, partyId)).emit('typing', told);
  }

  /** Whoever lost an object stops watching it at once. */
  async follow(entries: readonly Entry[]): Promise<void> {
    for (const { verb, kind, subjectId, audience } of entries) {
      if (verb !== 'gone') continue;
      const subject = { kind, id: subjectId };
      for (const socket of this.#server.sockets.sockets.values())
        if (socket.data.actor !== null && (socket.data.actor.seat & audience) !== 0)
          await this.unwatch(socket, subject);
    }
  }
}

function parties(here: readonly Connected[]): ReadonlyMap<string, number> {
  return new Map(here.flatMap(({ actor }) => (actor === null ? [] : [[actor.partyId, actor.known] as const])));
}
