/** The one source of time. Features receive `now` from their transaction. */
export interface Clock {
  now(): Date;
}
export const CLOCK = Symbol('clock');

/** The system's time, unless set: the demo world and tests set it to tell a story. */
export class SettableClock implements Clock {
  #fixed: Date | null = null;

  now(): Date {
    return this.#fixed ?? new Date();
  }

  set(instant: string | null): void {
    this.#fixed = instant === null ? null : new Date(instant);
  }
}
