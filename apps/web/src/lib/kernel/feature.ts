import type { Outcome } from '@crossflow/domain/record/change';
import type { Entry } from '@crossflow/domain/record/entry';
import type { Kind, Rows } from '@crossflow/domain/record/rows';
import type { IconComponent } from '@crossflow/ui';
import type { Component } from 'svelte';
import type { ClockView } from './clock-words.ts';
import type { Command } from './commands.svelte.ts';
import type { Live } from './live.svelte.ts';

/** A link of the rail. `path` is below /p/<program>. */
export interface NavItem {
  readonly path: string;
  readonly label: () => string;
  readonly icon: IconComponent;
  /** The second key of "g t". */
  readonly key?: string;
  readonly order: number;
  readonly count?: (live: Live) => number;
  /** What the count means, for screen readers. */
  readonly countLabel?: (n: number) => string;
  /** Among the five tabs of a phone. */
  readonly onPhone?: boolean;
}

/** How rows of one kind are named, shown and reached wherever another feature meets them. */
export interface KindView<R> {
  readonly icon: IconComponent;
  /** "Ticket". */
  readonly word: () => string;
  readonly title: (row: R, live: Live) => string;
  /** "T-7KQ4"; null where the kind has no key. */
  readonly key?: (row: R) => string | null;
  /** What a search finds in it: its texts, who wrote them and when, and whether they answer the question they stand under. */
  readonly text?: (
    row: R,
    live: Live,
  ) => {
    readonly texts: readonly string[];
    readonly at: string | null;
    readonly by: string | null;
    readonly answers?: boolean;
  };
  /** The address below /p/<program>; null where the row has no page of its own. */
  readonly path: (row: R, live: Live) => string | null;
}

/** An item in a company's column of "Waiting on". */
export interface WaitingItem {
  readonly id: string;
  readonly partyId: string;
  readonly kind: Kind;
  readonly title: string;
  readonly key: string;
  readonly path: string;
  readonly audience: number;
  /** Since when it waits for this company. */
  readonly since: string;
  /** Past its time, as far as the reader's clock goes. */
  readonly late: boolean;
  /** It waits for this reader: it is theirs, or their company's and nobody there has taken it. */
  readonly mine: boolean;
  /** When it lapses; null where no clock runs. */
  readonly dueAt: string | null;
  /** How its clock stands, worked out where it is shown; null: no clock. */
  readonly clock: () => ClockView | null;
}

/** Something of this reader's own: asked of them though no company waits for it, theirs to see through, or only to hear of. */
export interface OwnItem extends WaitingItem {
  readonly part: 'asked' | 'assigned' | 'watched';
}

/** A text that this reader began on this device and has not sent. */
export interface Draft {
  /** The composer that keeps it, as `drafts` names it. */
  readonly composer: string;
  readonly kind: Kind;
  /** What will become of it: "Reply". */
  readonly word: string;
  readonly title: string;
  readonly key: string | null;
  readonly path: string;
  /** Who will see it once it is sent. */
  readonly audience: number;
  readonly text: string;
}

/** A band or column of the overview. `now` and `waiting` span the page; `left`, `middle` and `right` stand beneath them. */
export interface Panel {
  readonly id: string;
  readonly slot: 'now' | 'left' | 'middle' | 'right';
  readonly order: number;
  /** The key that jumps to it on the overview. */
  readonly band?: number;
  readonly component: () => Promise<{ default: Component<{ live: Live }> }>;
}

/** One clause of the sentence of state. The most pressing comes first. */
export interface StateClause {
  readonly weight: number;
  readonly text: string;
  /** The words of it to set in bold. */
  readonly bold?: readonly string[];
}

/** An accepted answer that belongs to a step of the process, wherever it was asked. */
export interface PinnedAnswer {
  readonly id: string;
  readonly kind: Kind;
  readonly key: string;
  readonly title: string;
  readonly answer: string;
  readonly path: string;
  readonly audience: number;
  /** Key of the step's parameter that it is about; null where it is about the whole step. */
  readonly parameter: string | null;
  readonly memberId: string | null;
  readonly at: string;
}

/** What a key in a text, or an address, leads to: as a reader names it, and who can open it. */
export interface Pointed {
  readonly label: string;
  readonly audience: number;
}

export interface Hit {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly key: string | null;
  readonly detail?: string;
  readonly path: string;
  readonly audience: number;
  /** Higher first: 3 the key itself, 2 the beginning of a title, 1 anywhere. */
  readonly rank: number;
}

/** What every page needs of a feature at once: its places, and what its keys do anywhere. Its line is in `features-at-once.ts`. */
export interface AtOnce {
  readonly name: string;
  readonly nav?: readonly NavItem[];
  readonly commands?: (live: Live) => readonly Command[];
}

/** What a feature brings to the screens that belong to no feature. Its line in `features.ts` is all that is needed. */
export interface Feature extends AtOnce {
  readonly kinds?: { readonly [K in Kind]?: KindView<Rows[K]> };
  readonly panels?: readonly Panel[];
  readonly state?: (live: Live) => readonly StateClause[];
  /** What always belongs to a predicted act, whatever the move: the twin of the server's completion. */
  readonly completes?: (outcome: Outcome, live: Live) => Outcome;
  /** The accepted answers for a unit operation such as `UP-04`, the newest first. */
  readonly pinned?: (operation: string, live: Live) => readonly PinnedAnswer[];
  readonly waiting?: (live: Live) => readonly WaitingItem[];
  /** What is asked of this reader, assigned to them or watched by them, and not settled. */
  readonly own?: (live: Live) => readonly OwnItem[];
  readonly drafts?: (live: Live) => readonly Draft[];
  /** `scope` is the kind a prefix asked for (`#` ticket, `/` document, `!` batch, `@` member), or null. */
  readonly search?: (query: string, scope: Kind | null, live: Live) => readonly Hit[];
  /** By a key or number that people write, and what follows it in an address: "?v=0.2", "#m-<id>". */
  readonly leadsTo?: (word: string, rest: string, live: Live) => Pointed | null;
  /** What an entry says in the activity feed, without its actor: "replied in Chinese". By `kind.verb`. */
  readonly sentences?: Readonly<Record<string, (entry: Entry, live: Live) => string>>;
}
