import type { IconComponent } from '@crossflow/ui';
import { untrack } from 'svelte';
import { look } from './look.svelte.ts';

export interface Command {
  readonly id: string;
  /** In the reader's language, read when shown. */
  readonly label: () => string;
  readonly group: 'everywhere' | 'go' | 'here';
  readonly icon?: IconComponent;
  /** One key ("c"), a sequence ("g o"), or with Cmd/Ctrl ("mod+k"). */
  readonly keys?: string;
  /** Why it may not be run now, in words; null when it may. */
  readonly refusal?: () => string | null;
  readonly run: () => void;
}

const SEQUENCE_MS = 900;

/** Everything a person can do from the keyboard, registered once: the palette, the `?` sheet and the keys read it from here. */
class Commands {
  all = $state.raw<readonly Command[]>([]);
  #typed = '';
  #typedAt = 0;

  /** Takes commands in for as long as a component lives: `$effect(() => commands.offer([...]))`. */
  offer(offered: readonly Command[]): () => void {
    // Whoever offers within an effect must not depend on what others offer.
    const others = untrack(() => this.all).filter(({ id }) => !offered.some((command) => command.id === id));
    this.all = [...others, ...offered];
    return () => {
      this.all = untrack(() => this.all).filter((command) => !offered.includes(command));
    };
  }

  run(command: Command): void {
    if (command.refusal?.() == null) command.run();
  }

  onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const command =
      event.metaKey || event.ctrlKey
        ? this.#ofKeys(`mod+${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`)
        : this.#ofPlainKey(event);
    if (command === undefined) return;
    event.preventDefault();
    this.run(command);
  }

  #ofPlainKey(event: KeyboardEvent): Command | undefined {
    if (event.altKey || !look.shortcuts || writesText(event.target)) return undefined;
    const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
    const continues = event.timeStamp - this.#typedAt < SEQUENCE_MS && this.#typed !== '';
    const sequence = continues ? `${this.#typed} ${key}` : key;
    this.#typedAt = event.timeStamp;
    this.#typed = this.all.some(({ keys }) => keys?.startsWith(`${sequence} `)) ? sequence : '';
    return this.#ofKeys(sequence) ?? (continues ? this.#ofKeys(key) : undefined);
  }

  /** The newest registration wins: a screen may give a key another meaning while it is open. */
  #ofKeys(keys: string): Command | undefined {
    return this.all.findLast((command) => command.keys === keys);
  }
}

export const commands = new Commands();

function writesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="menu"], [role="listbox"], [role="dialog"]') !== null)
  );
}
