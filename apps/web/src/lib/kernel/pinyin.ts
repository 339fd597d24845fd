/** The first character of each letter in the pinyin order that every browser sorts Chinese by; no syllable begins with I, U or V. */
const firsts = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'];
const letters = 'abcdefghjklmnopqrstwxyz';

const collator = new Intl.Collator('zh-u-co-pinyin');
/** A browser without that order sorts by code points, which tell nothing. */
const known = firsts.every((first, place) => place === 0 || collator.compare(firsts[place - 1] ?? '', first) < 0);
const met = new Map<string, string>();

/** "clx" for 陈立行: the initial of each Chinese character, the one usual reading of it, and every other sign as it is. */
export const initialsOf = (text: string): string => [...text].map(initialOf).join('');

export const hasChinese = (text: string): boolean => known && /\p{Script=Han}/u.test(text);

function initialOf(sign: string): string {
  if (!hasChinese(sign)) return sign;
  const present = met.get(sign);
  if (present !== undefined) return present;
  const place = firsts.findLastIndex((first) => collator.compare(first, sign) <= 0);
  const initial = letters[place] ?? sign;
  met.set(sign, initial);
  return initial;
}
