import { linesOf, parseMarkup } from '@crossflow/domain/tickets/markup';
import type { Nameable } from '@crossflow/domain/tickets/markup-spans';

/** What is being typed after an @, and where it begins; null when the caret is not in a name. */
export interface Naming {
  readonly from: number;
  readonly query: string;
}

const LONGEST_NAME = 30;

export function namingAt(text: string, caret: number): Naming | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('@');
  if (from === -1 || before.length - from > LONGEST_NAME) return null;
  const query = before.slice(from + 1);
  const boundary = from === 0 || /[\s\p{P}\p{Script=Han}]/u.test(before[from - 1] ?? '');
  return boundary && !/[\n@]|\s\s|\s$/u.test(query) && query.split(/\s/).length <= 3 ? { from, query } : null;
}

/** Everybody the text names, in the order of the people given. A name within a longer one, or within code, names nobody. */
export function namedIn(text: string, people: readonly Nameable[]): string[] {
  if (!text.includes('@')) return [];
  const found = new Set(
    parseMarkup(text, people)
      .flatMap((part) => (part.kind === 'code' ? [] : linesOf(part).flat()))
      .map(({ mention }) => mention),
  );
  return people.filter(({ id }) => found.has(id)).map(({ id }) => id);
}
