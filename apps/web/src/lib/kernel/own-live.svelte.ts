import type { Actor } from '@crossflow/domain/access/actor';
import { seatBit } from '@crossflow/domain/access/audience';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Delta } from '@crossflow/domain/record/entry';
import type { Kind } from '@crossflow/domain/record/rows';
import { CallError, toCallError } from './call-error.ts';
import { actAs, watchCommand } from './calls.ts';
import { Connection } from './connection.svelte.ts';
import { newId } from './ids.ts';
import { keptLevel } from './kept-level.ts';
import { Live, type Performed, type Write } from './live.svelte.ts';
import { Outbox } from './outbox.svelte.ts';
import { Presence } from './presence.svelte.ts';
import { completed } from './registry.ts';
import type { RowsOf, Touched } from './replica.ts';
import { forgetRowsOnDisk } from './rows-on-disk.ts';
import { RowsKeeper } from './rows-keeper.ts';
import { session, type Membership } from './session.svelte.ts';
import { sayError } from './say.ts';
import { fetchBootstrap, fetchSince } from './sync.ts';

const ECHO_WITHIN_MS = 3_000;
const LEVEL_KEPT_EVERY_MS = 5_000;

/** One program as the acting member may see it, kept current. */
export class OwnLive extends Live {
  readonly outbox: Outbox;
  readonly connection: Connection;
  readonly presence: Presence;
  #seats = $state(0);
  readonly #keeper: RowsKeeper;

  constructor(membership: Membership, personId: string) {
    const { programId, memberId } = membership;
    super(membership, personId, null, {
      since: (n) => fetchSince({ programId, memberId }, n, this.leaving.signal),
      changed: (touched) => this.#changed(touched),
      applied: (entry, pushed) => this.arrived(entry, pushed),
    });
    this.#keeper = new RowsKeeper(this.replica);
    this.outbox = new Outbox(memberId, {
      answered: (commandId, n) => this.#answered(commandId, n),
      withdraw: (commandId) => this.replica.withdraw(commandId),
      refused: ({ reason, requestId, path }) =>
        sayError(new CallError(reason ?? '', { requestId, feature: featureOf(path) })),
    });
    this.connection = new Connection(memberId, {
      since: () => this.replica.cursor,
      joined: (head, missed) => void this.#joined(head, missed),
      ended: () => void this.#endedPerhaps(),
      signedOut: () => void session.load(),
    });
    this.presence = new Presence(this.connection.socket);
  }

