import type { Actor } from '../access/actor.ts';
import { audienceRefusal, namesRefusal, type Audience } from '../access/audience.ts';
import { allow, Refused } from '../access/refusal.ts';
import { followChanges } from '../files/attach.ts';
import type { File } from '../files/file.ts';
import type { Party } from '../organizations/organization.ts';
import { reaudience, type Change, type Outcome } from '../record/change.ts';
import type { Acknowledgment, Document, Review, Version } from './document.ts';
import type { ShareDocumentInput, ShareVersionInput } from './inputs.ts';
import { documentRefusal, refusal } from './rules.ts';
import { sharedWith, supersededBy } from './supersede.ts';

/** Everything below a document, as its owner sees it. */
export interface Holdings {
  readonly versions: readonly Version[];
  readonly reviews: readonly Review[];
  readonly acknowledgments: readonly Acknowledgment[];
  readonly files: readonly File[];
}

interface Told extends Holdings {
  readonly at: string;
  readonly parties: readonly Party[];
}

/**
 * Gives a document another audience. Whoever loses it loses all that is within it; whoever gains it gains the versions named.
 * Children are narrowed before their parent and widened after it, so that no row is ever wider than what it belongs to.
 */
export function shareDocument(document: Document, actor: Actor, input: ShareDocumentInput, told: Told): Outcome {
  allow(documentRefusal(document, actor));
  allow(audienceRefusal(input.audience, actor, told.parties));
  const chosen = new Set(input.versionIds);
  if (input.versionIds.some((id) => told.versions.every((version) => version.id !== id)))
    throw new Refused('not-found');
  const gained = input.audience & ~document.audience;
  const stays = (version: Version) => version.audience & input.audience;
  const gains = (version: Version) => stays(version) | (chosen.has(version.id) ? gained : 0);
  const moved = reaudience('document', document, input.audience, { reason: input.reason });
  const narrowed = told.versions.flatMap((version) => versionChanges(version, stays(version), told));
  const after = applied(told, narrowed);
  const widened = after.versions.flatMap((version) => versionChanges(version, gains(version), after));
  const overtaken = superseding(applied(after, widened), chosen, told.at);
  return {
    changes: [...narrowed, ...moved, ...widened, ...overtaken],
    notices: sharedWith(document, actor, gained, told.parties),
  };
}

/** Gives one version another audience, within its document's: a draft is private until its owner shares it. */
export function shareVersion(
  document: Document,
  version: Version,
  actor: Actor,
  input: ShareVersionInput,
  told: Told,
): Outcome {
  allow(refusal(version, 'share', actor));
  allow(audienceRefusal(input.audience, actor, told.parties, document.audience));
  const changes = versionChanges(version, input.audience, told, input.reason);
  const gained = input.audience & ~version.audience;
  const overtaken = superseding(applied(told, changes), new Set([version.id]), told.at);
  return { changes: [...changes, ...overtaken], notices: sharedWith(document, actor, gained, told.parties) };
}

/** A version with all that hangs on it. Widening goes from the version down, narrowing from its children up. */
function versionChanges(
  version: Version,
  audience: Audience,
  { reviews, acknowledgments, files, parties }: Holdings & Pick<Told, 'parties'>,
  reason: string | null = null,
): Change[] {
  if (audience === version.audience) return [];
  const within = version.documentId;
  const own = reaudience('version', version, audience, { within, reason });
  const below: Change[] = [
    ...reviews
      .filter((row) => row.versionId === version.id)
      .flatMap((row) => reaudience('review', row, reviewAudience(row, audience, parties), { within })),
    ...acknowledgments
      .filter((row) => row.versionId === version.id)
      .flatMap((row) => reaudience('acknowledgment', row, row.audience & audience, { within })),
    ...followChanges(files, { kind: 'version', id: version.id, audience, within }),
  ];
  return (audience & ~version.audience) === 0 ? [...below, ...own] : [...own, ...below];
}

/** A review follows its version, but never to a company that may not know of the reviewer's. */
function reviewAudience(review: Review, audience: Audience, parties: readonly Party[]): Audience {
  const refused = namesRefusal([review.partyId], audience & ~review.audience, parties);
  return refused === null ? audience : review.audience & audience;
}

/** What the version made wider overtakes now, highest first, so that each older one names the newest that replaced it. */
function superseding({ versions }: Holdings, moved: ReadonlySet<string>, at: string): Change<'version'>[] {
  const done = new Set<string>();
  return versions
    .filter((version) => moved.has(version.id))
    .toSorted((a, b) => b.major - a.major || b.minor - a.minor)
    .flatMap((version) =>
      supersededBy(
        version,
        versions.filter((old) => !done.has(old.id)),
        at,
      ).filter((change) => {
        done.add(change.subjectId);
        return true;
      }),
    );
}

/** The holdings as they stand after some changes. */
function applied<H extends Holdings>(holdings: H, changes: readonly Change[]): H {
  const rows = new Map<string, unknown>(
    changes.flatMap(({ kind, row }) => (row === null ? [] : [[`${kind} ${row.id}`, row] as const])),
  );
  const now = <R extends { readonly id: string }>(kind: string, list: readonly R[]): R[] =>
    list.map((row) => (rows.get(`${kind} ${row.id}`) as R | undefined) ?? row);
  return {
    ...holdings,
    versions: now('version', holdings.versions),
    reviews: now('review', holdings.reviews),
    acknowledgments: now('acknowledgment', holdings.acknowledgments),
    files: now('file', holdings.files),
  };
}
