/** Reasons the kernel itself refuses for; features add their own words beside their rules. */
export type KernelReason =
  | 'not-found'
  | 'signed-out'
  | 'not-a-member'
  | 'not-your-role'
  | 'not-your-company'
  | 'not-in-this-state'
  | 'stale'
  | 'command-reused'
  | 'read-only'
  | 'audience-without-own-company'
  | 'audience-wider-than-parent'
  | 'audience-reveals-company'
  | 'invalid-input'
  | 'too-many-requests'
  | 'unavailable';

/** A reason code; the web turns it into a sentence once, in its message table. */
export type Refusal = string;

/** What a rule throws when a move is refused: `reason` is a code, `present` the row as it now stands where the write was stale. */
export class Refused extends Error {
  readonly reason: Refusal;
  readonly present: unknown;
  constructor(reason: Refusal, present?: unknown) {
    super(reason);
    this.name = 'Refused';
    this.reason = reason;
    this.present = present;
  }
}

/** Throws when a rule gave a reason. */
export function allow(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal);
}
