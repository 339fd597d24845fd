import { viewRefusal } from '@crossflow/domain/views/moves';
import { printQuery, queryOf, type TicketQuery } from '@crossflow/domain/views/query';
import type { View } from '@crossflow/domain/views/view';
import { newId } from '../kernel/ids.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { preferencesOf, type Preferences } from '../kernel/preferences.svelte.ts';
import { builtInViews } from './built-in-views.ts';

const OWN = 'tickets.views';
const START = 'tickets.view';

/** A view by its name, wherever it is kept. */
export interface NamedView {
  readonly id: string;
  readonly name: string;
  readonly query: TicketQuery;
  readonly builtIn: boolean;
  /** The row of one that companies share. */
  readonly shared?: View;
}

interface OwnView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** Every view that a person may choose: those that everybody has, their own, and those shared with their company. */
export class SavedViews {
  readonly #live: Live;
  readonly #preferences: Preferences;

  readonly own: readonly NamedView[] = $derived.by(() =>
    this.#kept.map(({ id, name, query }) => ({ id, name, query: queryOf(query), builtIn: false })),
  );
  readonly shared: readonly NamedView[] = $derived.by(() =>
    this.#live
      .rows('view')
      .map((row) => ({ id: row.id, name: row.name, query: queryOf(row.query), builtIn: false, shared: row }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
  readonly all: readonly NamedView[] = $derived([...builtInViews(), ...this.own, ...this.shared]);

  constructor(live: Live) {
    this.#live = live;
    this.#preferences = preferencesOf(live);
  }

  /** The view that the list opens with. */
  get start(): string {
    const kept = this.#preferences.get(START);
    return this.all.some(({ id }) => id === kept) ? String(kept) : 'open';
  }

  startWith(id: string): Promise<boolean> {
    return this.#preferences.keep(START, id === 'open' ? null : id);
  }

  /** Keeps a view for this person alone; gives its id, or null where it was not kept. */
  async keepOwn(name: string, query: TicketQuery): Promise<string | null> {
    const id = newId();
    return (await this.#write([...this.#kept, { id, name, query: printQuery(query) }])) ? id : null;
  }

  changeOwn(id: string, changes: { name?: string; query?: TicketQuery }): Promise<boolean> {
    return this.#write(
      this.#kept.map((view) =>
        view.id === id
          ? {
              ...view,
              ...(changes.name && { name: changes.name }),
              ...(changes.query && { query: printQuery(changes.query) }),
            }
          : view,
      ),
    );
  }

  removeOwn(id: string): Promise<boolean> {
    return this.#write(this.#kept.filter((view) => view.id !== id));
  }

  /** Whether this person may change it: their own, or one of their company. */
  mayChange(view: NamedView): boolean {
    if (view.builtIn) return false;
    return view.shared === undefined || viewRefusal(view.shared, this.#live.actor) === null;
  }

  get #kept(): readonly OwnView[] {
    const kept = this.#preferences.get(OWN);
    return Array.isArray(kept) ? kept.filter(isOwnView) : [];
  }

  #write(views: readonly OwnView[]): Promise<boolean> {
    return this.#preferences.keep(
      OWN,
      views.map(({ id, name, query }) => ({ id, name, query })),
    );
  }
}

const isOwnView = (value: unknown): value is OwnView =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'query' in value;
