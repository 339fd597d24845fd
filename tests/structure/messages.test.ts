import { describe, expect, test } from 'vitest';
import { read, repositoryPaths } from './tree.ts';

type Texts = Record<string, unknown>;
type Catalogue = Record<string, { en: Texts; zh: Texts }>;

// Names and signs that are the same in both languages.
const sameInBoth = [
  /^Crossflow$/,
  /^[\s\d\p{P}\p{S}]*$/u,
  /^(\{\w+\}|[\s\d\p{P}\p{S}])+$/u,
  /^(English|PDF|GMP|eCTD|CDMO|SHA-256|MB|kB)$/,
];

function loadCatalogue(): Catalogue {
  const files = read(
    repositoryPaths().filter((file) => /^packages\/i18n\/messages\/[^/]+\/(en|zh-CN)\.json$/.test(file)),
  );
  const catalogue: Catalogue = {};
  for (const { path, text } of files) {
    const [, , , feature = '', language] = path.split('/');
    const texts = JSON.parse(text) as Texts;
    delete texts['$schema'];
    (catalogue[feature] ??= { en: {}, zh: {} })[language === 'en.json' ? 'en' : 'zh'] = texts;
  }
  return catalogue;
}

function messageProblems(catalogue: Catalogue): string[] {
  return Object.entries(catalogue).flatMap(([feature, { en, zh }]) =>
    [...new Set([...Object.keys(en), ...Object.keys(zh)])].flatMap((key) => {
      if (!(key in zh)) return [`${key} is missing in Chinese`];
      if (!(key in en)) return [`${key} is missing in English`];
      return [
        ...(key.startsWith(`${feature}_`) ? [] : [`${key} stands under ${feature}`]),
        ...(placeholders(en[key]) === placeholders(zh[key]) ? [] : [`${key} has other placeholders in Chinese`]),
        ...(sentences(zh[key]).every((text) => text.trim() !== '') ? [] : [`${key} is empty in Chinese`]),
        ...(isTranslated(en[key], zh[key]) ? [] : [`${key} is the same in both languages`]),
      ];
    }),
  );
}

/** Every form of a message: a plain one has one, a plural one several. */
function sentences(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  if (Array.isArray(message)) return message.flatMap(sentences);
  return Object.values((message as { match?: Texts }).match ?? {}).flatMap(sentences);
}

function placeholders(message: unknown): string {
  const found = sentences(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
  return [...new Set(found)].sort().join(' ');
}

function isTranslated(en: unknown, zh: unknown): boolean {
  const english = sentences(en);
  return sentences(zh).every((text) => !english.includes(text) || sameInBoth.some((form) => form.test(text)));
}

const catalogue = loadCatalogue();
const planted = (en: Texts, zh: Texts) => messageProblems({ tickets: { en, zh } });

describe('messages', () => {
  test('are whole in English and Chinese', () => {
    expect(Object.keys(catalogue)).toContain('kernel');
    expect(Object.keys(catalogue['kernel']!.en).length).toBeGreaterThan(20);
    expect(messageProblems(catalogue)).toEqual([]);
  });

  test('belong to one feature each', () => {
    const keys = Object.values(catalogue).flatMap(({ en }) => Object.keys(en));
    expect(keys.length).toBe(new Set(keys).size);
  });

  test.each([
    [{ tickets_reply: 'Reply' }, {}, 'missing in Chinese'],
    [{}, { tickets_reply: '回复' }, 'missing in English'],
    [{ tickets_reply: 'Reply to {name}' }, { tickets_reply: '回复' }, 'other placeholders'],
    [{ tickets_reply: 'Reply' }, { tickets_reply: 'Reply' }, 'same in both'],
    [{ tickets_reply: 'Reply' }, { tickets_reply: ' ' }, 'empty in Chinese'],
    [{ reply: 'Reply' }, { reply: '回复' }, 'stands under tickets'],
    [
      { tickets_n: [{ match: { 'n=one': '{n} ticket', 'n=other': 'tickets' } }] },
      { tickets_n: '工单' },
      'other placeholders',
    ],
  ])('would be refused: %j with %j', (en, zh, problem) => {
    expect(planted(en, zh)).toEqual([expect.stringContaining(problem)]);
  });

  test('may be the same where there is nothing to translate', () => {
    expect(planted({ tickets_pair: '{a} · {b}' }, { tickets_pair: '{a} · {b}' })).toEqual([]);
  });
});
