/**
 * Which row of the screen shows which item. When another question is asked, rows go over to its items: to change a row takes a fraction of
 * the time of making one. Otherwise an item that comes gets a row of its own, since what is open in a row belongs to its item.
 */
export class Slots {
  #slots: ReadonlyMap<string, number> = new Map();
  #asked = '';
  #made = 0;

  /** The row of each id, in their order. */
  assign(ids: readonly string[], asked: string): number[] {
    const stay = new Set(ids);
    const free = asked === this.#asked ? [] : [...this.#slots].flatMap(([id, slot]) => (stay.has(id) ? [] : [slot]));
    const slots = new Map(ids.map((id) => [id, this.#slots.get(id) ?? free.shift() ?? this.#made++]));
    this.#slots = slots;
    this.#asked = asked;
    return [...slots.values()];
  }
}