  /** Starts from what this device kept, then asks for what is new; without a kept copy, from a bootstrap. */
  async start(): Promise<void> {
    actAs(this.membership.memberId);
    this.connection.socket.on('delta', this.#receive);
    const kept = await this.#keeper.open(this.membership.memberId);
    if (this.leaving.signal.aborted) return;
    if (kept !== null) {
      this.#fill(kept);
      this.levelAt = keptLevel.read(this.membership.memberId);
      this.#keeper.keep(this.membership.memberId);
    } else if (!(await this.#bootstrap())) return;
    for (const { commandId, outcome, state } of await this.outbox.load()) {
      if (outcome !== null && state !== 'failed') this.replica.predict(commandId, outcome);
    }
    addEventListener('pagehide', this.#leavePage, { signal: this.leaving.signal });
    this.connection.open();
  }

  close(): void {
    this.#leavePage();
    this.leaving.abort();
    this.connection.socket.off('delta', this.#receive);
    this.presence.close();
    this.outbox.close();
    this.connection.close();
    void this.#keeper.close();
  }

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

  async perform({ call, predict, offline = 'refuse', quiet = false }: Write): Promise<Performed> {
    const commandId = newId();
    try {
      const outcome = predict === undefined ? null : completed(predict(), this);
      if (offline === 'refuse' && this.connection.state === 'offline') throw new CallError('offline');
      if (outcome !== null) this.replica.predict(commandId, outcome);
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

  pending(kind: Kind, id: string): 'sending' | 'waiting' | null {
    const item = this.outbox.items.find(
      ({ outcome, state }) =>
        state !== 'failed' && outcome?.changes.some((change) => change.kind === kind && change.subjectId === id),
    );
    return item === undefined ? null : (item.state as 'sending' | 'waiting');
  }

  async retry(): Promise<void> {
    this.status = 'starting';
    if (await this.#bootstrap()) this.connection.open();
  }

  readonly #receive = (delta: Delta): void => {
    if (delta.partyId === this.membership.partyId && this.status === 'ready')
      void this.#behind(this.replica.receive(delta));
  };

  /** While news comes, what is here is level: the next page may say so. */
  readonly #leavePage = (): void => {
    const hears = this.connection.state === 'live' || this.connection.state === 'polling';
    if (hears && this.levelAt !== null) this.#isLevel();
  };

  #isLevel(): void {
    const before = this.levelAt?.getTime() ?? 0;
    this.levelAt = new Date();
    if (this.levelAt.getTime() - before > LEVEL_KEPT_EVERY_MS) keptLevel.write(this.membership.memberId, this.levelAt);
  }

  async #bootstrap(): Promise<boolean> {
    const { programId, memberId } = this.membership;
    try {
      const { cursor, actor, rows } = await fetchBootstrap({ programId, memberId }, this.leaving.signal);
      this.#fill({ cursor, rows, mask: actor.mask });
      this.#isLevel();
      this.#keeper.keep(memberId);
      void this.#keeper.rewrite();
      for (const opened of this.opened.values()) void opened.read();
      return true;
    } catch (error) {
      this.error = toCallError(error);
      if (this.status !== 'ready') this.status = 'failed';
      return false;
    }
  }

  #fill({ cursor, rows, mask }: { cursor: number; rows: RowsOf; mask: number }): void {
    this.replica.mask = mask;
    this.#seats = mask;
    this.replica.reset(cursor, rows);
    this.error = null;
    this.status = 'ready';
  }

  async #joined(head: number, missed?: Delta): Promise<void> {
    this.presence.watchAgain();
    if (missed !== undefined) await this.#behind(this.replica.receive(missed, false));
    // A ledger shorter than our cursor is another database under the same ids: nothing kept here can be trusted.
    if (head < this.replica.cursor) await this.#bootstrap();
    else if (head > this.replica.cursor) await this.#behind(this.replica.catchUp());
    else this.#isLevel();
    await this.outbox.send();
  }

  async #behind(catchingUp: Promise<void>): Promise<void> {
    try {
      await catchingUp;
      this.#isLevel();
      this.error = null;
    } catch (error) {
      const told = toCallError(error);
      if (!this.leaving.signal.aborted && !told.unreachable) await this.#bootstrap();
      else this.error = told;
    }
  }

  /** The server's word is asked twice before a copy is thrown away. */
  async #endedPerhaps(): Promise<void> {
    await session.load();
    const { memberId } = this.membership;
    if (session.me?.memberships.some((membership) => membership.memberId === memberId) !== true) await this.#end();
    else if (!this.leaving.signal.aborted) this.connection.socket.connect();
  }

  /** This person's part has ended: nothing of it stays on the device. */
  async #end(): Promise<void> {
    this.status = 'ended';
    this.replica.reset(0, {});
    await this.#keeper.close();
    await forgetRowsOnDisk(this.membership.memberId);
  }

  #answered(commandId: string, n: number): void {
    this.replica.answered(commandId, n);
    if (n <= this.replica.cursor) return;
    setTimeout(() => {
      if (n > this.replica.cursor && !this.leaving.signal.aborted) void this.#behind(this.replica.catchUp());
    }, ECHO_WITHIN_MS);
  }

  #notDone(commandId: string, error: CallError, quiet: boolean): Performed {
    if (error.unreachable && this.outbox.isKept(commandId)) {
      this.outbox.wait(commandId);
      return { ok: true, reply: null };
    }
    this.replica.withdraw(commandId);
    this.outbox.done(commandId);
    if (!quiet) sayError(error);
    return { ok: false, error };
  }

  #changed(touched: Touched): void {
    this.view.changed(touched);
    this.#keeper.noteChanged(touched);
  }
}

const featureOf = (path: string): string => path.split('.')[0] ?? '';
