import { untrack } from 'svelte';
import { toCallError } from './call-error.ts';
import { clock } from './clock.svelte.ts';
import { newId } from './ids.ts';
import { sayError } from './say.ts';
import { fetchPersonal } from './sync.ts';
import { keptPersonal } from './kept-personal.ts';
import { personalQueue } from './personal-queue.ts';
import { liveSocket, type Muted, type Notification, type Personal } from './socket.ts';

const KEPT = 200;
type Marks = Pick<Notification, 'state' | 'snoozedUntil'>;

/** The person's own stream: notifications, over all their programs. */
class PersonalStream {
  status = $state<'asking' | 'ready' | 'failed'>('asking');
  #byId = $state.raw<ReadonlyMap<string, Notification>>(new Map());
  /** Marks that the server has not answered yet: news of earlier ones do not undo them. */
  readonly #underway = new Set<ReadonlyMap<string, Marks>>();
  #cursor = 0;
  muted = $state.raw<readonly Muted[]>([]);
  readonly newest = $derived([...this.#byId.values()].toSorted((a, b) => (stirred(a) < stirred(b) ? 1 : -1)));
  /** What waits now: neither done nor put off. What was put off comes back by this device's clock, connected or not. */
  readonly open = $derived(this.newest.filter((one) => one.state !== 'done' && !sleeps(one, clock.now)));
  /** What is put off, the first to come back first. */
  readonly asleep = $derived(
    this.newest
      .filter((one) => one.state !== 'done' && sleeps(one, clock.now))
      .toSorted((a, b) => ((a.snoozedUntil ?? '') < (b.snoozedUntil ?? '') ? -1 : 1)),
  );
  /** Objects, not events: what the badges count. */
  readonly openObjects = $derived(new Set(this.open.map(({ subjectId }) => subjectId)).size);
  readonly unreadObjects = $derived(
    new Set(this.open.filter(({ state }) => state === 'unread').map(({ subjectId }) => subjectId)).size,
  );

  /** Starts from what this device kept, asks for what is missing, then listens. */
  start(): () => void {
    // Called within an effect, which must not depend on what is read here.
    untrack(() => this.#readKept());
    const socket = liveSocket();
    const catchUp = () => void personalQueue.flush().then(() => this.catchUp());
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

  /** Marks shown at once; put back where the server refuses, and kept on this device where it cannot be reached. */
  mark(ids: readonly string[], state: Notification['state']): Promise<void> {
    return this.#write(ids, { state, snoozedUntil: null }, { path: 'notifications.mark', input: { ids, state } });
  }

  /** Puts off until an instant; null wakes. What comes back is unread. */
  snooze(ids: readonly string[], until: string | null): Promise<void> {
    const marks = { state: 'unread', snoozedUntil: until } as const;
    return this.#write(ids, marks, { path: 'notifications.snooze', input: { ids, until } });
  }

  /** Puts notices back to the marks they had. */
  async restore(before: readonly Notification[]): Promise<void> {
    for (const alike of Map.groupBy(before, ({ state, snoozedUntil }) => `${state} ${snoozedUntil}`).values()) {
      const [{ state, snoozedUntil } = { state: 'read' as const, snoozedUntil: null }] = alike;
      const ids = alike.map(({ id }) => id);
      if (snoozedUntil !== null && sleeps({ snoozedUntil }, Date.now())) await this.snooze(ids, snoozedUntil);
      else await this.mark(ids, state);
    }
  }

  isMuted(subjectId: string): boolean {
    return this.muted.some((one) => one.subjectId === subjectId);
  }

  async mute(subjectId: string, muted: boolean): Promise<void> {
    const before = this.muted;
    const others = before.filter((one) => one.subjectId !== subjectId);
    this.muted = muted ? [{ subjectId, at: new Date().toISOString() }, ...others] : others;
    try {
      await personalQueue.send({ path: 'notifications.mute', input: { commandId: newId(), subjectId, muted } });
    } catch (error) {
      this.muted = before;
      sayError(error);
    }
  }

  async #write(ids: readonly string[], marks: Marks, { path, input }: { path: string; input: object }): Promise<void> {
    const before = this.#byId;
    const marked = new Map(ids.map((id) => [id, marks]));
    this.#underway.add(marked);
    this.#byId = withMarks(before, marked);
    this.#keep();
    try {
      await personalQueue.send({ path, input: { commandId: newId(), ...input } });
    } catch (error) {
      const old = ids.flatMap((id) => before.get(id) ?? []);
      this.#byId = withMarks(this.#byId, new Map(old.map((one) => [one.id, one])));
      this.#keep();
      sayError(error);
    } finally {
      this.#underway.delete(marked);
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
    if (Number.isFinite(first) && first > this.#cursor + 1) void this.catchUp();
    else this.#take(personal);
  }

  #take({ n, notifications, muted = [] }: Personal): void {
    const next = new Map(this.#byId);
    for (const notification of notifications) {
      const present = next.get(notification.id);
      if (present === undefined || present.n <= notification.n) next.set(notification.id, notification);
    }
    this.#byId = [...this.#underway].reduce<ReadonlyMap<string, Notification>>(withMarks, next);
    this.muted = muted;
    this.#cursor = Math.max(this.#cursor, n);
    this.#keep();
  }

  #keep(): void {
    keptPersonal.write({ n: this.#cursor, notifications: this.newest.slice(0, KEPT), muted: this.muted });
  }
}

export const personal = new PersonalStream();

export const sleeps = ({ snoozedUntil }: Pick<Notification, 'snoozedUntil'>, now: number): boolean =>
  snoozedUntil !== null && Date.parse(snoozedUntil) > now;

/** When it last asked for attention: what was put off, when it came back. */
const stirred = ({ at, snoozedUntil }: Notification): string =>
  snoozedUntil !== null && snoozedUntil > at ? snoozedUntil : at;

function withMarks(
  all: ReadonlyMap<string, Notification>,
  marks: ReadonlyMap<string, Marks>,
): ReadonlyMap<string, Notification> {
  return new Map(
    [...all].map(([id, one]) => {
      const { state, snoozedUntil } = marks.get(id) ?? one;
      return [id, { ...one, state, snoozedUntil }];
    }),
  );
}
