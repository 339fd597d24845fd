import { roleRefusal, writers, type Actor, type ProgramRole } from '../access/actor.ts';
import { isWithin } from '../access/audience.ts';
import type { Refusal } from '../access/refusal.ts';
import {
  byNumber,
  type Acknowledgment,
  type Document,
  type Review,
  type Verdict,
  type Version,
  type VersionState,
} from './document.ts';

/** Reasons of this feature, beside the kernel's. */
export type DocumentReason =
  | 'version-superseded'
  | 'version-withdrawn'
  | 'version-changed'
  | 'version-number-not-higher'
  | 'document-number-taken'
  | 'file-already-attached'
  | 'review-twice'
  | 'reviewer-cannot-see'
  | 'reviews-outstanding'
  | 'review-disagrees'
  | 'review-comment-required'
  | 'already-acknowledged'
  | 'newer-version-effective'
  | 'effective-version-seen-by-more';

export type VersionMove =
  | 'submit'
  | 'ask'
  | 'approve'
  | 'make-effective'
  | 'withdraw'
  | 'share'
  | 'review'
  | 'acknowledge';

type Rule = {
  readonly from: readonly VersionState[];
  readonly by: 'owner' | 'anyone';
  readonly roles: readonly ProgramRole[];
};

const everyone: readonly ProgramRole[] = [...writers, 'viewer'];
const deciders: readonly ProgramRole[] = ['lead', 'quality', 'regulatory'];

/** Each move: the states it starts from, whose it is, and for which roles. */
const moves: Record<VersionMove, Rule> = {
  submit: { from: ['draft'], by: 'owner', roles: writers },
  ask: { from: ['in-review'], by: 'owner', roles: writers },
  approve: { from: ['in-review'], by: 'owner', roles: deciders },
  'make-effective': { from: ['approved'], by: 'owner', roles: deciders },
  withdraw: { from: ['draft', 'in-review', 'approved', 'effective'], by: 'owner', roles: deciders },
  share: {
    from: ['draft', 'in-review', 'approved', 'effective', 'superseded', 'withdrawn'],
    by: 'owner',
    roles: writers,
  },
  review: { from: ['in-review'], by: 'anyone', roles: writers },
  acknowledge: { from: ['approved', 'effective'], by: 'anyone', roles: everyone },
};

/** Why the move is refused, or null. The button shows it, the service throws it. */
export function refusal(version: Version, move: VersionMove, actor: Actor): Refusal | null {
  const { from, by, roles } = moves[move];
  if (by === 'owner' && version.ownerId !== actor.partyId) return 'not-your-company';
  if (from.includes(version.state)) return roleRefusal(actor, roles);
  if (version.state === 'superseded') return 'version-superseded';
  return version.state === 'withdrawn' ? 'version-withdrawn' : 'not-in-this-state';
}

/** Why this actor may not change the document itself (a new version, its title, its audience), or null. */
export function documentRefusal(document: Document, actor: Actor): Refusal | null {
  return document.ownerId === actor.partyId ? roleRefusal(actor) : 'not-your-company';
}

export function approveRefusal(version: Version, actor: Actor, reviews: readonly Review[]): Refusal | null {
  const refused = refusal(version, 'approve', actor);
  if (refused !== null) return refused;
  const ofIt = reviews.filter((review) => review.versionId === version.id);
  if (ofIt.some((review) => review.verdict === 'disagree')) return 'review-disagrees';
  return ofIt.some((review) => review.verdict === null) ? 'reviews-outstanding' : null;
}

/** `versions` are those of the document that are not superseded, at least. Nobody may be left with an effective version that another has replaced. */
export function makeEffectiveRefusal(version: Version, actor: Actor, versions: readonly Version[]): Refusal | null {
  const refused = refusal(version, 'make-effective', actor);
  if (refused !== null) return refused;
  const present = versions.find((other) => other.documentId === version.documentId && other.state === 'effective');
  if (present === undefined) return null;
  if (byNumber(present, version) > 0) return 'newer-version-effective';
  return isWithin(present.audience, version.audience) ? null : 'effective-version-seen-by-more';
}

export function reviewRefusal(review: Review, version: Version, actor: Actor): Refusal | null {
  if (review.partyId !== actor.partyId) return 'not-your-company';
  return refusal(version, 'review', actor);
}

export function verdictRefusal(
  version: Version,
  verdict: Verdict,
  comment: string | null,
  seen: string,
): Refusal | null {
  if (seen !== version.sha256) return 'version-changed';
  return verdict !== 'agree' && (comment ?? '').trim() === '' ? 'review-comment-required' : null;
}

export function acknowledgeRefusal(
  version: Version,
  actor: Actor,
  acknowledgments: readonly Acknowledgment[],
): Refusal | null {
  const refused = refusal(version, 'acknowledge', actor);
  if (refused !== null) return refused;
  const again = acknowledgments.some((row) => row.versionId === version.id && row.memberId === actor.memberId);
  return again ? 'already-acknowledged' : null;
}

/** Version numbers only grow. `versions` are those of the document that are not superseded, at least: one of them bears the highest. */
export function numberRefusal(number: Pick<Version, 'major' | 'minor'>, versions: readonly Version[]): Refusal | null {
  return versions.every((other) => byNumber(other, number) < 0) ? null : 'version-number-not-higher';
}
