import { seatBit, sees } from '@crossflow/domain/access/audience';
import { versionLabel, type Document, type Version } from '@crossflow/domain/documents/document';
import { shareDocument, shareVersion } from '@crossflow/domain/documents/share';
import type { Outcome } from '@crossflow/domain/record/change';
import { m } from '@crossflow/i18n';
import { audienceNames } from '../kernel/audience.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { acknowledgmentsOf, reviewsOf, versionsOf } from './documents.live.ts';

interface Sharing {
  readonly document: Document;
  readonly version: Version;
  readonly scope: 'document' | 'version';
  readonly audience: number;
  readonly versionIds: readonly string[];
}

/** What a change of audience would do, counted from the move of the domain itself, on what the owner sees. */
export function sharingLines(sharing: Sharing, live: Live): { label: string; text: string }[] {
  const before = sharing.scope === 'version' ? sharing.version.audience : sharing.document.audience;
  const gained = sharing.audience & ~before;
  const lost = before & ~sharing.audience;
  const { changes } = outcomeOf(sharing, live);
  const rows = (kind: string, verb: string) => changes.filter((change) => change.kind === kind && change.verb === verb);
  const moved = gained === 0 ? 'narrowed' : 'widened';
  const labels = (verb: string) =>
    rows('version', verb)
      .map(({ row }) => versionLabel(row as Version))
      .join(', ');
  const read = acknowledgmentsOf(sharing.document.id, live).filter(({ partyId }) =>
    sees(seatOf(partyId, live), lost),
  ).length;
  return [
    { label: m.documents_share_people(), text: people(gained, lost, live) },
    { label: m.documents_share_versions(), text: labels(moved) },
    { label: m.documents_share_reviews(), text: String(rows('review', moved).length) },
    { label: m.documents_share_supersedes(), text: labels('superseded') },
    { label: m.documents_share_kept(), text: read === 0 ? '' : String(read) },
  ].filter(({ text }) => text !== '' && text !== '0');
}

function outcomeOf({ document, version, scope, audience, versionIds }: Sharing, live: Live): Outcome {
  const told = {
    at: new Date().toISOString(),
    parties: live.rows('party'),
    versions: versionsOf(document.id, live),
    reviews: reviewsOf(document.id, live),
    acknowledgments: acknowledgmentsOf(document.id, live),
    files: [],
  };
  const input = { commandId: '', audience, reason: null };
  return scope === 'version'
    ? shareVersion(document, version, live.actor, { ...input, versionId: version.id }, told)
    : shareDocument(document, live.actor, { ...input, documentId: document.id, versionIds: [...versionIds] }, told);
}

function people(gained: number, lost: number, live: Live): string {
  const count = (audience: number) =>
    live.rows('member').filter(({ partyId }) => sees(seatOf(partyId, live), audience)).length;
  const told = [
    gained === 0 ? '' : m.documents_share_people_gain({ n: count(gained), names: audienceNames(gained, live) }),
    lost === 0 ? '' : m.documents_share_people_lose({ n: count(lost), names: audienceNames(lost, live) }),
  ];
  return told.filter((text) => text !== '').join('; ');
}

function seatOf(partyId: string, live: Live): number {
  const party = live.get('party', partyId);
  return party === undefined ? 0 : seatBit(party.seat);
}
