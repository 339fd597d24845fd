import type { Row } from '../record/rows.ts';

/**
 * A numbered document. What it stands at (draft, in review, effective) is told by its versions, and each company derives it
 * from the versions it may see: a row that everybody reads must not move when one company adds a private draft.
 */
export interface Document extends Row {
  /** Random, for addresses. */
  readonly key: string;
  /** Given by the owner, such as COMP-RPT-003; unique among one owner's documents, so that it tells nothing of another's. */
  readonly number: string;
  /** A code of the reference's document types. */
  readonly type: string;
  readonly title: string;
  readonly titleZh: string | null;
  /** The party that wrote it and alone moves it. */
  readonly ownerId: string;
  readonly addedBy: string;
  readonly addedAt: string;
}

export const versionStates = ['draft', 'in-review', 'approved', 'effective', 'superseded', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];

/** One immutable text of a document: its file never changes, only its standing does. Its audience is within its document's. */
export interface Version extends Row {
  readonly documentId: string;
  readonly ownerId: string;
  readonly major: number;
  readonly minor: number;
  readonly state: VersionState;
  readonly fileId: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex SHA-256 of the file; reviews and acknowledgments are bound to it. */
  readonly sha256: string;
  /** Why it was made, in its author's words. */
  readonly reason: string;
  readonly authorId: string;
  readonly addedAt: string;
  readonly submittedAt: string | null;
  readonly dueAt: string | null;
  readonly approvedAt: string | null;
  readonly effectiveAt: string | null;
  /** Whether each reader is asked to confirm having read it. */
  readonly acknowledge: boolean;
  readonly supersededById: string | null;
  readonly supersededAt: string | null;
  readonly withdrawnAt: string | null;
}

export const verdicts = ['agree', 'agree-with-comment', 'disagree'] as const;
export type Verdict = (typeof verdicts)[number];

/** One company's review of one version; `verdict: null` while it is awaited. */
export interface Review extends Row {
  readonly documentId: string;
  readonly versionId: string;
  readonly partyId: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly verdict: Verdict | null;
  readonly comment: string | null;
  readonly reviewerId: string | null;
  readonly reviewedAt: string | null;
  /** The file that was judged. */
  readonly sha256: string;
}

/** A person has read a version. Between that person's company and the owner: nobody reads another company's reading habits. */
export interface Acknowledgment extends Row {
  readonly documentId: string;
  readonly versionId: string;
  readonly partyId: string;
  readonly memberId: string;
  readonly acknowledgedAt: string;
  readonly sha256: string;
}

export interface DocumentRows {
  document: Document;
  version: Version;
  review: Review;
  acknowledgment: Acknowledgment;
}

export const versionLabel = ({ major, minor }: Pick<Version, 'major' | 'minor'>): string => `v${major}.${minor}`;

export const byNumber = (a: Pick<Version, 'major' | 'minor'>, b: Pick<Version, 'major' | 'minor'>): number =>
  a.major - b.major || a.minor - b.minor;
