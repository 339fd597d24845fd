import type { Row } from '../record/rows.ts';

/** A saved view of the tickets that a company shares with others. One that a person keeps alone is a preference of theirs. */
export interface View extends Row {
  readonly name: string;
  /** Filters, order, grouping and layout, as the query of the list's address: `layout=board&severity=S1`. */
  readonly query: string;
  readonly savedBy: string;
  readonly partyId: string;
  readonly savedAt: string;
}

export interface ViewRows {
  view: View;
}
