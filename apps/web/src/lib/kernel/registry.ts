import type { Outcome } from '@crossflow/domain/record/change';
import type { Entry } from '@crossflow/domain/record/entry';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import type { IconComponent } from '@crossflow/ui';
import { m } from '@crossflow/i18n';
import Circle from '@lucide/svelte/icons/circle-dot';
import { createSubscriber } from 'svelte/reactivity';
import type { AtOnce, Feature, KindView, PinnedAnswer, Pointed } from './feature.ts';
import type { Live } from './live.svelte.ts';
import { look } from './look.svelte.ts';

let features: readonly Feature[] = [];
let fetchAll: () => Promise<readonly Feature[]> = () => Promise.resolve([]);
let coming: Promise<void> | null = null;
let tell: () => void = () => undefined;
const listen = createSubscriber((update) => void (tell = update));

/** Called once, with what `features-at-once.ts` lists and the way to `features.ts`: the kernel knows no feature by name. */
export function useFeatures(atOnce: readonly AtOnce[], all: () => Promise<readonly Feature[]>): void {
  features = atOnce;
  fetchAll = all;
}

/** Done when features have brought everything. A page that names objects of any kind waits for it. */
export function wholeFeatures(): Promise<void> {
  coming ??= fetchAll().then(
    (list) => {
      features = list;
      tell();
    },
    (error: unknown) => {
      coming = null;
      throw error;
    },
  );
  return coming;
}

/** As far as they are here; who reads it in a template is told when the rest has come. */
export function allFeatures(): readonly Feature[] {
  listen();
  return features;
}

/** A predicted act as the server will complete it. */
export const completed = (outcome: Outcome, live: Live): Outcome =>
  allFeatures().reduce((whole, feature) => feature.completes?.(whole, live) ?? whole, outcome);

/** What the next person at a step of the process should know. */
export const pinnedAnswers = (operation: string, live: Live): PinnedAnswer[] =>
  allFeatures()
    .flatMap((feature) => feature.pinned?.(operation, live) ?? [])
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));

/** An object as any screen may name it, whatever its feature. */
export interface Named {
  readonly kind: Kind;
  readonly id: string;
  readonly word: string;
  readonly icon: IconComponent;
  readonly title: string;
  readonly key: string | null;
  /** The whole address; null where it has no page. */
  readonly href: string | null;
  readonly audience: number;
}

/** Null where the row is not here: hidden, gone or not fetched are one and the same. */
export function named(kind: Kind, id: string, live: Live): Named | null {
  const row = live.get(kind, id);
  const view = viewOf(kind);
  if (row === undefined || view === undefined) return null;
  const path = view.path(row, live);
  return {
    kind,
    id,
    word: view.word(),
    icon: view.icon,
    title: view.title(row, live),
    key: view.key?.(row) ?? null,
    href: path === null ? null : live.href(path),
    audience: row.audience,
  };
}

/** What a word of a text, or an address, leads to, whatever its feature; null where the reader has no such thing. */
export function pointedAt(word: string, rest: string, live: Live): Pointed | null {
  for (const feature of allFeatures()) {
    const found = feature.leadsTo?.(word, rest, live);
    if (found) return found;
  }
  return null;
}

const lowerCase = (word: string): string => (look.locale === 'en' ? word.toLowerCase() : word);

/** The page that shows what an entry is about: the object's own, or that of what it belongs to (a reply's ticket). */
export function pageOf({ kind, subjectId, within }: Entry, live: Live): Named | null {
  const own = named(kind, subjectId, live);
  if (own?.href) return own;
  const container = within === null ? null : anyNamed(within, live);
  return container ?? own;
}

/** An object whose kind is not known. Ids are unique over all kinds. */
export function anyNamed(id: string, live: Live): Named | null {
  for (const { kinds } of allFeatures()) {
    for (const kind of Object.keys(kinds ?? {}) as Kind[]) {
      const found = named(kind, id, live);
      if (found !== null) return found;
    }
  }
  return null;
}

export const kindIcon = (kind: string): IconComponent => viewOf(kind as Kind)?.icon ?? Circle;
export const kindWord = (kind: string): string => viewOf(kind as Kind)?.word() ?? m.kernel_object();

/** What an entry says, without its actor; the kernel's own words for sharing, plain words where a feature has none. */
export function entrySentence(entry: Entry, live: Live): string {
  for (const feature of allFeatures()) {
    const sentence = feature.sentences?.[`${entry.kind}.${entry.verb}`];
    if (sentence) return sentence(entry, live);
  }
  const word = lowerCase(kindWord(entry.kind));
  if (entry.verb === 'widened') return m.kernel_entry_widened({ word });
  if (entry.verb === 'narrowed') return m.kernel_entry_narrowed({ word });
  if (entry.verb === 'appeared') return m.kernel_entry_appeared({ word });
  if (entry.verb === 'gone') return m.kernel_entry_gone({ word });
  if (entry.before === null && entry.after !== null) return m.kernel_entry_created({ word });
  return m.kernel_entry_changed({ word });
}

export function viewOf(kind: Kind): KindView<Row> | undefined {
  for (const { kinds } of allFeatures()) {
    const view = kinds?.[kind];
    if (view) return view as unknown as KindView<Row>;
  }
  return undefined;
}
