import type { Entry } from '@crossflow/domain/record/entry';
import type { Connected, GatewayServer, GatewaySocket, Subject } from './wire.ts';
import { watchRoom } from './rooms.ts';

const MOST_WATCHED = 8;
const ANSWER_WITHIN_MILLISECONDS = 500;
const AGAIN_AFTER_MILLISECONDS = 1_000;
const EVERYBODY = -1;
const same = (a: Subject, b: Subject) => a.kind === b.kind && a.id === b.id;

interface Move {
  readonly subject: Subject;
  /** Seats of who moved. */
  readonly movers: number;
}
/** Those who are connected, and how far what is said of them goes. */
interface Screens {
  readonly connected: readonly Connected[];
  readonly told: 'everywhere' | 'here';
}

/**
 * Who looks at what, and who is typing: told only to companies that see the object, and only of companies that they know.
 * Other nodes may be silent, so nobody waits for a list to be told.
 */
export class Presence {
  readonly #server: GatewayServer;
  #moves: Move[] = [];
  #telling = false;

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
    this.#tell(subject, actor.seat);
  }

  async unwatch(socket: GatewaySocket, subject: Subject): Promise<void> {
    const { actor, watched } = socket.data;
    if (actor === null || !watched.some((other) => same(other, subject))) return;
    socket.data.watched = watched.filter((other) => !same(other, subject));
    await socket.leave(watchRoom(subject.kind, subject.id, actor.partyId));
    this.#tell(subject, actor.seat);
  }

  async leave(socket: GatewaySocket): Promise<void> {
    for (const subject of [...socket.data.watched]) await this.unwatch(socket, subject);
  }

  /** What was told may have missed something: every list that is looked at here, once more. */
  tellAgain(): void {
    const watched = [...this.#server.sockets.sockets.values()].flatMap(({ data }) => data.watched);
    const subjects = new Map(watched.map((subject) => [`${subject.kind} ${subject.id}`, subject]));
    for (const subject of subjects.values()) this.#tell(subject, EVERYBODY);
  }

  #tell(subject: Subject, movers: number): void {
    this.#moves.push({ subject, movers });
    if (!this.#telling) void this.#tellMoves();
  }

  /** In the order of the moves; those that came while the nodes were asked share one answer. */
  async #tellMoves(): Promise<void> {
    this.#telling = true;
    try {
      while (this.#moves.length > 0) {
        const moves = this.#moves;
        this.#moves = [];
        const screens = await this.#screens();
        for (const move of moves) this.#tellMove(move, screens);
        if (screens.told === 'here') this.#tellLater(moves);
      }
    } finally {
      this.#telling = false;
    }
  }

  /**
   * A node that was silent for a moment is not missed, so nothing else tells its screens. The same moves, so that again no company
   * hears of one that it may not know of; ends when all answer, or the silent node counts as gone.
   */
  #tellLater(moves: readonly Move[]): void {
    setTimeout(() => {
      for (const { subject, movers } of moves) this.#tell(subject, movers);
    }, AGAIN_AFTER_MILLISECONDS).unref();
  }

  /**
   * Somebody came or went: tells each watching company which members of companies it knows are there. A company that may not
   * know of the mover is told nothing, not even the same list again.
   */
  #tellMove({ subject, movers }: Move, { connected, told }: Screens): void {
    const here = watching(connected, subject);
    for (const [partyId, known] of parties(here)) {
      if ((known & movers) === 0) continue;
      const members = here.flatMap(({ actor }) => (actor !== null && (actor.seat & known) !== 0 ? actor.memberId : []));
      const room = watchRoom(subject.kind, subject.id, partyId);
      const list = { ...subject, members: [...new Set(members)].sort() };
      if (told === 'everywhere') this.#server.to(room).emit('presence', list);
      else this.#server.local.to(room).emit('presence', list);
    }
  }

  /** Those of every node; where one does not answer, those of this one. */
  async #screens(): Promise<Screens> {
    try {
      const sockets = await this.#server.timeout(ANSWER_WITHIN_MILLISECONDS).fetchSockets();
      return { connected: sockets.map(({ data }) => data), told: 'everywhere' };
    } catch {
      return { connected: [...this.#server.sockets.sockets.values()].map(({ data }) => data), told: 'here' };
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
    const { connected } = await this.#screens();
    for (const [partyId, known] of parties(watching(connected, subject)))
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

const watching = (connected: readonly Connected[], subject: Subject): readonly Connected[] =>
  connected.filter(({ actor, watched }) => actor !== null && watched.some((other) => same(other, subject)));

function parties(here: readonly Connected[]): ReadonlyMap<string, number> {
  return new Map(here.flatMap(({ actor }) => (actor === null ? [] : [[actor.partyId, actor.known] as const])));
}
