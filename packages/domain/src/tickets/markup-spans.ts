export const markNames = ['bold', 'strike', 'italic', 'sub', 'sup', 'code'] as const;
export type Mark = (typeof markNames)[number];

/** A run of words that look alike. */
export interface Span {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** An http(s) address, or `#m-<id>` for a message of the same conversation. */
  readonly link?: string;
  /** The id of the member who is named. */
  readonly mention?: string;
}

/** A person that a text may name, by each name in use. */
export interface Nameable {
  readonly id: string;
  readonly names: readonly string[];
}

export type ReadSpans = (line: string) => Span[];

/** What encloses marked words. `tight` marks hold no space and few letters: ~2~ is an index, ~10 % is not. */
export const delimiters = [
  { sign: '**', mark: 'bold' },
  { sign: '~~', mark: 'strike' },
  { sign: '*', mark: 'italic' },
  { sign: '~', mark: 'sub', tight: true },
  { sign: '^', mark: 'sup', tight: true },
] as const satisfies readonly { sign: string; mark: Mark; tight?: boolean }[];

/** A backslash before one of these makes it a letter like any other. */
export const SPECIAL = /[\\`*~^[\]|>@•.)-]/;
const LONGEST_TIGHT = 24;
const LONGEST_LINK_TEXT = 300;
/** More signs in a row than this mean nothing more than this many. */
const LONGEST_RUN = 5;
const BARE_LINK = /https?:\/\/[^\s<>"'`\\，。；、）]+[^\s<>"'`\\，。；、）.,;:!?)\]]/y;
const LINK = /^(https?:\/\/[^\s<>"'`()]+|#m-[0-9a-f-]{36})$/;

/** Whether an address may be followed: nothing that runs, nothing of another scheme. */
export const isLink = (address: string): boolean => LINK.test(address);
export const isTight = (text: string): boolean => /^\S+$/.test(text) && text.length <= LONGEST_TIGHT;

/** Reads the marks of one line; names of `people` after an @ become mentions, the longest name first. */
export function spanReader(people: readonly Nameable[]): ReadSpans {
  const idOf = new Map(people.flatMap(({ id, names }) => names.filter(Boolean).map((name) => [name, id] as const)));
  const names = [...idOf.keys()].toSorted((a, b) => b.length - a.length).map(literal);
  const pattern = names.length === 0 ? null : new RegExp(`@(${names.join('|')})`, 'y');
  const mention: Reader = (text, at, style) => {
    const found = text[at] === '@' ? matchAt(pattern, text, at) : null;
    const id = idOf.get(found?.[1] ?? '');
    return found === null || id === undefined
      ? null
      : { spans: [{ ...style, text: found[0], mention: id }], end: at + found[0].length };
  };
  return (line) => joined(readAll(line, { marks: [] }, [escape, mention, code, delimited, namedLink, bareLink]));
}

/** Where the code that begins here ends, after its closing sign; -1 where it is never closed. */
function codeEnd(text: string, at: number): number {
  for (let place = at + 1; place < text.length; place += isEscape(text, place) ? 2 : 1)
    if (text[place] === '`') return place === at + 1 ? -1 : place + 1;
  return -1;
}

export const isEscape = (text: string, at: number): boolean => text[at] === '\\' && SPECIAL.test(text[at + 1] ?? '');

type Style = Pick<Span, 'marks' | 'link'>;
/** Signs that were tried and close nowhere further on. */
type Hopeless = Set<string>;
type Reader = (
  text: string,
  at: number,
  style: Style,
  inner: (text: string, style: Style) => Span[],
  hopeless: Hopeless,
) => { readonly spans: readonly Span[]; readonly end: number } | null;

function readAll(text: string, style: Style, readers: readonly Reader[]): Span[] {
  const inner = (part: string, next: Style) => readAll(part, next, readers);
  const hopeless: Hopeless = new Set();
  const spans: Span[] = [];
  for (let at = 0; at < text.length;) {
    let found: ReturnType<Reader> = null;
    for (const reader of readers) if ((found = reader(text, at, style, inner, hopeless)) !== null) break;
    const end = found?.end ?? nextSign(text, at + 1);
    spans.push(...(found?.spans ?? [{ ...style, text: text.slice(at, end) }]));
    at = end;
  }
  return joined(spans);
}

const SIGN = /[\\`*~^[@h]/g;

function nextSign(text: string, from: number): number {
  SIGN.lastIndex = from;
  return SIGN.exec(text)?.index ?? text.length;
}

const escape: Reader = (text, at, style) =>
  isEscape(text, at) ? { spans: [{ ...style, text: text[at + 1] ?? '' }], end: at + 2 } : null;

const code: Reader = (text, at, style) => {
  const end = text[at] === '`' ? codeEnd(text, at) : -1;
  if (end === -1) return null;
  return { spans: [{ ...style, marks: [...style.marks, 'code'], text: unescaped(text.slice(at + 1, end - 1)) }], end };
};

const delimited: Reader = (text, at, style, inner, hopeless) => {
  const found = delimiters.find(({ sign }) => text.startsWith(sign, at) && !hopeless.has(sign));
  if (found === undefined || style.marks.includes(found.mark)) return null;
  const { sign, mark } = found;
  const from = at + sign.length;
  if (/\s|^$/.test(text[from] ?? '')) return null;
  const end = closing(text, from, sign);
  if (end === -1) hopeless.add(sign);
  const content = text.slice(from, Math.max(from, end));
  if (content === '' || ('tight' in found && !isTight(content))) return null;
  return { spans: inner(content, { ...style, marks: [...style.marks, mark] }), end: end + sign.length };
};

const namedLink: Reader = (text, at, style, inner) => {
  if (text[at] !== '[' || style.link !== undefined) return null;
  const most = Math.min(text.length, at + LONGEST_LINK_TEXT);
  let close = at + 1;
  while (close < most && text[close] !== ']') close += isEscape(text, close) ? 2 : 1;
  if (close >= most || close === at + 1 || text[close + 1] !== '(') return null;
  const end = text.indexOf(')', close);
  const link = text.slice(close + 2, end === -1 ? close + 2 : end);
  return isLink(link) ? { spans: inner(text.slice(at + 1, close), { ...style, link }), end: end + 1 } : null;
};

const bareLink: Reader = (text, at, style) => {
  const found = text[at] === 'h' && style.link === undefined ? matchAt(BARE_LINK, text, at) : null;
  return found === null ? null : { spans: [{ ...style, text: found[0], link: found[0] }], end: at + found[0].length };
};

/** Where the sign closes: within it the same letter, once for twice or twice for once, may open and close marks of its own. */
function closing(text: string, from: number, sign: string): number {
  const letter = sign[0] ?? '';
  let otherOpen = false;
  for (let at = from; at < text.length;) {
    const skip = isEscape(text, at) ? 2 : text[at] === '`' ? Math.max(1, codeEnd(text, at) - at) : 0;
    if (skip > 0 || text[at] !== letter) {
      at += Math.max(1, skip);
      continue;
    }
    let run = 1;
    while (run < LONGEST_RUN && text[at + run] === letter) run += 1;
    const end = closesAfter(sign.length, run, otherOpen);
    if (end !== null && !/\s/.test(text[at - 1] ?? '')) return at + end;
    if (run === 3 - sign.length) otherOpen = !otherOpen;
    at += run;
  }
  return -1;
}

/** How many letters of a run belong to what is inside, before the ones that close; null where it closes nothing. */
function closesAfter(length: number, run: number, otherOpen: boolean): number | null {
  if (length === 2) return run < 2 ? null : run >= 3 && otherOpen ? 1 : 0;
  if (run === 2) return null;
  return run === 3 && otherOpen ? 2 : 0;
}

function matchAt(pattern: RegExp | null, text: string, at: number): RegExpExecArray | null {
  if (pattern === null) return null;
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function joined(spans: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const span of spans) {
    const last = runs.at(-1);
    const alike =
      last !== undefined &&
      last.mention === undefined &&
      span.mention === undefined &&
      last.link === span.link &&
      last.marks.join() === span.marks.join();
    if (alike) runs[runs.length - 1] = { ...last, text: last.text + span.text };
    else runs.push(span);
  }
  return runs;
}

const unescaped = (text: string) => text.replace(/\\([\\`*~^[\]|>@•.)-])/g, '$1');
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
