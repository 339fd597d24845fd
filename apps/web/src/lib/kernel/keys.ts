import { commands } from './commands.svelte.ts';
import { look } from './look.svelte.ts';

/** The key that stands for commands on this machine. */
export const modifier = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl ';

const named: Readonly<Record<string, string>> = {
  enter: '↵',
  space: 'Space',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** "mod+shift+k", "shift+e" and "g o" as the keys are printed: one sign for each stroke. */
export const printed = (keys: string): string[] => keys.split(' ').map(printedKey);

/** What a button says of its key: the one that is registered, and nothing where another command has it or single keys are off. */
export function keyHint(id: string): string | undefined {
  const keys = commands.keysOf(id);
  if (keys === undefined || (!look.shortcuts && isSingle(keys))) return undefined;
  return printed(keys).join(' ');
}

/** Only keys that write something can be pressed by mistake. */
const isSingle = (keys: string): boolean => keys.split(' ').some((stroke) => /^(shift\+)?.$/.test(stroke));

function printedKey(stroke: string): string {
  const parts = stroke.split(/\+(?=.)/);
  const key = parts.at(-1) ?? '';
  const held = parts.slice(0, -1).map((part) => (part === 'mod' ? modifier : '⇧'));
  return held.join('') + (named[key] ?? (held.length > 0 ? key.toUpperCase() : key));
}
