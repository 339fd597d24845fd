/** The key that stands for commands on this machine. */
export const modifier = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl ';

/** "mod+shift+k" and "g o" as the keys are printed. */
export const printed = (keys: string): string[] =>
  keys.split(' ').map((key) =>
    key
      .replace(/^mod\+(.*)$/, (_, rest: string) => modifier + rest.toUpperCase())
      .replace(/shift\+/i, '⇧')
      .replace(/enter/i, '↵'),
  );
