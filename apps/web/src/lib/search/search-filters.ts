import type { Asked } from '../kernel/search/text-search.svelte.ts';

export const searchKinds = ['all', 'titles', 'texts', 'answers'] as const;
export const searchTimes = ['any', 'week', 'month', 'last-month', 'year'] as const;
export type SearchKind = (typeof searchKinds)[number];
export type SearchTime = (typeof searchTimes)[number];

const DAY_MS = 86_400_000;

/** The time that a choice means, seen from now; last month is the calendar's, where the reader is. */
export function within(time: SearchTime, now: Date): Pick<Asked, 'since' | 'until'> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  switch (time) {
    case 'any':
      return { since: null, until: null };
    case 'week':
      return { since: before(7), until: null };
    case 'month':
      return { since: before(30), until: null };
    case 'year':
      return { since: before(365), until: null };
    case 'last-month':
      return {
        since: new Date(now.getFullYear(), now.getMonth() - 1, 1).toISOString(),
        until: new Date(now.getFullYear(), now.getMonth(), 1).toISOString(),
      };
  }
}
