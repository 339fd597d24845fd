export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

let present: () => Locale = () => 'en';

/** The language of whoever reads now. */
export const getLocale = (): Locale => present();
export function overwriteGetLocale(read: () => Locale): void {
  present = read;
}
export const isLocale = (word: unknown): word is Locale => locales.some((locale) => locale === word);
