import type { Kind } from '@crossflow/domain/record/rows';
import type { Live } from '#lib/kernel/live.svelte.ts';
import { allFeatures } from '#lib/kernel/registry.ts';

/** How many objects with a key of their own the reader has before them. */
export const itemsOf = (live: Live): number =>
  allFeatures()
    .flatMap(({ kinds }) => Object.entries(kinds ?? {}) as [Kind, { key?: unknown }][])
    .filter(([, view]) => view.key !== undefined)
    .reduce((sum, [kind]) => sum + live.rows(kind).length, 0);
