/** Cuts a sentence at the company names in it, so that they can be set in bold in any language. */
export function boldNames(sentence: string, names: readonly string[]): { text: string; name: boolean }[] {
  const known = names.filter(Boolean).toSorted((a, b) => b.length - a.length);
  if (known.length === 0) return [{ text: sentence, name: false }];
  const pattern = new RegExp(`(${known.map((name) => escaped(name)).join('|')})`, 'u');
  return sentence
    .split(pattern)
    .map((text, index) => ({ text, name: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
