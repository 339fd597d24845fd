import { SvelteMap } from 'svelte/reactivity';

const LASTS_MS = 1_200;

/** What somebody else has just changed, by id: the party whose color fades on it. */
export class Tints {
  readonly #byId = new SvelteMap<string, string>();

  of(id: string): string | undefined {
    return this.#byId.get(id);
  }

  mark(ids: readonly (string | null)[], partyId: string): void {
    for (const id of ids) {
      if (id === null) continue;
      this.#byId.set(id, partyId);
      setTimeout(() => this.#byId.delete(id), LASTS_MS);
    }
  }
}
