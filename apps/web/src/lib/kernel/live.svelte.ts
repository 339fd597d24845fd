import type { Actor } from '@crossflow/domain/access/actor';
import { seatBit } from '@crossflow/domain/access/audience';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Outcome } from '@crossflow/domain/record/change';
import type { Reply } from '@crossflow/domain/record/command';
import type { Entry } from '@crossflow/domain/record/entry';
import type { Kind, Rows } from '@crossflow/domain/record/rows';
import { CallError, toCallError } from './call-error.ts';
import { actAs, watchCommand } from './calls.ts';
import { Connection } from './connection.svelte.ts';
import { newId } from './ids.ts';
import { Opened } from './opened.svelte.ts';
import { Outbox } from './outbox.svelte.ts';
import { Presence } from './presence.svelte.ts';
import { completed } from './registry.ts';
import { Replica, type RowsOf, type Touched } from './replica.ts';
import { forgetRowsOnDisk } from './rows-on-disk.ts';
import { RowsKeeper } from './rows-keeper.ts';
import { RowsView } from './rows-view.svelte.ts';
import { programPath, session, type Membership } from './session.svelte.ts';
import { sayError } from './say.ts';
import { fetchBootstrap, fetchSince } from './sync.ts';
import { Tints } from './tints.svelte.ts';

export interface Write {
  /** The call itself; it must pass `commandId` on. */
  readonly call: (commandId: string) => Promise<Reply>;
  /** What the screen shows until the server's entries arrive. Throwing `Refused` refuses the write here already. */
  readonly predict?: () => Outcome;
  /** `queue`: without a connection it waits on this device. Never for signatures and changes of audience. */
  readonly offline?: 'queue' | 'refuse';
  /** The caller shows the refusal itself, beside the field. */
  readonly quiet?: boolean;
}

/** `reply` is null while the write waits for a connection. */
export type Performed =
  { readonly ok: true; readonly reply: Reply | null } | { readonly ok: false; readonly error: CallError };

const ECHO_WITHIN_MS = 3_000;
const RECENT = 50;

/** One program as the acting member may see it, kept current. */
export class Live {
  readonly membership: Membership;
  readonly personId: string;
  readonly outbox: Outbox;
  readonly connection: Connection;
  readonly presence: Presence;
  /** `starting` until there is something to show, from disk or from the server. */
  status = $state<'starting' | 'ready' | 'failed' | 'ended'>('starting');
  error = $state.raw<CallError | null>(null);
  /** The last time rows were known to be level with the server. */
  levelAt = $state.raw<Date | null>(null);
  /** Entries pushed since this page was opened, newest first. */
  recent = $state.raw<readonly Entry[]>([]);
  #seats = $state(0);
  readonly #opened = new Map<string, Opened>();
  readonly #tints = new Tints();
  readonly #replica: Replica;
  readonly #view: RowsView;
  readonly #keeper: RowsKeeper;
  readonly #leaving = new AbortController();

