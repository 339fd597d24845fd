import { tellChinese } from './say.ts';
import { tellReasons } from './sentences.ts';

export * from './sentences.ts';

/** Fetches the Chinese sentences: `first` are those of the shell and of tickets, `rest` all others. */
export async function fetchChinese(part: 'first' | 'rest'): Promise<void> {
  const { sentences } = await (part === 'first'
    ? import('./generated/chinese-first.js')
    : import('./generated/chinese-rest.js'));
  tellChinese(sentences);
}

/** Fetches the sentences of the refusals that only features give. */
export async function fetchReasons(): Promise<void> {
  const { reasons } = await import('./generated/reasons-rest.js');
  tellReasons(reasons);
}
