/**
 * Who may see a row: a model of its own, with sets of seats and plain dates. It shares no code with the wall, its SQL or the
 * domain's audience arithmetic, so that the two can disagree.
 */
export interface Part {
  readonly program: string;
  readonly seats: ReadonlySet<number>;
  readonly from: Date;
  readonly until: Date | null;
}
export interface Viewer {
  /** Null: signed out, or acting as somebody else's member. */
  readonly part: Part | null;
  /** Seats of the company whose eyes are borrowed. */
  readonly lens?: ReadonlySet<number>;
}
export interface Guarded {
  readonly program: string;
  readonly audience: ReadonlySet<number>;
}

const share = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].some((seat) => b.has(seat));

export function takesPart({ part }: Viewer, at: Date): boolean {
  return part !== null && part.from <= at && (part.until === null || at < part.until);
}

export function maySee(viewer: Viewer, row: Guarded, at: Date): boolean {
  if (viewer.part === null || !takesPart(viewer, at) || viewer.part.program !== row.program) return false;
  return share(viewer.part.seats, row.audience) && (viewer.lens === undefined || share(viewer.lens, row.audience));
}

/** Rows are written under one's own seats, whoever's eyes are borrowed. */
export const mayWrite = ({ part }: Viewer, row: Guarded, at: Date): boolean => maySee({ part }, row, at);

/** Seat numbers of an audience, by division: no bit operators. */
export function seatsIn(audience: number): ReadonlySet<number> {
  const seats = new Set<number>();
  for (let seat = 0, rest = audience; rest > 0; seat += 1, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) seats.add(seat);
  return seats;
}
