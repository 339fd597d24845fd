/** How many parts are drawn at first and more at a time, and how many at most: a thread of thousands costs what one of these does. */
const PAGE = 60;
const MOST = 180;

/** Which parts of a long thread are drawn. Its ends are held by id, because parts are put in between as more is known. */
export class ThreadWindow {
  readonly #ids: () => readonly string[];
  /** Null: as many of the latest as a page has. */
  #first = $state<string | null>(null);
  /** The first one that is not drawn any more; null where the window reaches the end. */
  #after = $state<string | null>(null);

  constructor(ids: () => readonly string[]) {
    this.#ids = ids;
  }

  get from(): number {
    const ids = this.#ids();
    const place = this.#first === null ? -1 : ids.indexOf(this.#first);
    return place === -1 ? Math.max(0, this.to - PAGE) : place;
  }
  get to(): number {
    const ids = this.#ids();
    const place = this.#after === null ? -1 : ids.indexOf(this.#after);
    return place === -1 ? ids.length : place;
  }
  get reachesEnd(): boolean {
    return this.to === this.#ids().length;
  }

  toEnd(): void {
    this.#first = null;
    this.#after = null;
  }
  /** Around this part. */
  toPart(place: number): void {
    const from = Math.max(0, place - PAGE / 2);
    this.#set(from, from + 2 * PAGE);
  }
  earlier(): boolean {
    if (this.from === 0) return false;
    const from = Math.max(0, this.from - PAGE);
    this.#set(from, Math.min(this.to, from + MOST));
    return true;
  }
  later(): boolean {
    if (this.reachesEnd) return false;
    const to = this.to + PAGE;
    this.#set(Math.max(this.from, to - MOST), to);
    return true;
  }

  #set(from: number, to: number): void {
    const ids = this.#ids();
    this.#first = ids[from] ?? null;
    this.#after = ids[to] ?? null;
  }
}
