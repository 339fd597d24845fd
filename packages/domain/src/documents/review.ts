import type { Actor } from '../access/actor.ts';
import { seatBit, sees } from '../access/audience.ts';
import { allow, Refused } from '../access/refusal.ts';
import type { Party } from '../organizations/organization.ts';
import { changed, created, type Change, type Outcome } from '../record/change.ts';
import type { Acknowledgment, Review, Version } from './document.ts';
import type { AcknowledgeInput, MakeEffectiveInput, ReviewInput, SubmitInput, WithdrawInput } from './inputs.ts';
import {
  acknowledgeRefusal,
  approveRefusal,
  makeEffectiveRefusal,
  refusal,
  reviewRefusal,
  verdictRefusal,
} from './rules.ts';
import { supersededBy, tell } from './supersede.ts';

interface Told {
  readonly at: string;
  readonly parties: readonly Party[];
  /** Of the document, at least those that are not superseded. */
  readonly versions: readonly Version[];
}

/** Sends a draft to review, or asks more companies while it is in review. */
export function submitVersion(
  version: Version,
  actor: Actor,
  input: SubmitInput,
  { at, parties, versions, reviews }: Told & { reviews: readonly Review[] },
): Outcome {
  const first = version.state === 'draft';
  allow(refusal(version, first ? 'submit' : 'ask', actor));
  const asked = askReviews(version, actor, input, { at, parties, reviews });
  const next: Version = {
    ...version,
    state: 'in-review',
    submittedAt: version.submittedAt ?? at,
    dueAt: input.dueAt ?? version.dueAt,
  };
  const others = input.reviewers.map(({ partyId }) => partyId).filter((partyId) => partyId !== actor.partyId);
  return {
    changes: [
      changed('version', first ? 'submitted' : 'asked', version, next, { within: version.documentId }),
      ...asked,
      ...supersededBy(next, versions, at),
    ],
    notices:
      others.length === 0
        ? []
        : [{ reason: 'review', to: { partyIds: others }, kind: 'document', subjectId: version.documentId }],
  };
}

/** A company's verdict, bound to the version and to the hash of the file that was read. It may be changed while the review lasts. */
export function reviewVersion(
  review: Review,
  version: Version,
  actor: Actor,
  input: ReviewInput,
  { at }: { at: string },
): Outcome {
  allow(reviewRefusal(review, version, actor));
  allow(verdictRefusal(version, input.verdict, input.comment, input.sha256));
  const comment = (input.comment ?? '').trim() === '' ? null : input.comment;
  const next: Review = { ...review, verdict: input.verdict, comment, reviewerId: actor.memberId, reviewedAt: at };
  return {
    changes: [changed('review', 'reviewed', review, next, { within: version.documentId })],
    notices:
      version.authorId === actor.memberId
        ? []
        : [
            {
              reason: 'update',
              to: { memberIds: [version.authorId] },
              kind: 'document',
              subjectId: version.documentId,
            },
          ],
  };
}

export function approveVersion(
  version: Version,
  actor: Actor,
  { at, versions, reviews }: Pick<Told, 'at' | 'versions'> & { reviews: readonly Review[] },
): Outcome {
  allow(approveRefusal(version, actor, reviews));
  const next: Version = { ...version, state: 'approved', approvedAt: at };
  return {
    changes: [
      changed('version', 'approved', version, next, { within: version.documentId }),
      ...supersededBy(next, versions, at),
    ],
    notices: [],
  };
}

/** The version in force from now on; the one before it is superseded in the same act. */
export function makeEffective(
  version: Version,
  actor: Actor,
  input: MakeEffectiveInput,
  { at, parties, versions }: Told,
): Outcome {
  allow(makeEffectiveRefusal(version, actor, versions));
  const next: Version = { ...version, state: 'effective', effectiveAt: at, acknowledge: input.acknowledge };
  const document = { id: version.documentId };
  return {
    changes: [
      changed('version', 'made-effective', version, next, { within: document.id }),
      ...supersededBy(next, versions, at),
    ],
    notices: input.acknowledge ? tell('acknowledge', document, actor, version.audience, parties) : [],
  };
}

export function withdrawVersion(
  version: Version,
  actor: Actor,
  input: WithdrawInput,
  { at, parties }: Pick<Told, 'at' | 'parties'>,
): Outcome {
  allow(refusal(version, 'withdraw', actor));
  const next: Version = { ...version, state: 'withdrawn', withdrawnAt: at };
  return {
    changes: [changed('version', 'withdrawn', version, next, { within: version.documentId, reason: input.reason })],
    notices:
      version.state === 'draft' ? [] : tell('update', { id: version.documentId }, actor, version.audience, parties),
  };
}

/** A person confirms having read a version. Seen by their own company and the owner. */
export function acknowledgeVersion(
  version: Version,
  actor: Actor,
  input: AcknowledgeInput,
  { at, owner, acknowledgments }: { at: string; owner: Party; acknowledgments: readonly Acknowledgment[] },
): Outcome {
  allow(acknowledgeRefusal(version, actor, acknowledgments));
  if (input.sha256 !== version.sha256) throw new Refused('version-changed');
  const row: Acknowledgment = {
    id: input.acknowledgmentId,
    programId: version.programId,
    audience: (actor.seat | seatBit(owner.seat)) & version.audience,
    version: 1,
    documentId: version.documentId,
    versionId: version.id,
    partyId: actor.partyId,
    memberId: actor.memberId,
    acknowledgedAt: at,
    sha256: version.sha256,
  };
  return { changes: [created('acknowledgment', 'acknowledged', row, { within: version.documentId })], notices: [] };
}

function askReviews(
  version: Version,
  actor: Actor,
  input: SubmitInput,
  { at, parties, reviews }: Pick<Told, 'at' | 'parties'> & { reviews: readonly Review[] },
): Change<'review'>[] {
  const present = new Set(reviews.filter((review) => review.versionId === version.id).map((review) => review.partyId));
  return input.reviewers.map(({ reviewId, partyId }) => {
    const party = parties.find((known) => known.id === partyId);
    if (party === undefined || !sees(seatBit(party.seat), version.audience)) throw new Refused('reviewer-cannot-see');
    if (present.has(partyId)) throw new Refused('review-twice');
    present.add(partyId);
    return created('review', 'asked', newReview(version, actor, reviewId, partyId, at), { within: version.documentId });
  });
}

function newReview(version: Version, actor: Actor, id: string, partyId: string, at: string): Review {
  return {
    id,
    programId: version.programId,
    audience: version.audience,
    version: 1,
    documentId: version.documentId,
    versionId: version.id,
    partyId,
    askedBy: actor.memberId,
    askedAt: at,
    verdict: null,
    comment: null,
    reviewerId: null,
    reviewedAt: null,
    sha256: version.sha256,
  };
}
