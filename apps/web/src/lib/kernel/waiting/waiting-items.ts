import type { Party } from '@crossflow/domain/organizations/organization';
import { inOrder } from '../audience.ts';
import type { WaitingItem } from '../feature.ts';
import type { Live } from '../live.svelte.ts';
import { allFeatures } from '../registry.ts';

/** What one company holds up, the oldest first. */
export interface WaitingFor {
  readonly party: Party;
  readonly items: readonly WaitingItem[];
}

/** Everything that waits for somebody, as far as this reader sees it. */
export const waitingItems = (live: Live): WaitingItem[] =>
  allFeatures().flatMap((feature) => feature.waiting?.(live) ?? []);

/** One column for every company that this reader knows of, in the order in which companies stand everywhere. */
export function waitingColumns(items: readonly WaitingItem[], live: Live): WaitingFor[] {
  const byParty = Map.groupBy(items, ({ partyId }) => partyId);
  return inOrder(live.rows('party')).map((party) => ({
    party,
    items: (byParty.get(party.id) ?? []).toSorted((a, b) => (a.since < b.since ? -1 : 1)),
  }));
}
