import type { ToldKind } from '@crossflow/domain/record/change';
import type { Row } from '@crossflow/domain/record/rows';
import { asMember, calls } from '#lib/kernel/calls.ts';
import type { Live } from '#lib/kernel/live.svelte.ts';
import { viewOf } from '#lib/kernel/registry.ts';
import type { Notification } from '#lib/kernel/socket.ts';

type Told = Pick<Notification, 'kind' | 'subjectId' | 'memberId'>;

/** Most of what one call asks for. */
const MOST = 200;

/** Objects of programs that are not open. Each is read by the member who was told of it, so that the wall of that program decides. */
class Elsewhere {
  #rows = $state.raw<ReadonlyMap<string, Row>>(new Map());
  #wanted: Told[] = [];

  /** What is shown asks for itself; what is asked for in one moment is fetched in one call of each kind. */
  want(told: Told): void {
    this.#wanted.push(told);
    if (this.#wanted.length === 1) queueMicrotask(() => void this.#fetch());
  }

  /** Its title and key; null until they are known, and where the member sees it no longer. */
  of({ kind, subjectId }: Told, live: Live): { title: string; key: string | null } | null {
    const [row, view] = [this.#rows.get(subjectId), viewOf(kind as ToldKind)];
    if (row === undefined || view === undefined) return null;
    return { title: view.title(row, live), key: view.key?.(row) ?? null };
  }

  async #fetch(): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = [];
    await Promise.all(
      [...Map.groupBy(wanted, ({ memberId, kind }) => `${memberId} ${kind}`).values()].map((alike) =>
        this.#fetchAlike(alike),
      ),
    );
  }

  async #fetchAlike(alike: readonly Told[]): Promise<void> {
    const [first] = alike;
    if (first === undefined) return;
    const ids = [...new Set(alike.map(({ subjectId }) => subjectId))].slice(0, MOST);
    try {
      const kind = first.kind as ToldKind;
      const rows = await calls.notifications.objects.query({ kind, ids }, asMember(first.memberId));
      const others = [...this.#rows].filter(([id]) => !ids.includes(id));
      this.#rows = new Map([...others, ...rows.map((row) => [row.id, row as Row] as const)]);
    } catch {
      // The kind of the object is shown, as before; the next time it is seen it asks again.
    }
  }
}

export const elsewhere = new Elsewhere();
