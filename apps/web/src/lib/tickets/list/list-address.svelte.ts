import {
  asksForQuery,
  defaultQuery,
  parseQuery,
  printQuery,
  sameFilters,
  sameQuery,
  type Parameters,
  type TicketQuery,
} from '@crossflow/domain/views/query';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Live } from '../../kernel/live.svelte.ts';

/** A view by which a list may be shown: one that everybody has, one's own, or one that companies share. */
export interface NamedView {
  readonly id: string;
  readonly name: string;
  readonly query: TicketQuery;
  /** In the same words for everybody, so that its id alone says all in an address. */
  readonly builtIn: boolean;
}

const PAUSE_MS = 300;

/** What the list shows, as the address says it: it can be shared, and going back takes the last change back. */
export class ListAddress {
  readonly #live: Live;
  readonly #views: () => readonly NamedView[];
  /** The view that a bare address means. */
  readonly #start: () => string;
  /** Words still being typed: the list follows them at once, the address when the person pauses. */
  #typed = $state<string | null>(null);
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** What was chosen, while the page is on its way to the address that says it: the list does not wait for that. */
  #chosen = $state.raw<URLSearchParams | null>(null);
  /** As read last: what asks for the same is the same, and nothing follows from it anew. */
  #last: TicketQuery = defaultQuery;

  readonly #parameters = $derived(this.#chosen ?? page.url.searchParams);
  readonly view = $derived.by(() => this.#viewOf(this.#parameters));
  readonly #read = $derived.by(() => {
    const parameters = this.#parameters;
    const read = asksForQuery(parameters) ? parseQuery(parameters) : (this.view?.query ?? defaultQuery);
    return (this.#last = sameQuery(read, this.#last) ? this.#last : read);
  });
  readonly query: TicketQuery = $derived(this.#typed === null ? this.#read : { ...this.#read, text: this.#typed });
  /** The list shows something else than the view whose name it bears. */
  readonly changed: boolean = $derived(this.view === null || !sameQuery(this.query, this.view.query));

  constructor(live: Live, views: () => readonly NamedView[], start: () => string) {
    this.#live = live;
    this.#views = views;
    this.#start = start;
  }

  set(query: TicketQuery): void {
    this.#typed = null;
    this.#go(this.#search(query, this.view), false);
  }

  choose(view: NamedView): void {
    this.#typed = null;
    this.#go(this.#search(view.query, view), false);
  }

  type(text: string): void {
    this.#typed = text;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      if (this.#typed !== null) this.#go(this.#search(this.query, this.view), true);
    }, PAUSE_MS);
  }

  /** The page of a ticket, with the list beside it as it is here. */
  href(key: string): string {
    return this.#live.href(`/t/${key}`) + this.#search(this.query, this.view);
  }

  #go(search: string, replace: boolean): void {
    const url = new URL(page.url.href);
    const peek = url.searchParams.get('peek');
    url.search = search;
    if (peek !== null) url.searchParams.set('peek', peek);
    const chosen = (this.#chosen = url.searchParams);
    void goto(url, { replace, reset: false }).finally(() => {
      if (this.#chosen === chosen) this.#chosen = null;
      if (this.#typed === this.#read.text) this.#typed = null;
    });
  }

  #viewOf(parameters: Parameters & { has(name: string): boolean }): NamedView | null {
    const id = parameters.get('view') ?? (asksForQuery(parameters) ? null : this.#start());
    const named = this.#views().find((view) => view.id === id);
    if (named !== undefined || !asksForQuery(parameters)) return named ?? this.#views()[0] ?? null;
    const query = parseQuery(parameters);
    const views = this.#views();
    // Shown as a board, what is open is still what is open.
    const alike =
      views.find((view) => sameQuery(view.query, query)) ?? views.find((view) => sameFilters(view.query, query));
    return alike ?? null;
  }

  /** As short as it can be said: nothing for the view that a bare address means. */
  #search(query: TicketQuery, view: NamedView | null): string {
    const own = view !== null && sameQuery(view.query, query);
    if (own && view.id === this.#start()) return '';
    const name = view === null ? '' : `view=${view.id}`;
    if (own && view.builtIn) return `?${name}`;
    return `?${[name, printQuery(query)].filter(Boolean).join('&')}`;
  }
}
