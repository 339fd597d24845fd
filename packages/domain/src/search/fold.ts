/** Text as it is searched: case, accents and full or half width do not matter, and every run of white space is one blank. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The words of a query, folded. A run of Chinese is one word, found wherever its characters stand together. */
export const searchWords = (query: string): string[] => fold(query).split(' ').filter(Boolean);

/** Whether every word stands somewhere in a text that is folded already. */
export const holdsAll = (folded: string, words: readonly string[]): boolean =>
  words.every((word) => folded.includes(word));
