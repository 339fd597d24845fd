import { sentences as first } from './generated/chinese-first.js';
import { sentences as rest } from './generated/chinese-rest.js';
import { reasons } from './generated/reasons-rest.js';
import { tellChinese } from './say.ts';
import { tellReasons } from './sentences.ts';

export * from './sentences.ts';

tellChinese(first);
tellChinese(rest);
tellReasons(reasons);

/** Here every sentence is at hand in both languages; a browser fetches the Chinese ones, and those of features. */
export const fetchChinese = (_part: 'first' | 'rest'): Promise<void> => Promise.resolve();
export const fetchReasons = (): Promise<void> => Promise.resolve();
