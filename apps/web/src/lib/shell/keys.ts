/** The key that stands for commands on this machine. */
export const modifier = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl ';

/** "mod+shift+k" and "g o" as the keys are printed. */
export const printed = (keys: string): string[] =>
  keys.split(' ').map((key) => key.replace('mod+', modifier).replace('shift+', '⇧').replace('enter', '↵'));