  constructor(membership: Membership, personId: string) {
    this.membership = membership;
    this.personId = personId;
    const { programId, memberId } = membership;
    this.#replica = new Replica(0, {
      since: (n) => fetchSince(programId, memberId, n, this.#leaving.signal),
      changed: (touched) => this.#changed(touched),
      applied: (entry, pushed) => this.#applied(entry, pushed),
    });
    this.#view = new RowsView(this.#replica);
    this.#keeper = new RowsKeeper(this.#replica);
    this.outbox = new Outbox(memberId, {
      answered: (commandId, n) => this.#answered(commandId, n),
      withdraw: (commandId) => this.#replica.withdraw(commandId),
      refused: ({ reason, requestId, path }) =>
        sayError(new CallError(reason ?? '', { requestId, feature: featureOf(path) })),
    });
    this.connection = new Connection(memberId, {
      joined: (head) => void this.#joined(head),
      ended: () => void this.#endedPerhaps(),
      signedOut: () => void session.load(),
    });
    this.presence = new Presence(this.connection.socket);
  }

  /** Starts from what this device kept, then asks for what is new; without a kept copy, from a bootstrap. */
  async start(): Promise<void> {
    actAs(this.membership.memberId);
    this.connection.socket.on('delta', (delta) => {
      if (delta.partyId === this.membership.partyId && this.status === 'ready')
        void this.#behind(this.#replica.receive(delta));
    });
    const kept = await this.#keeper.open(this.membership.memberId);
    if (this.#leaving.signal.aborted) return;
    if (kept !== null) {
      this.#fill(kept);
      this.#keeper.keep(this.membership.memberId);
    } else if (!(await this.#bootstrap())) return;
    for (const { commandId, outcome, state } of await this.outbox.load()) {
      if (outcome !== null && state !== 'failed') this.#replica.predict(commandId, outcome);
    }
    this.connection.open();
  }

  close(): void {
    this.#leaving.abort();
    this.connection.socket.off('delta');
    this.presence.close();
    this.outbox.close();
    this.connection.close();
    void this.#keeper.close();
  }

  /** Who acts: for `refusal(thing, move, actor)` and the moves of the domain. */
  get actor(): Actor {
    const { memberId, programId, partyId, kind, role } = this.membership;
    const own = this.get('party', partyId);
    const seat = own === undefined ? 0 : seatBit(own.seat);
    return {
      memberId,
      personId: this.personId,
      programId,
      partyId,
      partyKind: kind,
      seat,
      mask: seat | this.#seats,
      role,
    };
  }

  /** The address of a page of this program: `href('/t/T-7KQ4')`. */
  href(path = ''): string {
    return programPath(this.membership) + path;
  }

  get<K extends Kind>(kind: K, id: string | null | undefined): Rows[K] | undefined {
    return this.#view.get(kind, id);
  }
  rows<K extends Kind>(kind: K): readonly Rows[K][] {
    return this.#view.rows(kind);
  }
  where<K extends Kind, F extends keyof Rows[K] & string>(kind: K, field: F, value: Rows[K][F]): readonly Rows[K][] {
    return this.#view.where(kind, field, value);
  }

  /** Fetches the rows that are not resident, once for each object; entries keep them current. Retry with `read()`. */
  open(kind: Kind, id: string, fetch: () => Promise<RowsOf>): Opened {
    const name = `${kind}/${id}`;
    const present = this.#opened.get(name);
    if (present) {
      if (present.status === 'failed') void present.read();
      return present;
    }
    const opened = new Opened(this.#replica, fetch);
    this.#opened.set(name, opened);
    void opened.read();
    return opened;
  }

  /** Sends a write: the screen changes at once, the truth follows, a refusal rolls back and says why. */
  async perform({ call, predict, offline = 'refuse', quiet = false }: Write): Promise<Performed> {
    const commandId = newId();
    try {
      const outcome = predict === undefined ? null : completed(predict(), this);
      if (offline === 'refuse' && this.connection.state === 'offline') throw new CallError('offline');
      if (outcome !== null) this.#replica.predict(commandId, outcome);
      const forget = watchCommand(commandId, (sent) => {
        if (offline === 'queue') this.outbox.keep(commandId, sent, outcome);
      });
      const reply = await call(commandId).finally(forget);
      this.#answered(commandId, reply.n);
      this.outbox.done(commandId);
      return { ok: true, reply };
    } catch (error) {
      return this.#notDone(
        commandId,
        error instanceof Refused ? new CallError(error.reason) : toCallError(error),
        quiet,
      );
    }
  }

  /** Whether a row still waits for the server: `sending`, `waiting` for a connection, or null. */
  pending(kind: Kind, id: string): 'sending' | 'waiting' | null {
    const item = this.outbox.items.find(
      ({ outcome, state }) =>
        state !== 'failed' && outcome?.changes.some((change) => change.kind === kind && change.subjectId === id),
    );
    return item === undefined ? null : (item.state as 'sending' | 'waiting');
  }

  /** The party whose change has just arrived at this row; for the tint that fades. */
  tint(id: string): string | undefined {
    return this.#tints.of(id);
  }

  /** After a failed start. */
  async retry(): Promise<void> {
    this.status = 'starting';
    if (await this.#bootstrap()) this.connection.open();
  }

  async #bootstrap(): Promise<boolean> {
    const { programId, memberId } = this.membership;
    try {
      const { cursor, actor, rows } = await fetchBootstrap(programId, memberId, this.#leaving.signal);
      this.#fill({ cursor, rows, mask: actor.mask });
      this.levelAt = new Date();
      this.#keeper.keep(memberId);
      void this.#keeper.rewrite();
      for (const opened of this.#opened.values()) void opened.read();
      return true;
    } catch (error) {
      this.error = toCallError(error);
      if (this.status !== 'ready') this.status = 'failed';
      return false;
    }
  }

  #fill({ cursor, rows, mask }: { cursor: number; rows: RowsOf; mask: number }): void {
    this.#replica.mask = mask;
    this.#seats = mask;
    this.#replica.reset(cursor, rows);
    this.error = null;
    this.status = 'ready';
  }

  async #joined(head: number): Promise<void> {
    this.presence.watchAgain();
    // A ledger shorter than our cursor is another database under the same ids: nothing kept here can be trusted.
    if (head < this.#replica.cursor) await this.#bootstrap();
    else if (head > this.#replica.cursor) await this.#behind(this.#replica.catchUp());
    else this.levelAt = new Date();
    await this.outbox.send();
  }

  async #behind(catchingUp: Promise<void>): Promise<void> {
    try {
      await catchingUp;
      this.levelAt = new Date();
      this.error = null;
    } catch (error) {
      const told = toCallError(error);
      if (!this.#leaving.signal.aborted && !told.unreachable) await this.#bootstrap();
      else this.error = told;
    }
  }

  /** The server's word is asked twice before a copy is thrown away. */
  async #endedPerhaps(): Promise<void> {
    await session.load();
    const { memberId } = this.membership;
    if (session.me?.memberships.some((membership) => membership.memberId === memberId) !== true) await this.#end();
    else if (!this.#leaving.signal.aborted) this.connection.socket.connect();
  }

  /** This person's part has ended: nothing of it stays on the device. */
  async #end(): Promise<void> {
    this.status = 'ended';
    this.#replica.reset(0, {});
    await this.#keeper.close();
    await forgetRowsOnDisk(this.membership.memberId);
  }

  #answered(commandId: string, n: number): void {
    this.#replica.answered(commandId, n);
    if (n <= this.#replica.cursor) return;
    setTimeout(() => {
      if (n > this.#replica.cursor && !this.#leaving.signal.aborted) void this.#behind(this.#replica.catchUp());
    }, ECHO_WITHIN_MS);
  }

  #notDone(commandId: string, error: CallError, quiet: boolean): Performed {
    if (error.unreachable && this.outbox.isKept(commandId)) {
      this.outbox.wait(commandId);
      return { ok: true, reply: null };
    }
    this.#replica.withdraw(commandId);
    this.outbox.done(commandId);
    if (!quiet) sayError(error);
    return { ok: false, error };
  }

  #changed(touched: Touched): void {
    this.#view.changed(touched);
    this.#keeper.noteChanged(touched);
  }

  #applied(entry: Entry, pushed: boolean): void {
    this.recent = [entry, ...this.recent].slice(0, RECENT);
    if (!pushed || entry.partyId === null || entry.actorId === this.membership.memberId) return;
    this.#tints.mark([entry.id, entry.subjectId, entry.within], entry.partyId);
  }
}

const featureOf = (path: string): string => path.split('.')[0] ?? '';
