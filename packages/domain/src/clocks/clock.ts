/**
 * One deadline. It runs while `dueAt` is set, waits while `leftMs` (working milliseconds) is set, and has ended once `metAt` is:
 * late where that is after what was due.
 */
export interface Clock {
  /** ISO 8601 duration of the severity's target, such as `PT8H` or `P5D` (working days). */
  readonly limit: string;
  /** The company whose working calendar counts. */
  readonly partyId: string;
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly leftMs: number | null;
  readonly metAt: string | null;
}

export interface TicketClocks {
  readonly response: Clock | null;
  readonly update: Clock | null;
  readonly resolution: Clock | null;
}
