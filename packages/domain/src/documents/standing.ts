import type { Actor } from '../access/actor.ts';
import {
  byNumber,
  type Acknowledgment,
  type Document,
  type Review,
  type Version,
  type VersionState,
} from './document.ts';
import { acknowledgeRefusal, approveRefusal, makeEffectiveRefusal, refusal, reviewRefusal } from './rules.ts';

/** What a document stands at for one reader, told by the versions that this reader may see. */
export interface Standing {
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly effective: Version | null;
  /** The newest that is neither superseded nor withdrawn, else the newest of all. */
  readonly current: Version | null;
  readonly state: VersionState | null;
}

export type DocumentTask = 'review' | 'acknowledge' | 'submit' | 'answer' | 'approve' | 'make-effective';

export function standing(documentId: string, versions: readonly Version[]): Standing {
  const own = versions.filter((version) => version.documentId === documentId).toSorted((a, b) => byNumber(b, a));
  const live = own.filter(({ state }) => state !== 'superseded' && state !== 'withdrawn');
  const current = live[0] ?? own[0] ?? null;
  return {
    versions: own,
    effective: own.find(({ state }) => state === 'effective') ?? null,
    current,
    state: current?.state ?? null,
  };
}

/** What waits for this person on a document, the most pressing first; null when nothing does. */
export function taskOf(
  { versions }: Standing,
  actor: Actor,
  reviews: readonly Review[],
  acknowledgments: readonly Acknowledgment[],
): { readonly task: DocumentTask; readonly version: Version } | null {
  for (const version of versions) {
    const task = versionTask(version, actor, versions, reviews, acknowledgments);
    if (task !== null) return { task, version };
  }
  return null;
}

/** The number proposed for the next version: the next minor, or the next major where a change of substance is made. */
export function nextNumber(versions: readonly Version[], step: 'major' | 'minor'): Pick<Version, 'major' | 'minor'> {
  const highest = versions.toSorted(byNumber).at(-1);
  if (highest === undefined) return step === 'major' ? { major: 1, minor: 0 } : { major: 0, minor: 1 };
  return step === 'major' ? { major: highest.major + 1, minor: 0 } : { major: highest.major, minor: highest.minor + 1 };
}

/** Where an old link leads: the version that replaced this one, and that one's successor, as far as the reader sees. */
export function successor(version: Version, versions: readonly Version[]): Version | null {
  let found: Version | null = null;
  for (let next: Version | undefined = version; next?.supersededById != null;) {
    const id: string = next.supersededById;
    next = versions.find((other) => other.id === id);
    found = next ?? found;
  }
  return found;
}

export const titleIn = (document: Document, locale: string): string =>
  locale.startsWith('zh') ? (document.titleZh ?? document.title) : document.title;

function versionTask(
  version: Version,
  actor: Actor,
  versions: readonly Version[],
  reviews: readonly Review[],
  acknowledgments: readonly Acknowledgment[],
): DocumentTask | null {
  const ofIt = reviews.filter((review) => review.versionId === version.id);
  if (ofIt.some((review) => review.verdict === null && reviewRefusal(review, version, actor) === null)) return 'review';
  if (version.ownerId === actor.partyId) return ownerTask(version, actor, versions, ofIt);
  return version.acknowledge &&
    version.state === 'effective' &&
    acknowledgeRefusal(version, actor, acknowledgments) === null
    ? 'acknowledge'
    : null;
}

function ownerTask(
  version: Version,
  actor: Actor,
  versions: readonly Version[],
  reviews: readonly Review[],
): DocumentTask | null {
  if (refusal(version, 'submit', actor) === null && version.authorId === actor.memberId) return 'submit';
  if (refusal(version, 'ask', actor) === null && reviews.some((review) => review.verdict === 'disagree'))
    return 'answer';
  if (approveRefusal(version, actor, reviews) === null) return 'approve';
  return makeEffectiveRefusal(version, actor, versions) === null ? 'make-effective' : null;
}
