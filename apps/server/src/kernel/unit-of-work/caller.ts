/** Who calls: a signed-in person acting as one member. Whether that still holds is decided in the database, in the call's own transaction. */
export interface Caller {
  readonly sessionId: string;
  readonly personId: string;
  readonly memberId: string;
  readonly requestId: string;
  /** See as: another party of the program whose eyes the reader borrows. Reads only. */
  readonly lensPartyId?: string;
}
