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
  /** Below zero where it was late already when it was stopped. */
  readonly leftMs: number | null;
  /** Since when it waits. */
  readonly pausedAt: string | null;
  readonly metAt: string | null;
  /** When its passing was told to the companies; null while it is in time, or not yet told. */
  readonly toldAt: string | null;
}

export interface TicketClocks {
  readonly response: Clock | null;
  readonly update: Clock | null;
  readonly resolution: Clock | null;
  /** The due date set by hand whose passing was told. */
  readonly toldDue: string | null;
}

/** The companies that these clocks name: whoever reads the row reads of them. */
export const partiesOfClocks = (clocks: TicketClocks | null): string[] =>
  [clocks?.response, clocks?.update, clocks?.resolution].flatMap((clock) => (clock == null ? [] : [clock.partyId]));
