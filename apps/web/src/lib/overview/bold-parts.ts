/** Cuts a sentence at the words to set in bold, in the order in which they stand. */
export function boldParts(text: string, bold: readonly string[]): { text: string; bold: boolean }[] {
  const parts: { text: string; bold: boolean }[] = [];
  let rest = text;
  for (;;) {
    const next = bold
      .map((word) => ({ word, at: rest.indexOf(word) }))
      .filter(({ word, at }) => word !== '' && at >= 0)
      .toSorted((a, b) => a.at - b.at || b.word.length - a.word.length)[0];
    if (next === undefined) break;
    parts.push({ text: rest.slice(0, next.at), bold: false }, { text: next.word, bold: true });
    rest = rest.slice(next.at + next.word.length);
  }
  return [...parts, { text: rest, bold: false }].filter((part) => part.text !== '');
}
