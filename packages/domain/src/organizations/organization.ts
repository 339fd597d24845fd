import type { ProgramRole } from '../access/actor.ts';
import type { Row } from '../record/rows.ts';

/** Working hours in the company's own time zone; `days` are ISO weekdays 1–7. */
export interface WorkingHours {
  readonly from: string;
  readonly to: string;
  readonly days: readonly number[];
}

/** One organization's part in one program. Who may know of it is its audience, like any row's. */
export interface Party extends Row {
  readonly organizationId: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly shortName: string;
  readonly shortNameZh: string | null;
  readonly monogram: string;
  readonly kind: string;
  /** The seat bit's number, 0–30. Allotted at random, so that a gap tells nothing. */
  readonly seat: number;
  readonly territories: readonly string[];
  readonly city: string;
  readonly timeZone: string;
  readonly workingHours: WorkingHours;
  /** Days off beside the weekend, and weekend days that are worked all the same: `2026-10-01`, in the company's time zone. */
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string | null;
}

/** A person's part in one program, for one company. */
export interface Member extends Row {
  readonly partyId: string;
  readonly personId: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly title: string;
  readonly role: ProgramRole;
  readonly timeZone: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
}

/** A molecule's partnership, as far as its name goes. */
export interface Program extends Row {
  readonly code: string;
  readonly name: string;
  readonly nameZh: string | null;
}

export interface OrganizationRows {
  program: Program;
  party: Party;
  member: Member;
}
