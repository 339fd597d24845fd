import type { KeepInput } from '@crossflow/domain/preferences/inputs';
import { toCallError } from './call-error.ts';
import { calls } from './calls.ts';
import { newId } from './ids.ts';
import { keptPreferences } from './kept-preferences.ts';
import type { Live } from './live.svelte.ts';
import { sayError } from './say.ts';

const made = new WeakMap<Live, Preferences>();

/** What this person keeps for themselves in a program, on every device they sign in on. */
export class Preferences {
  readonly #memberId: string;
  #values = $state.raw<ReadonlyMap<string, unknown>>(new Map());

  constructor(memberId: string) {
    this.#memberId = memberId;
    this.#values = new Map(keptPreferences.read(memberId).map(({ name, value }) => [name, value]));
  }

  async read(): Promise<void> {
    try {
      const all = await calls.preferences.all.query();
      this.#set(new Map(all.map(({ name, value }) => [name, value])));
    } catch (error) {
      if (!toCallError(error).unreachable) sayError(error);
    }
  }

  get(name: string): unknown {
    return this.#values.get(name);
  }

  /** Shown at once; put back where the server did not take it. Null forgets. */
  async keep(name: string, value: KeepInput['value']): Promise<boolean> {
    const before = this.#values;
    const next = new Map(before);
    if (value === null) next.delete(name);
    else next.set(name, value);
    this.#set(next);
    try {
      await calls.preferences.keep.mutate({ commandId: newId(), name, value });
      return true;
    } catch (error) {
      this.#set(before);
      sayError(error);
      return false;
    }
  }

  #set(values: ReadonlyMap<string, unknown>): void {
    this.#values = values;
    keptPreferences.write(
      this.#memberId,
      [...values].map(([name, value]) => ({ name, value })),
    );
  }
}

/** Of the program at hand; asked for once. */
export function preferencesOf(live: Live): Preferences {
  const present = made.get(live);
  if (present) return present;
  const preferences = new Preferences(live.membership.memberId);
  made.set(live, preferences);
  void preferences.read();
  return preferences;
}
