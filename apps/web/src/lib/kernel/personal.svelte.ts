import { untrack } from 'svelte';
import { toCallError } from './call-error.ts';
import { calls } from './calls.ts';
import { newId } from './ids.ts';
import { sayError } from './say.ts';
import { fetchPersonal } from './sync.ts';
import { keptPersonal } from './kept-personal.ts';
import { liveSocket, type Notification, type Personal } from './socket.ts';

const KEPT = 200;

/** The person's own stream: notifications, over all their programs. */
class PersonalStream {
  status = $state<'asking' | 'ready' | 'failed'>('asking');
  #byId = $state.raw<ReadonlyMap<string, Notification>>(new Map());
  #cursor = 0;
  readonly newest = $derived([...this.#byId.values()].toSorted((a, b) => (a.at < b.at ? 1 : -1)));
  readonly open = $derived(this.newest.filter(({ state }) => state !== 'done'));
  /** Objects, not events: what the badges count. */
  readonly openObjects = $derived(new Set(this.open.map(({ subjectId }) => subjectId)).size);
  readonly unreadObjects = $derived(
    new Set(this.newest.filter(({ state }) => state === 'unread').map(({ subjectId }) => subjectId)).size,
  );

  /** Starts from what this device kept, asks for what is missing, then listens. */
  start(): () => void {
    // Called within an effect, which must not depend on what is read here.
    untrack(() => this.#readKept());
    const socket = liveSocket();
    const catchUp = () => void this.catchUp();
    const receive = (personal: Personal) => this.#receive(personal);
    socket.on('personal', receive);
    socket.on('connect', catchUp);
    catchUp();
    return () => {
      socket.off('personal', receive);
      socket.off('connect', catchUp);
      this.#byId = new Map();
      this.#cursor = 0;
    };
  }

  async catchUp(): Promise<void> {
    try {
      this.#take(await fetchPersonal(this.#cursor));
      this.status = 'ready';
    } catch (error) {
      if (this.status === 'asking' || !toCallError(error).unreachable) this.status = 'failed';
    }
  }

  /** Marks shown at once; put back where the server refuses. */
  async mark(ids: readonly string[], state: Notification['state']): Promise<void> {
    const before = this.#byId;
    this.#byId = withStates(before, new Map(ids.map((id) => [id, state])));
    try {
      await calls.notifications.mark.mutate({ commandId: newId(), ids: [...ids], state });
    } catch (error) {
      const old = new Map(ids.map((id) => [id, before.get(id)?.state ?? 'unread']));
      this.#byId = withStates(this.#byId, old);
      sayError(error);
    }
  }

  #readKept(): void {
    const kept = keptPersonal.read();
    if (kept !== null && kept.notifications.length > 0) {
      this.#take(kept);
      this.status = 'ready';
    }
  }

  /** The server pushes the end of the stream; what lies before it and after the cursor is fetched. */
  #receive(personal: Personal): void {
    const first = Math.min(...personal.notifications.map(({ n }) => n));
    if (first > this.#cursor + 1) void this.catchUp();
    else this.#take(personal);
  }

  #take({ n, notifications }: Personal): void {
    const next = new Map(this.#byId);
    for (const notification of notifications) {
      const present = next.get(notification.id);
      if (present === undefined || present.n <= notification.n) next.set(notification.id, notification);
    }
    this.#byId = next;
    this.#cursor = Math.max(this.#cursor, n);
    keptPersonal.write({ n: this.#cursor, notifications: this.newest.slice(0, KEPT) });
  }
}

export const personal = new PersonalStream();

function withStates(
  all: ReadonlyMap<string, Notification>,
  states: ReadonlyMap<string, Notification['state']>,
): ReadonlyMap<string, Notification> {
  return new Map([...all].map(([id, one]) => [id, { ...one, state: states.get(id) ?? one.state }]));
}
