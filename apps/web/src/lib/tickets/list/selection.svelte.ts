/** The tickets that are chosen together, by id. They stay chosen while the list moves beneath them. */
export class Selection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  #anchor: string | undefined;

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.#anchor = id;
    this.ids = next;
  }

  /** Everything from the one chosen last up to this one, in the order of the screen. */
  extend(id: string, order: readonly string[]): void {
    const from = order.indexOf(this.#anchor ?? id);
    const to = order.indexOf(id);
    if (from === -1 || to === -1) return this.toggle(id);
    this.ids = new Set([...this.ids, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]);
  }

  choose(ids: Iterable<string>): void {
    this.ids = new Set(ids);
  }

  clear(): void {
    this.ids = new Set();
    this.#anchor = undefined;
  }

  begin(id: string): void {
    this.#anchor ??= id;
  }
}
