import type { Draft, WaitingItem } from '../feature.ts';
import type { Live } from '../live.svelte.ts';
import { allFeatures } from '../registry.ts';
import { waitingItems } from './waiting-items.ts';

/** All that one person has to do with in a program; nothing stands in two places. */
export interface OwnWork {
  /** It waits for them. What is late comes first, then the oldest. */
  readonly mine: readonly WaitingItem[];
  /** Theirs to see through, while it waits for somebody else. */
  readonly assigned: readonly WaitingItem[];
  readonly watched: readonly WaitingItem[];
}

export function ownWork(live: Live): OwnWork {
  const own = allFeatures().flatMap((feature) => feature.own?.(live) ?? []);
  const mine = [...waitingItems(live).filter((item) => item.mine), ...own.filter(({ part }) => part === 'asked')];
  const ids = new Set(mine.map(({ id }) => id));
  const others = own.filter(({ id }) => !ids.has(id));
  return {
    mine: inTurn(mine),
    assigned: inTurn(others.filter(({ part }) => part === 'assigned')),
    watched: inTurn(others.filter(({ part }) => part === 'watched')),
  };
}

/** The texts that this person has begun on this device. */
export const ownDrafts = (live: Live): Draft[] => allFeatures().flatMap((feature) => feature.drafts?.(live) ?? []);

const inTurn = (items: readonly WaitingItem[]): WaitingItem[] =>
  items.toSorted((a, b) => Number(b.late) - Number(a.late) || (a.since < b.since ? -1 : 1));
