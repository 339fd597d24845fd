import { tellChinese } from './say.ts';

export * from './sentences.ts';

/** Fetches the Chinese sentences: `first` are those of the shell and of tickets, `rest` all others. */
export async function fetchChinese(part: 'first' | 'rest'): Promise<void> {
  const { sentences } = await (part === 'first'
    ? import('./generated/chinese-first.js')
    : import('./generated/chinese-rest.js'));
  tellChinese(sentences);
}
