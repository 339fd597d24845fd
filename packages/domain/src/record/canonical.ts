/**
 * Canonical JSON: keys sorted by UTF-16 code unit, no white space, undefined left out. The content hash of an entry is the
 * SHA-256 of this text in UTF-8, so that any company can compute it again from what it downloaded.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  let fields = '';
  for (const key of Object.keys(value).toSorted()) {
    const field = (value as Record<string, unknown>)[key];
    if (field !== undefined) fields += `${fields === '' ? '' : ','}${quoted(key)}:${canonicalJson(field)}`;
  }
  return `{${fields}}`;
}

/** Texts of which JSON escapes nothing; lone surrogates and what lies beyond them are left to it. */
const plain = /^[ !#-[\]-\uD7FF]*$/;
/** As JSON writes it, for which it is not asked where nothing needs an escape: that is most of the time it takes. */
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));
