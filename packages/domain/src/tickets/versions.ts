import type { Entry } from '../record/entry.ts';

/** The words of a message as they once stood, and since when. */
export interface MessageVersion {
  readonly body: string;
  readonly at: string;
}

/** A run of words that both texts have, or only the later (`added`) or the earlier one (`removed`). */
export interface TextChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Every text that a message had, oldest first, as far as these entries tell: a reader has them since the message was shared. */
export function messageVersions(entries: readonly Pick<Entry, 'after'>[]): MessageVersion[] {
  const versions: MessageVersion[] = [];
  for (const { after } of entries) {
    if (after === null || typeof after['body'] !== 'string' || after['body'] === versions.at(-1)?.body) continue;
    versions.push({ body: after['body'], at: String(after['editedAt'] ?? after['at']) });
  }
  return versions;
}

/** What was taken out and put in, word by word; in Chinese character by character. */
export function textChanges(before: string, after: string): TextChange[] {
  const [a, b] = [words(before), words(after)];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return joined([
    ...a.slice(0, head).map((text) => ({ kind: 'same' as const, text })),
    ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map((text) => ({ kind: 'same' as const, text })),
  ]);
}

/** Beyond this many pairs of words a comparison would be felt; the whole is then shown as replaced. */
const MOST_PAIRS = 4_000_000;

const words = (text: string): string[] => text.match(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|[^]/gu) ?? [];

function between(a: readonly string[], b: readonly string[]): TextChange[] {
  if (a.length * b.length > MOST_PAIRS) return [...all('removed', a), ...all('added', b)];
  const common = commonLengths(a, b);
  const at = (i: number, j: number) => common[i * (b.length + 1) + j] ?? 0;
  const changes: TextChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] ?? '', b[j] ?? ''];
    if (left === right) {
      changes.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      changes.push({ kind: 'removed', text: left });
      i += 1;
    } else {
      changes.push({ kind: 'added', text: right });
      j += 1;
    }
  }
  return [...changes, ...all('removed', a.slice(i)), ...all('added', b.slice(j))];
}

/** Length of the longest common run of words from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}

const all = (kind: TextChange['kind'], texts: readonly string[]): TextChange[] => texts.map((text) => ({ kind, text }));

/** Neighbors of one kind become one run; within a changed stretch what was taken out stands before what was put in. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const runs: TextChange[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed !== '') runs.push({ kind: 'removed', text: removed });
    if (added !== '') runs.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of changes) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = runs.at(-1);
      if (last?.kind === 'same') runs[runs.length - 1] = { kind, text: last.text + text };
      else runs.push({ kind, text });
    }
  }
  flush();
  return runs;
}
