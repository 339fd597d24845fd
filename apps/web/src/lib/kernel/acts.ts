import type { Entry } from '@crossflow/domain/record/entry';
import { allFeatures } from './registry.ts';

/** One act: the entries of one command, told by the one that says most. */
export interface Act {
  readonly id: string;
  readonly entry: Entry;
  readonly entries: number;
}

/** Folds the entries of one command; expects the newest first. */
export function asActs(entries: readonly Entry[]): Act[] {
  const byCommand = Map.groupBy(entries, ({ id, commandId }) => commandId ?? id);
  return [...byCommand].map(([id, together]) => ({ id, entry: telling(together), entries: together.length }));
}

function telling(entries: readonly Entry[]): Entry {
  const told = (entry: Entry) =>
    allFeatures().some(({ sentences }) => sentences?.[`${entry.kind}.${entry.verb}`] !== undefined);
  return entries.findLast(told) ?? (entries.at(-1) as Entry);
}
