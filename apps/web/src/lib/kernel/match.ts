/** How well a query fits: 3 the beginning of a whole field, 2 the beginning of a word, 1 anywhere, 0 not at all. */
export function matchRank(query: string, fields: readonly (string | null | undefined)[]): number {
  const wanted = fold(query);
  if (wanted === '') return 1;
  return Math.max(0, ...fields.map((field) => (field ? rankIn(fold(field), wanted) : 0)));
}

function rankIn(field: string, wanted: string): number {
  const at = field.indexOf(wanted);
  if (at < 0) return 0;
  if (at === 0) return 3;
  return /[\s\-_/.]/.test(field[at - 1] ?? '') ? 2 : 1;
}

/** Case and accents do not matter. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
