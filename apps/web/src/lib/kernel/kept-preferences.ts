import type { Preference } from '@crossflow/domain/preferences/inputs';
import { keepHere } from './keep-here.ts';

const PREFIX = 'crossflow.preferences.';

/** A person's preferences on this device, so that a page opens as they want it before the server has answered. */
export const keptPreferences = {
  read(memberId: string): readonly Preference[] {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + memberId) ?? '[]') as Preference[];
    } catch {
      return [];
    }
  },
  write(memberId: string, all: readonly Preference[]): void {
    try {
      keepHere(PREFIX + memberId, JSON.stringify(all));
    } catch {
      // A full store: they are asked for again on the next visit.
    }
  },
  /** On signing out of a shared device. */
  forget(): void {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  },
};
