import type { Audience } from './audience.ts';
import type { Refusal } from './refusal.ts';

/** What a person may do in one program. */
export const programRoles = ['lead', 'contributor', 'quality', 'regulatory', 'viewer'] as const;
export type ProgramRole = (typeof programRoles)[number];

/** What a person may do for one organization. */
export const organizationRoles = ['owner', 'admin', 'member'] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

/** A person acting for exactly one company in exactly one program. */
export interface Actor {
  readonly memberId: string;
  readonly personId: string;
  readonly programId: string;
  readonly partyId: string;
  /** Party kind: sponsor, licensee, cdmo, … */
  readonly partyKind: string;
  /** The bit of the company's own seat. */
  readonly seat: Audience;
  /** Bits of every seat held: the company's and its need-to-know teams'. */
  readonly mask: Audience;
  readonly role: ProgramRole;
  /** Another company's eyes are borrowed: whoever does so only reads. */
  readonly readOnly?: boolean;
}

/** Viewers read; everybody else in a company writes. */
export const writers: readonly ProgramRole[] = ['lead', 'contributor', 'quality', 'regulatory'];

export function roleRefusal(
  actor: Pick<Actor, 'role' | 'readOnly'>,
  allowed: readonly ProgramRole[] = writers,
): Refusal | null {
  if (actor.readOnly === true) return 'read-only';
  return allowed.includes(actor.role) ? null : 'not-your-role';
}
