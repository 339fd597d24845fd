import { getLocale, isLocale, locales, overwriteGetLocale, type Locale } from './locale.ts';
import { reasons as first } from './generated/reasons-first.js';

export { m } from './generated/messages.js';
export { getLocale, isLocale, locales, overwriteGetLocale, type Locale };

type Reasons = typeof first;
let reasons: Reasons = first;

/** Takes in the sentences of refusals that only features give. */
export function tellReasons(more: Reasons): void {
  reasons = { ...reasons, ...more };
}

/**
 * The sentence for a reason code, or null where no message told of so far has one. A feature writes `<feature>_reason_<code>` (the code's
 * dashes as underscores) and needs nothing else; `feature` is asked first, then the kernel, then every other feature.
 */
export function reasonSentence(
  reason: string,
  options: { locale?: Locale; feature?: string | undefined } = {},
): string | null {
  const code = reason.replaceAll('-', '_');
  const keys = [`${options.feature ?? 'kernel'}_reason_${code}`, `kernel_reason_${code}`];
  const key = keys.find((one) => reasons[one]) ?? Object.keys(reasons).find((one) => one.endsWith(`_reason_${code}`));
  const sentence = key === undefined ? undefined : reasons[key];
  return sentence?.({}, { locale: options.locale ?? getLocale() }) ?? null;
}

/** The nearest language that exists: an exact match, then the same language of another region, else English. */
export function nearestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    const match = locales.find(
      (locale) => locale.toLowerCase() === tag.toLowerCase() || locale.split('-')[0] === language,
    );
    if (match) return match;
  }
  return 'en';
}
