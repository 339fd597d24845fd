import type { Server as HttpServer } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Server } from 'socket.io';
import { z } from 'zod';
import { Refused } from '@crossflow/domain/access/refusal';
import { id } from '@crossflow/domain/record/command';
import { LAST_PLACE, type Delta, type Joined } from '@crossflow/domain/record/entry';
import type { Kind } from '@crossflow/domain/record/rows';
import { PersonalStream } from '../personal/personal-stream.ts';
import { Sessions } from '../auth/sessions.ts';
import { type Connection, Database } from '../database/database.ts';
import { LOG, type Log } from '../log/log.ts';
import { deltaAfter } from '../sync/ledger.reads.ts';
import { Kinds } from '../unit-of-work/kinds.ts';
import type { Entered, ReadTx } from '../unit-of-work/tx.ts';
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { AccessSweep } from './access-sweep.ts';
import { Bell, type Ring } from './bell.ts';
import type { GatewayServer, GatewaySocket } from './wire.ts';
import { Hints } from './hints.ts';
import { Presence } from './presence.ts';
import { redisAdapter } from './redis-adapter.ts';
import { ledgerRoom, personRoom } from './rooms.ts';
import { Tail } from './tail.ts';

const LARGEST_MESSAGE = 16_384;
/** Whoever missed more fetches it, in parts. */
const TOLD_AT_ONCE = 100;
const joinAsked = z.strictObject({ memberId: id, since: z.int().min(0).max(LAST_PLACE).optional() });
const typingAsked = z.object({ kind: z.string().max(40), id, private: z.boolean(), on: z.boolean() });

