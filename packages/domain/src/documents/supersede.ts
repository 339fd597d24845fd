import type { Actor } from '../access/actor.ts';
import { isWithin, seatBit, sees, type Audience } from '../access/audience.ts';
import type { Party } from '../organizations/organization.ts';
import { changed, type Change, type Notice, type NoticeReason } from '../record/change.ts';
import { byNumber, type Document, type Version, type VersionState } from './document.ts';

/** Which states a version takes over from older ones, by its own state. */
const overtaken: Record<VersionState, readonly VersionState[]> = {
  draft: ['draft', 'in-review'],
  'in-review': ['draft', 'in-review'],
  approved: ['draft', 'in-review', 'approved'],
  effective: ['draft', 'in-review', 'approved', 'effective'],
  superseded: [],
  withdrawn: [],
};

/**
 * Older versions that `next` supersedes: only those that nobody sees who does not see `next`. A private draft leaves the shared
 * version as it stands, or its readers would learn of the draft; sharing the draft with them supersedes it then.
 */
export function supersededBy(next: Version, versions: readonly Version[], at: string): Change<'version'>[] {
  return versions
    .filter((old) => old.documentId === next.documentId && old.id !== next.id && byNumber(old, next) < 0)
    .filter((old) => overtaken[next.state].includes(old.state) && isWithin(old.audience, next.audience))
    .map((old) =>
      changed(
        'version',
        'superseded',
        old,
        { ...old, state: 'superseded', supersededById: next.id, supersededAt: at },
        { within: old.documentId },
      ),
    );
}

/** Tells the companies of an audience, the actor's own left out. */
export function tell(
  reason: NoticeReason,
  document: Pick<Document, 'id'>,
  actor: Actor,
  audience: Audience,
  parties: readonly Party[],
): Notice[] {
  const partyIds = parties
    .filter((party) => party.id !== actor.partyId && sees(seatBit(party.seat), audience))
    .map((party) => party.id);
  return partyIds.length === 0 ? [] : [{ reason, to: { partyIds }, kind: 'document', subjectId: document.id }];
}

export const sharedWith = (
  document: Pick<Document, 'id'>,
  actor: Actor,
  audience: Audience,
  parties: readonly Party[],
): Notice[] => tell('shared', document, actor, audience, parties);
