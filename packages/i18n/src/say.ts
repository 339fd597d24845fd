import { getLocale, type Locale } from './locale.ts';

type Inputs = Readonly<Record<string, unknown>>;
/** Plain words, or what makes them of what is told. */
export type Sentence = string | ((inputs: Inputs) => string);

let chinese: Readonly<Record<string, Sentence>> = {};

/** Takes in Chinese sentences by their ids; until then English stands in for them. */
export function tellChinese(sentences: Readonly<Record<string, Sentence>>): void {
  chinese = { ...chinese, ...sentences };
}

/** A message. English lies in it, so that what nobody reads is never fetched; Chinese is looked up in what was told. */
export const say =
  (id: string, english: Sentence) =>
  (inputs: Inputs = {}, { locale = getLocale() }: { readonly locale?: Locale } = {}): string => {
    const sentence = locale === 'zh-CN' ? (chinese[id] ?? english) : english;
    return typeof sentence === 'string' ? sentence : sentence(inputs);
  };