/** The one connection: deltas, notifications, presence and typing, under the session of the page. */
@Injectable()
export class Gateway {
  readonly #parts: {
    sessions: Sessions;
    database: Database;
    work: UnitOfWork;
    kinds: Kinds;
    bell: Bell;
    reads: PersonalStream;
    log: Log;
  };
  #running: Running | null = null;

  constructor(
    @Inject(Sessions) sessions: Sessions,
    @Inject(Database) database: Database,
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(Kinds) kinds: Kinds,
    @Inject(Bell) bell: Bell,
    @Inject(PersonalStream) reads: PersonalStream,
    @Inject(LOG) log: Log,
  ) {
    this.#parts = { sessions, database, work, kinds, bell, reads, log };
  }

  async start(http: HttpServer, redisUrl: string | undefined): Promise<void> {
    const server: GatewayServer = new Server(http, {
      path: '/socket.io',
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: LARGEST_MESSAGE,
      allowRequest: (request, answer) =>
        answer(null, this.#running !== null && isOwnOrigin(request.headers.origin, request.headers.host)),
    });
    const { database, bell } = this.#parts;
    const presence = new Presence(server);
    const adapter = redisUrl === undefined ? null : redisAdapter(server, redisUrl, () => presence.tellAgain());
    const tail = new Tail(database, server, (programId, entries) => {
      void presence.follow(entries);
      if (entries.some(({ kind }) => kind === 'member' || kind === 'party')) void sweep.run(programId);
    });
    const sweep = new AccessSweep(database, server);
    const hints = new Hints(database, bell, (ring) => this.#hear(ring));
    this.#running = { server, tail, presence, sweep, hints, adapter };
    server.use(
      (socket, next) =>
        void this.#admit(socket).then(
          () => next(),
          () => next(new Error('signed-out')),
        ),
    );
    server.on('connection', (socket) => this.#serve(socket));
    await hints.start(() => this.#catchUp());
    sweep.start();
  }

  /** How many screens are connected to this process. */
  connected(): number {
    return this.#running?.server.of('/').sockets.size ?? 0;
  }

  /** Asks everybody to come back, spread over some seconds, and stops. Requests are still answered: those are the HTTP server's to end. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    running.sweep.stop();
    await running.hints.stop();
    running.server.local.emit('cut', { reason: 'restarting' });
    running.server.local.disconnectSockets(true);
    running.server.engine.close();
    await running.adapter?.close();
  }

  async #admit(socket: GatewaySocket): Promise<void> {
    const { cookie } = socket.request.headers;
    const signedIn = cookie === undefined ? null : await this.#parts.sessions.verify(cookie);
    if (signedIn === null) throw new Refused('signed-out');
    socket.data = { sessionId: signedIn.sessionId, personId: signedIn.personId, actor: null, watched: [] };
    await socket.join(personRoom(signedIn.personId));
  }

  #serve(socket: GatewaySocket): void {
    const guard = (work: () => Promise<void>) =>
      void work().catch((error: unknown) => this.#parts.log.error({ error }, 'socket'));
    socket.on('join', (asked, answer) =>
      guard(async () => {
        const joined = await this.#join(socket, asked);
        if (typeof answer === 'function') answer(joined);
      }),
    );
    socket.on('watch', (asked) => guard(() => this.#watch(socket, asked)));
    socket.on('unwatch', (asked) =>
      guard(async () => {
        const subject = this.#subject(asked);
        if (subject !== null) await this.#running?.presence.unwatch(socket, subject);
      }),
    );
    socket.on('typing', (asked) =>
      guard(async () => {
        const typing = typingAsked.safeParse(asked);
        const subject = this.#subject(asked);
        if (typing.success && subject !== null)
          await this.#running?.presence.typing(socket, subject, typing.data.private, typing.data.on);
      }),
    );
    socket.on('disconnect', () =>
      guard(async () => {
        const { actor } = socket.data;
        if (actor !== null) this.#running?.tail.unfollow(actor.partyId, actor.mask);
        await this.#running?.presence.leave(socket);
      }),
    );
  }

  async #join(socket: GatewaySocket, asked: unknown): Promise<Joined> {
    const parsed = joinAsked.safeParse(asked);
    const running = this.#running;
    if (!parsed.success || running === null) return { refused: 'invalid-input' };
    const { sessionId, personId } = socket.data;
    const { memberId, since } = parsed.data;
    const caller = { sessionId, personId, memberId, requestId: socket.id };
    try {
      const { actor, missed } = await this.#parts.work.read(caller, async (tx, connection) => ({
        actor: { ...tx.actor, known: tx.known } as Entered,
        missed: since === undefined ? undefined : await missedSince(tx, connection, since),
      }));
      await this.#leaveLedger(socket);
      // First the room, then the head: a line sent in between is heard twice rather than never.
      await socket.join(ledgerRoom(actor.partyId, actor.mask));
      const head = await running.tail.follow(actor.programId, actor.partyId, actor.mask, actor.known);
      socket.data.actor = actor;
      if (!socket.connected) await this.#leaveLedger(socket);
      // What was read may be further than what the room has been served: nobody shall take that for another ledger.
      return { partyId: actor.partyId, head: Math.max(head, missed?.to ?? 0), ...(missed && { missed }) };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.reason };
      throw error;
    }
  }

  async #leaveLedger(socket: GatewaySocket): Promise<void> {
    const { actor } = socket.data;
    if (actor === null) return;
    await this.#running?.presence.leave(socket);
    await socket.leave(ledgerRoom(actor.partyId, actor.mask));
    this.#running?.tail.unfollow(actor.partyId, actor.mask);
    socket.data.actor = null;
  }

  /** Only what the wall shows can be watched; a hidden and a missing object are passed over alike. */
  async #watch(socket: GatewaySocket, asked: unknown): Promise<void> {
    const subject = this.#subject(asked);
    const { actor, sessionId, personId } = socket.data;
    if (subject === null || actor === null) return;
    const caller = { sessionId, personId, memberId: actor.memberId, requestId: socket.id };
    const row = await this.#parts.work.read(caller, (tx) => tx.find(subject.kind, subject.id));
    if (row !== null) await this.#running?.presence.watch(socket, subject);
  }

  #subject(asked: unknown): { kind: Kind; id: string } | null {
    const parsed = z.object({ kind: z.string().max(40), id }).safeParse(asked);
    if (!parsed.success || !this.#parts.kinds.has(parsed.data.kind)) return null;
    return { kind: parsed.data.kind as Kind, id: parsed.data.id };
  }

  #hear({ programId, told }: Ring): void {
    const running = this.#running;
    if (running === null) return;
    const failed = (error: unknown) => this.#parts.log.warn({ error }, 'live');
    if (running.tail.programs().has(programId)) void running.tail.pump(programId).catch(failed);
    for (const personId of told) void this.#tellPerson(personId).catch(failed);
  }

  async #tellPerson(personId: string): Promise<void> {
    const room = this.#running?.server.local.to(personRoom(personId));
    if (!this.#running?.server.sockets.adapter.rooms.has(personRoom(personId))) return;
    room?.emit('personal', await this.#parts.reads.latest(personId));
  }

  async #catchUp(): Promise<void> {
    for (const programId of (await this.#running?.tail.behind()) ?? []) await this.#running?.tail.pump(programId);
  }
}

async function missedSince(tx: ReadTx, connection: Connection, since: number): Promise<Delta | undefined> {
  const delta = await deltaAfter(connection, tx, since, TOLD_AT_ONCE + 1);
  return delta !== undefined && delta.lines.length > TOLD_AT_ONCE ? undefined : delta;
}

interface Running {
  readonly server: GatewayServer;
  readonly tail: Tail;
  readonly presence: Presence;
  readonly sweep: AccessSweep;
  readonly hints: Hints;
  readonly adapter: { close(): Promise<void> } | null;
}

/** A browser names its page's origin; programs name none. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
