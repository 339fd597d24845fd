import type { Audience } from '../access/audience.ts';
import type { Kind } from './rows.ts';

/** One line of the record: who did what to which row, and the row as it then stood. `after: null` means gone for this audience. */
export interface Entry {
  readonly id: string;
  readonly programId: string;
  readonly audience: Audience;
  /** ISO instant, the server's clock. */
  readonly at: string;
  /** The member who acted, null for the system. */
  readonly actorId: string | null;
  readonly partyId: string | null;
  readonly verb: string;
  readonly kind: Kind;
  readonly subjectId: string;
  readonly within: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
  readonly commandId: string | null;
}

/** An entry at its place in one company's ledger. `entry: null` is sealed: it belongs to a team the reader is not in. */
export interface LedgerLine {
  readonly n: number;
  /** Lower-case hex; sha256(previous hash || content hash). */
  readonly hash: string;
  /** Lower-case hex; sha256 of the entry's canonical JSON. */
  readonly contentHash: string;
  readonly entry: Entry | null;
}

/** What a company's room receives: the lines after `from`, up to and including `to`. */
export interface Delta {
  readonly partyId: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Pick<LedgerLine, 'n' | 'entry'>[];
}

/** The answer to whoever joins a company's room. `missed`: what came after `since`, where that is little enough to be told at once. */
export type Joined =
  | { readonly partyId: string; readonly head: number; readonly missed?: Delta }
  | { readonly refused: string };

/** No ledger is longer: what a whole number of the database holds. */
export const LAST_PLACE = 2_147_483_647;

/** Hash of the ledger before its first line. */
export const GENESIS_HASH = '0'.repeat(64);
