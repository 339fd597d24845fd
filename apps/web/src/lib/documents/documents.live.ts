import { acknowledgeRefusal } from '@crossflow/domain/documents/rules';
import { standing, taskOf, type DocumentTask, type Standing } from '@crossflow/domain/documents/standing';
import type { Acknowledgment, Document, Review, Version } from '@crossflow/domain/documents/document';
import { documentType } from '@crossflow/domain/reference/document-types';
import type { Party } from '@crossflow/domain/organizations/organization';
import { inOrder } from '../kernel/audience.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { matchRank } from '../kernel/match.ts';

/** A document as a list shows it: its standing and task as this reader's company sees them. */
export interface DocumentEntry {
  readonly document: Document;
  readonly standing: Standing;
  readonly owner: Party | undefined;
  readonly task: { readonly task: DocumentTask; readonly version: Version } | null;
}

export const documentFilters = ['all', 'tasks', 'effective', 'review', 'own'] as const;
export type DocumentFilter = (typeof documentFilters)[number];

export interface Asked {
  readonly filter: DocumentFilter;
  /** A category of the reference, or empty. */
  readonly category: string;
  readonly query: string;
}

export const documentByKey = (key: string, live: Live): Document | undefined =>
  live.where('document', 'key', key.toUpperCase())[0];

export const versionsOf = (documentId: string, live: Live): readonly Version[] =>
  live.where('version', 'documentId', documentId);
export const reviewsOf = (documentId: string, live: Live): readonly Review[] =>
  live.where('review', 'documentId', documentId);
export const acknowledgmentsOf = (documentId: string, live: Live): readonly Acknowledgment[] =>
  live.where('acknowledgment', 'documentId', documentId);

export function documentEntry(document: Document, live: Live): DocumentEntry {
  const found = standing(document.id, versionsOf(document.id, live));
  const task = taskOf(found, live.actor, reviewsOf(document.id, live), acknowledgmentsOf(document.id, live));
  return { document, standing: found, owner: live.get('party', document.ownerId), task };
}

export const documentEntries = (live: Live): DocumentEntry[] =>
  live.rows('document').map((document) => documentEntry(document, live));

/** What waits for this person comes first, then by number. */
export function listed(
  entries: readonly DocumentEntry[],
  { filter, category, query }: Asked,
  live: Live,
): DocumentEntry[] {
  return entries
    .filter((entry) => fits(entry, filter, live))
    .filter(({ document }) => category === '' || documentType(document.type)?.category === category)
    .filter(({ document }) => query === '' || rankOf(document, query) > 0)
    .toSorted(
      (a, b) => Number(b.task !== null) - Number(a.task !== null) || compare(a.document.number, b.document.number),
    );
}

/** How well a document fits what was typed; 0 not at all. */
export function rankOf({ number, title, titleZh, type }: Document, query: string): number {
  const kind = documentType(type);
  return matchRank(query, [number, title, titleZh, type, kind?.name, kind?.nameZh]);
}

export const tasksOfMine = (live: Live): DocumentEntry[] => documentEntries(live).filter(({ task }) => task !== null);

/** The version that a page opens with: the one asked for, the one that waits for the reader, the one in force, the newest. */
export function versionShown(
  { standing: { versions, effective, current }, task }: DocumentEntry,
  label: string | null,
): Version | null {
  const asked = label === null ? undefined : versions.find(({ major, minor }) => `${major}.${minor}` === label);
  return asked ?? task?.version ?? effective ?? current;
}

/** Reviews of a version in the fixed order of companies. */
export function reviewLines(version: Version, live: Live): { readonly party: Party; readonly review: Review }[] {
  const reviews = live.where('review', 'versionId', version.id);
  return inOrder(live.rows('party')).flatMap((party) => {
    const review = reviews.find(({ partyId }) => partyId === party.id);
    return review === undefined ? [] : [{ party, review }];
  });
}

export const ownAcknowledgment = (version: Version, live: Live): Acknowledgment | undefined =>
  live.where('acknowledgment', 'versionId', version.id).find(({ memberId }) => memberId === live.membership.memberId);

export const mayAcknowledge = (version: Version, live: Live): string | null =>
  acknowledgeRefusal(version, live.actor, acknowledgmentsOf(version.documentId, live));

function fits({ standing: found, task, document }: DocumentEntry, filter: DocumentFilter, live: Live): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'tasks':
      return task !== null;
    case 'effective':
      return found.effective !== null;
    case 'review':
      return found.state === 'in-review';
    case 'own':
      return document.ownerId === live.membership.partyId;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
