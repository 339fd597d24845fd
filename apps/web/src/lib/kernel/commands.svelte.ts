import type { IconComponent } from '@crossflow/ui';
import { look } from './look.svelte.ts';
import { sayWhyNot } from './say.ts';

export interface Command {
  readonly id: string;
  /** In the reader's language, read when shown. */
  readonly label: () => string;
  readonly group: 'everywhere' | 'go' | 'here';
  readonly icon?: IconComponent;
  /** One key ("c", "shift+e", "space"), a sequence ("g o"), or with Cmd/Ctrl ("mod+k", "mod+shift+."). */
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

  // Not state: a teardown reads states as they were, and would drop what others have offered meanwhile.
  #offered: readonly Command[] = [];

  /** Takes commands in for as long as a component lives: `$effect(() => commands.offer([...]))`. */
  offer(offered: readonly Command[]): () => void {
    const others = this.#offered.filter(({ id }) => !offered.some((command) => command.id === id));
    this.#set([...others, ...offered]);
    return () => this.#set(this.#offered.filter((command) => !offered.includes(command)));
  }

  #set(commands: readonly Command[]): void {
    this.#offered = commands;
    this.all = commands;
  }

  /** The keys that run a command now: none where one that was registered later has taken them. */
  keysOf(id: string): string | undefined {
    const keys = this.all.findLast((command) => command.id === id)?.keys;
    const held = keys === undefined || keys === 'escape' || this.#ofKeys(keys)?.id === id;
    return held ? keys : undefined;
  }

  /** Runs it, or says why not. */
  run(command: Command): void {
    const why = command.refusal?.() ?? null;
    if (why === null) command.run();
    else sayWhyNot(why);
  }

  onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const command = event.metaKey || event.ctrlKey ? this.#ofModifiedKey(event) : this.#ofPlainKey(event);
    if (command === undefined) return;
    event.preventDefault();
    // A key that is held down says it once.
    if (!event.repeat || command.refusal?.() == null) this.run(command);
  }

  #ofModifiedKey(event: KeyboardEvent): Command | undefined {
    const keys = `mod+${event.shiftKey ? 'shift+' : ''}${event.code === 'Period' ? '.' : event.key.toLowerCase()}`;
    return editingKeys.includes(keys) && isText(event.target) ? undefined : this.#ofKeys(keys);
  }

  #ofPlainKey(event: KeyboardEvent): Command | undefined {
    if (event.altKey || writesText(event.target)) return undefined;
    const key = keyName(event);
    // Only keys that write something can be pressed by mistake or by speech: Escape and the arrows stay.
    if (!look.shortcuts && [...event.key].length === 1) return undefined;
    if (pressesControl(key, event.target)) return undefined;
    const continues = event.timeStamp - this.#typedAt < SEQUENCE_MS && this.#typed !== '';
    const sequence = continues ? `${this.#typed} ${key}` : key;
    this.#typedAt = event.timeStamp;
    this.#typed = this.all.some(({ keys }) => keys?.startsWith(`${sequence} `)) ? sequence : '';
    return this.#ofKeys(sequence) ?? (continues ? this.#ofKeys(key) : undefined);
  }

  /** The newest registration wins: a screen may give a key another meaning while it is open. */
  #ofKeys(keys: string): Command | undefined {
    // Escape leaves the innermost thing that can be left.
    return this.all.findLast((command) => command.keys === keys && (keys !== 'escape' || command.refusal?.() == null));
  }
}

export const commands = new Commands();

/** In a text these take back and bring back what was typed, as everywhere else. */
const editingKeys = ['mod+z', 'mod+shift+z'];

/** Shift is named with letters and named keys alone: the others have become another sign by it. */
function keyName({ key, shiftKey }: KeyboardEvent): string {
  const name = key === ' ' ? 'space' : key.toLowerCase();
  return shiftKey && /^([a-z]|[a-z]{2,})$/.test(name) ? `shift+${name}` : name;
}

/** Enter and Space belong to the button or link that has the focus. */
function pressesControl(key: string, target: EventTarget | null): boolean {
  const pressed = key === 'enter' ? 'a[href], button, summary' : key === 'space' ? 'button, summary' : null;
  return pressed !== null && target instanceof HTMLElement && target.closest(pressed) !== null;
}

function writesText(target: EventTarget | null): boolean {
  return (
    isText(target) ||
    (target instanceof HTMLElement &&
      target.closest('input, select, [role="menu"], [role="listbox"], [role="dialog"]') !== null)
  );
}

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('textarea, input:not([type="checkbox"], [type="radio"])') !== null);
