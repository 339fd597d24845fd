import type { Actor } from '@crossflow/domain/access/actor';
import type { Party } from '@crossflow/domain/organizations/organization';
import type { Outcome } from '@crossflow/domain/record/change';
import type { Reply } from '@crossflow/domain/record/command';
import type { Entry } from '@crossflow/domain/record/entry';
import type { Kind, Rows } from '@crossflow/domain/record/rows';
import type { CallError } from './call-error.ts';
import type { Connection } from './connection.svelte.ts';
import { Opened } from './opened.svelte.ts';
import type { Outbox } from './outbox.svelte.ts';
import type { Presence } from './presence.svelte.ts';
import { Replica, type ReplicaPorts, type RowsOf } from './replica.ts';
import { RowsView } from './rows-view.svelte.ts';
import { programPath, type Membership } from './session.svelte.ts';
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
  | { readonly ok: true; readonly reply: Reply | null }
  | { readonly ok: false; readonly error: CallError };

const RECENT = 50;

/** One program as somebody may see it, kept current: one's own view (`OwnLive`), or through another company's eyes (`LensLive`). */
export abstract class Live {
  /** Who is shown as the reader. */
  readonly membership: Membership;
  readonly personId: string;
  /** The company whose eyes are borrowed; null in one's own view. */
  readonly lens: Party | null;
  abstract readonly outbox: Outbox;
  abstract readonly connection: Connection;
  abstract readonly presence: Presence;
  /** `starting` until there is something to show, from disk or from the server. */
  status = $state<'starting' | 'ready' | 'failed' | 'ended'>('starting');
  error = $state.raw<CallError | null>(null);
  /** The last time rows were known to be level with the server. */
  levelAt = $state.raw<Date | null>(null);
  /** Entries that came since this page was opened, newest first. */
  recent = $state.raw<readonly Entry[]>([]);
  protected readonly opened = new Map<string, Opened>();
  protected readonly replica: Replica;
  protected readonly view: RowsView;
  protected readonly leaving = new AbortController();
  readonly #tints = new Tints();

  constructor(membership: Membership, personId: string, lens: Party | null, ports: ReplicaPorts) {
    this.membership = membership;
    this.personId = personId;
    this.lens = lens;
    this.replica = new Replica(0, ports);
    this.view = new RowsView(this.replica);
  }

  abstract start(): Promise<void>;
  abstract close(): void;
  /** After a failed start. */
  abstract retry(): Promise<void>;
  /** Who acts: for `refusal(thing, move, actor)` and the moves of the domain. */
  abstract get actor(): Actor;
  /** Sends a write: the screen changes at once, the truth follows, a refusal rolls back and says why. */
  abstract perform(write: Write): Promise<Performed>;
  /** Whether a row still waits for the server: `sending`, `waiting` for a connection, or null. */
  abstract pending(kind: Kind, id: string): 'sending' | 'waiting' | null;

  /** The address of a page of this program: `href('/t/T-7KQ4')`. */
  href(path = ''): string {
    return programPath(this.membership) + path;
  }

  get<K extends Kind>(kind: K, id: string | null | undefined): Rows[K] | undefined {
    return this.view.get(kind, id);
  }
  rows<K extends Kind>(kind: K): readonly Rows[K][] {
    return this.view.rows(kind);
  }
  where<K extends Kind, F extends keyof Rows[K] & string>(kind: K, field: F, value: Rows[K][F]): readonly Rows[K][] {
    return this.view.where(kind, field, value);
  }

  /** Fetches the rows that are not resident, once for each object; entries keep them current. Retry with `read()`. */
  open(kind: Kind, id: string, fetch: () => Promise<RowsOf>): Opened {
    const name = `${kind}/${id}`;
    const present = this.opened.get(name);
    if (present) {
      if (present.status === 'failed') void present.read();
      return present;
    }
    const opened = new Opened(this.replica, fetch);
    this.opened.set(name, opened);
    void opened.read();
    return opened;
  }

  /** The party whose change has just arrived at this row; for the tint that fades. */
  tint(id: string): string | undefined {
    return this.#tints.of(id);
  }

  protected arrived(entry: Entry, pushed: boolean): void {
    this.recent = [entry, ...this.recent].slice(0, RECENT);
    if (!pushed || entry.partyId === null || entry.actorId === this.membership.memberId) return;
    this.#tints.mark([entry.id, entry.subjectId, entry.within], entry.partyId);
  }
}
