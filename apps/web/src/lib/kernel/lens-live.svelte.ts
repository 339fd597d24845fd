import type { Actor } from '@crossflow/domain/access/actor';
import { seatBit } from '@crossflow/domain/access/audience';
import type { Party } from '@crossflow/domain/organizations/organization';
import type { Delta } from '@crossflow/domain/record/entry';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import { CallError, toCallError } from './call-error.ts';
import { actAs } from './calls.ts';
import { Connection } from './connection.svelte.ts';
import { withLens } from './lens.svelte.ts';
import { Live, type Performed, type Write } from './live.svelte.ts';
import { Outbox } from './outbox.svelte.ts';
import { Presence } from './presence.svelte.ts';
import type { RowsOf } from './replica.ts';
import { sayError } from './say.ts';
import { session, type Membership } from './session.svelte.ts';
import { fetchBootstrap, fetchSince, type Reader } from './sync.ts';

/** Nobody: what is shown as a company is shown as none of its people. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const REFRESH_AFTER_MS = 500;

/**
 * The program through another company's wall, read-only and from the server alone: nothing of it is kept on this device, and
 * nobody hears of the reader. A row that leaves that company's sight leaves no entry in the reader's own ledger, so every
 * move of the ledger asks for the whole of it again.
 */
export class LensLive extends Live {
  readonly outbox: Outbox;
  readonly connection: Connection;
  readonly presence = new Presence(null);
  readonly #own: Membership;
  readonly #reader: Reader;
  readonly #actor: Actor;
  #refreshing: Promise<unknown> | null = null;
  #moved = false;

  constructor(own: Membership, personId: string, lens: Party) {
    const { programId, memberId } = own;
    const reader: Reader = { programId, memberId, lens: lens.id };
    super(asCompany(own, lens), personId, lens, {
      since: (n) => fetchSince(reader, n, this.leaving.signal),
      changed: (touched) => this.view.changed(touched),
    });
    this.#own = own;
    this.#reader = reader;
    const seat = seatBit(lens.seat);
    this.#actor = {
      ...{ memberId: NOBODY, personId, programId, partyId: lens.id, partyKind: lens.kind },
      ...{ seat, mask: seat, role: 'viewer', readOnly: true },
    };
    this.outbox = new Outbox(NOBODY, {
      answered: () => undefined,
      withdraw: () => undefined,
      refused: () => undefined,
    });
    this.connection = new Connection(memberId, {
      joined: (head) => void (head === this.replica.cursor ? (this.levelAt = new Date()) : this.#refresh()),
      ended: () => void session.load(),
      signedOut: () => void session.load(),
    });
  }

  async start(): Promise<void> {
    actAs(this.#own.memberId, this.lens?.id);
    this.connection.socket.on('delta', this.#receive);
    await this.retry();
  }

  async retry(): Promise<void> {
    this.status = 'starting';
    if (await this.#read()) this.connection.open();
  }

  close(): void {
    this.leaving.abort();
    this.connection.socket.off('delta', this.#receive);
    this.connection.close();
  }

  get actor(): Actor {
    return this.#actor;
  }

  override href(path = ''): string {
    return this.lens === null ? super.href(path) : withLens(super.href(path), this.lens, this.rows('party'));
  }

  perform({ quiet = false }: Write): Promise<Performed> {
    const error = new CallError('read-only');
    if (!quiet) sayError(error);
    return Promise.resolve({ ok: false, error });
  }

  pending(): null {
    return null;
  }

  readonly #receive = ({ partyId, to }: Delta): void => {
    if (partyId === this.#own.partyId && to > this.replica.cursor) void this.#refresh();
  };

  /** One at a time; what moves meanwhile is fetched after it. */
  async #refresh(): Promise<void> {
    this.#moved = true;
    this.#refreshing ??= this.#readWhileMoved().finally(() => (this.#refreshing = null));
    await this.#refreshing;
  }

  async #readWhileMoved(): Promise<void> {
    while (this.#moved && !this.leaving.signal.aborted) {
      this.#moved = false;
      await this.#tell();
      await this.#read();
      await new Promise((resolve) => setTimeout(resolve, REFRESH_AFTER_MS));
    }
  }

  /** The news of it, as that company would hear them. */
  async #tell(): Promise<void> {
    const deltas = await fetchSince(this.#reader, this.replica.cursor, this.leaving.signal).catch(() => []);
    for (const { entry } of deltas.flatMap(({ lines }) => lines)) if (entry !== null) this.arrived(entry, true);
  }

  async #read(): Promise<boolean> {
    try {
      // Together, so that an open page is never without what it had fetched.
      const [{ cursor, rows }, ...fetched] = await Promise.all([
        fetchBootstrap(this.#reader, this.leaving.signal),
        ...[...this.opened.values()].map(({ fetch }) => fetch().catch((): RowsOf => ({}))),
      ]);
      this.replica.mask = this.#actor.mask;
      this.replica.reset(cursor, joined([rows, ...fetched]));
      this.levelAt = new Date();
      this.error = null;
      this.status = 'ready';
      return true;
    } catch (error) {
      this.error = toCallError(error);
      if (this.error.reason === 'not-a-member') this.status = 'ended';
      else if (this.status !== 'ready') this.status = 'failed';
      return false;
    }
  }
}

function joined(parts: readonly RowsOf[]): RowsOf {
  const all: Record<string, Row[]> = {};
  for (const [kind, rows] of parts.flatMap((part) => Object.entries(part) as [Kind, readonly Row[]][]))
    (all[kind] ??= []).push(...rows);
  return all as RowsOf;
}

function asCompany(own: Membership, lens: Party): Membership {
  const { id: partyId, name: partyName, nameZh: partyNameZh, kind, monogram } = lens;
  return { ...own, memberId: NOBODY, partyId, partyName, partyNameZh, kind, monogram, role: 'viewer' };
}
