import { isPrivateTo, seatBit } from '@crossflow/domain/access/audience';
import type { Party } from '@crossflow/domain/organizations/organization';
import type { ToldKind } from '@crossflow/domain/record/change';
import type { Row } from '@crossflow/domain/record/rows';
import type { AudienceView } from '@crossflow/ui';
import { audienceSentence, audienceSlots } from '#lib/kernel/audience.ts';
import { asMember, calls } from '#lib/kernel/calls.ts';
import type { Live } from '#lib/kernel/live.svelte.ts';
import { viewOf } from '#lib/kernel/registry.ts';
import { session } from '#lib/kernel/session.svelte.ts';
import type { Notification } from '#lib/kernel/socket.ts';

type Told = Pick<Notification, 'kind' | 'subjectId' | 'memberId'>;

/** Most of what one call asks for. */
const MOST = 200;

/** Objects of programs that are not open. Each is read by the member who was told of it, so that the wall of that program decides. */
class Elsewhere {
  #rows = $state.raw<ReadonlyMap<string, Row>>(new Map());
  /** By member: the companies they know in their program. */
  #parties = $state.raw<ReadonlyMap<string, readonly Party[]>>(new Map());
  #wanted: Told[] = [];

  /** What is shown asks for itself; what is asked for in one moment is fetched in one call of each kind. */
  want(told: Told): void {
    this.#wanted.push(told);
    if (this.#wanted.length === 1) queueMicrotask(() => void this.#fetch());
  }

  /** What can be said of it; null until that is known, and where the member sees it no longer. */
  of(
    { kind, subjectId, memberId }: Told,
    live: Live,
  ): { title: string; key: string | null; view: AudienceView } | null {
    const [row, view] = [this.#rows.get(subjectId), viewOf(kind as ToldKind)];
    if (row === undefined || view === undefined) return null;
    return { title: view.title(row, live), key: view.key?.(row) ?? null, view: this.#view(row, memberId) };
  }

  #view({ audience }: Row, memberId: string): AudienceView {
    const parties = this.#parties.get(memberId) ?? [];
    const own = parties.find(
      ({ id }) => id === session.me?.memberships.find((one) => one.memberId === memberId)?.partyId,
    );
    const internal = own !== undefined && isPrivateTo(audience, seatBit(own.seat));
    const slots = audienceSlots(audience, parties, own?.id ?? '');
    return { slots, internal, sentence: audienceSentence(slots, { internal }) };
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
      const { rows, parties } = await calls.notifications.objects.query({ kind, ids }, asMember(first.memberId));
      const others = [...this.#rows].filter(([id]) => !ids.includes(id));
      this.#parties = new Map([...this.#parties, [first.memberId, parties]]);
      this.#rows = new Map([...others, ...rows.map((row) => [row.id, row as Row] as const)]);
    } catch {
      // The kind of the object is shown, as before; the next time it is seen it asks again.
    }
  }
}

export const elsewhere = new Elsewhere();
