/** A piece of text with the places of the words in it, as `[from, to]` in UTF-16 units. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
}

const BEFORE = 40;
const LENGTH = 160;

/** The words around the first match; null where a word is missing. */
export function snippetOf(text: string, words: readonly string[]): Snippet | null {
  const plain = text.replace(/\s+/g, ' ').trim();
  const { folded, places } = foldedWithPlaces(plain);
  const found = words.map((word) => folded.indexOf(word));
  if (words.length === 0 || found.includes(-1)) return null;
  const first = places[Math.min(...found)] ?? 0;
  const from = startOfWord(plain, Math.max(0, first - BEFORE));
  const piece = plain.slice(from, from + LENGTH);
  const open = from > 0 ? '… ' : '';
  const close = from + LENGTH < plain.length ? ' …' : '';
  return { text: open + piece + close, marks: marksIn(piece, words, open.length) };
}

/** Where the words stand in a text, joined where they touch. */
export function marksIn(text: string, words: readonly string[], shift = 0): [number, number][] {
  const { folded, places } = foldedWithPlaces(text);
  const spans = words
    .flatMap((word) => everyPlace(folded, word).map((at) => [places[at] ?? 0, places[at + word.length] ?? text.length]))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const joined: [number, number][] = [];
  for (const [from = 0, to = 0] of spans) {
    const last = joined.at(-1);
    if (last !== undefined && from + shift <= last[1]) last[1] = Math.max(last[1], to + shift);
    else joined.push([from + shift, to + shift]);
  }
  return joined;
}

/** Folded character by character, so that each place leads back to where it came from. */
function foldedWithPlaces(text: string): { folded: string; places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = character === ' ' ? ' ' : character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (let unit = 0; unit < piece.length; unit += 1) places.push(at);
    folded += piece;
    at += character.length;
  }
  return { folded, places };
}

function everyPlace(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}

function startOfWord(text: string, at: number): number {
  if (at === 0) return 0;
  const blank = text.indexOf(' ', at);
  return blank !== -1 && blank - at < BEFORE / 2 ? blank + 1 : at;
}
