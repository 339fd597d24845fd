import { untrack } from 'svelte';

/** One thing that templates and `$derived` listen to. */
class Signal {
  #times = $state(0);

  listen(): void {
    void this.#times;
  }
  tell(): void {
    this.#times = untrack(() => this.#times) + 1;
  }
}

/** A signal for each key that anybody has asked for. */
export class Signals<Key> {
  readonly #signals = new Map<Key, Signal>();

  listen(key: Key): void {
    let signal = this.#signals.get(key);
    if (signal === undefined) {
      signal = newSignal();
      this.#signals.set(key, signal);
    }
    signal.listen();
  }

  tell(key: Key): void {
    this.#signals.get(key)?.tell();
  }

  tellAll(): void {
    for (const signal of this.#signals.values()) signal.tell();
  }
}

/** A reaction does not listen to a state that it made itself, so the state is made in a root of its own. */
export function newSignal(): Signal {
  let signal!: Signal;
  $effect.root(() => {
    signal = new Signal();
  })();
  return signal;
}
