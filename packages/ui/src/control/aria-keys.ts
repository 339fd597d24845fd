const named: Readonly<Record<string, string>> = {
  '↵': 'Enter',
  Esc: 'Escape',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
};

/** A printed key as `aria-keyshortcuts` says it: "⇧F" is "Shift+F". A sequence of strokes has no form there. */
export function ariaKeys(printed: string): string | undefined {
  const held = printed.replace('⇧', 'Shift+').replace('⌘', 'Meta+').replace('Ctrl ', 'Control+');
  if (held.includes(' ')) return undefined;
  const key = held.slice(held.lastIndexOf('+', held.length - 2) + 1);
  return held.slice(0, held.length - key.length) + (named[key] ?? key);
}
