import type { Kind } from '@crossflow/domain/record/rows';
import type { Crumb } from '@crossflow/ui';

/** What a page puts into the bar above it, and where presence is counted. */
export interface PageChrome {
  /** The last crumb is the page itself and the tab's title. */
  readonly crumbs: readonly Crumb[];
  /** Who sees what is on the page. Left out where the page is the person's own. */
  readonly audience?: number;
  /** Opens the box of the audience strip. */
  readonly onaudience?: () => void;
  /** What a print calls the page, where its last crumb says too little, and what it must say besides. */
  readonly printed?: { readonly title?: string; readonly note?: string };
  /** The object that is open, for presence: who else has it open. */
  readonly watching?: { readonly kind: Kind; readonly id: string };
}

class Chrome {
  page = $state.raw<PageChrome>({ crumbs: [] });
}
export const chrome = new Chrome();

// Not state: a teardown reads states as they were, and would clear what the next page has already written.
let holder: symbol | null = null;

/** Call it while a page is made: `useChrome(() => ({ crumbs: [{ label: ticket.title }], audience: ticket.audience }))`. */
export function useChrome(page: () => PageChrome): void {
  const self = Symbol('page');
  $effect.pre(() => {
    holder = self;
    chrome.page = page();
    // A page that went away with its object leaves no name behind.
    return () => {
      if (holder === self) chrome.page = { crumbs: [] };
    };
  });
}
