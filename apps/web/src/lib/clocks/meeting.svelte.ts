import type { WaitingFor } from '../kernel/waiting/waiting-items.ts';

/** Where a meeting stands: one company's column, and one thing in it. */
export class Meeting {
  partyId = $state<string>();
  itemId = $state<string>();
  /** What was gone through, on this screen. */
  #seen = $state.raw<ReadonlySet<string>>(new Set());

  column(columns: readonly WaitingFor[]): WaitingFor | undefined {
    return columns.find(({ party }) => party.id === this.partyId) ?? columns.find(({ items }) => items.length > 0);
  }

  /** The thing at hand; where it was settled meanwhile, the one that has taken its place. */
  at(columns: readonly WaitingFor[]): { readonly index: number; readonly column: WaitingFor } | null {
    const column = this.column(columns);
    if (column === undefined || column.items.length === 0) return null;
    return {
      column,
      index: Math.max(
        0,
        column.items.findIndex(({ id }) => id === this.itemId),
      ),
    };
  }

  seen(id: string): boolean {
    return this.#seen.has(id);
  }

  open(columns: readonly WaitingFor[], place: number): void {
    const column = columns[place];
    if (column === undefined) return;
    this.partyId = column.party.id;
    this.itemId = column.items[0]?.id;
  }

  /** Down or up the column; past its end, on to the next company that has something. */
  move(columns: readonly WaitingFor[], step: 1 | -1): void {
    const here = this.at(columns);
    if (here === null) return;
    const { column, index } = here;
    const item = column.items[index];
    if (item !== undefined && step === 1) this.#seen = new Set([...this.#seen, item.id]);
    const next = column.items[index + step];
    this.partyId = column.party.id;
    if (next !== undefined) this.itemId = next.id;
    else this.#onwards(columns, columns.indexOf(column), step);
  }

  #onwards(columns: readonly WaitingFor[], from: number, step: 1 | -1): void {
    for (let place = from + step; place >= 0 && place < columns.length; place += step) {
      const items = columns[place]?.items ?? [];
      if (items.length === 0) continue;
      this.partyId = columns[place]?.party.id;
      this.itemId = (step === 1 ? items[0] : items.at(-1))?.id;
      return;
    }
  }
}
