import { hasChinese, initialsOf } from './pinyin.ts';

/** How well a query fits: 3 the beginning of a whole field, 2 the beginning of a word, 1 anywhere, 0 not at all. */
export function matchRank(query: string, fields: readonly (string | null | undefined)[]): number {
  const wanted = fold(query);
  if (wanted === '') return 1;
  return Math.max(0, ...fields.map((field) => (field ? rankIn(fold(field), wanted) : 0)));
}

function rankIn(field: string, wanted: string): number {
  const at = field.indexOf(wanted);
  if (at < 0) return byInitials(field, wanted);
  if (at === 0) return 3;
  return /[\s\-_/.]/.test(field[at - 1] ?? '') ? 2 : 1;
}

/** Letters may be the pinyin initials of Chinese words; two ("pH", "DS") only where they are a whole name. */
function byInitials(field: string, wanted: string): number {
  if (!/^[a-z]{2,}$/.test(wanted) || !hasChinese(field)) return 0;
  const initials = initialsOf(field);
  const at = initials.indexOf(wanted);
  if (at < 0 || (wanted.length === 2 && initials !== wanted)) return 0;
  return at === 0 ? 2 : 1;
}

/** Case and accents do not matter. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
