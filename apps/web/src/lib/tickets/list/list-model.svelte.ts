import { seatBit } from '@crossflow/domain/access/audience';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { matching, type Reader } from '@crossflow/domain/views/matching';
import { grouped, Ordered, type Group, type GroupOrder } from '@crossflow/domain/views/order';
import type { TicketQuery } from '@crossflow/domain/views/query';
import { inOrder } from '../../kernel/audience.ts';
import { clock } from '../../kernel/clock.svelte.ts';
import type { Live } from '../../kernel/live.svelte.ts';
import { isUnread } from '../tickets.live.ts';

/** The tickets that a query shows, in order and in groups, kept current from the rows that are here. */
export class ListModel {
  readonly #live: Live;
  readonly #query: () => TicketQuery;
  readonly #ordered = new Ordered();
  /** Groups whose tickets are folded away. */
  folded = $state.raw<readonly string[]>([]);

  readonly found: readonly Ticket[] = $derived.by(() => {
    const query = this.#query();
    const inTheirOrder = this.#ordered.of(this.#live.rows('ticket'), query.sort, query.reversed);
    return inTheirOrder.filter(matching(query, readerOf(this.#live, query)));
  });
  readonly order: GroupOrder = $derived.by(() => groupOrder(this.#live));
  readonly groups: readonly Group[] = $derived.by(() => grouped(this.found, this.#query().group, this.order));
  /** In the order of the screen, without what is folded. */
  readonly shown: readonly Ticket[] = $derived(
    this.groups.flatMap(({ id, tickets }) => (this.folded.includes(id) ? [] : tickets)),
  );

  constructor(live: Live, query: () => TicketQuery) {
    this.#live = live;
    this.#query = query;
  }

  fold(id: string): void {
    this.folded = this.folded.includes(id) ? this.folded.filter((one) => one !== id) : [...this.folded, id];
  }
}

function readerOf(live: Live, { clock: clocks, age }: TicketQuery): Reader {
  const parties = new Map(live.rows('party').map(({ id, seat }) => [id, seatBit(seat)]));
  const timed = clocks.length + age.length > 0;
  return {
    us: live.membership.partyId,
    me: live.membership.memberId,
    // Read only where time matters: a list that does not ask for it stays as it is while the clock goes on.
    now: timed ? clock.now : 0,
    seatOf: (partyId) => parties.get(partyId) ?? 0,
    isUnread: (ticket) => isUnread(ticket, live),
  };
}

function groupOrder(live: Live): GroupOrder {
  const { partyId: us, memberId } = live.membership;
  const own = <R extends { id: string }>(rows: readonly R[], id: string) =>
    rows.toSorted((a, b) => Number(b.id === id) - Number(a.id === id)).map((row) => row.id);
  const colleagues = live.where('member', 'partyId', us).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { us, parties: own(inOrder(live.rows('party')), us), members: own(colleagues, memberId) };
}
