import { versionLabel, type Review, type Verdict, type Version } from '@crossflow/domain/documents/document';
import type { Entry } from '@crossflow/domain/record/entry';
import { m } from '@crossflow/i18n';
import { shortName } from '../kernel/audience.ts';
import type { Live } from '../kernel/live.svelte.ts';

type Sentence = (entry: Entry, live: Live) => string;

const labelOf = (row: Partial<Version> | null | undefined): string =>
  row?.major === undefined || row.minor === undefined
    ? m.documents_version()
    : versionLabel({ major: row.major, minor: row.minor });

const version: Sentence = (entry) => labelOf(entry.after as Partial<Version> | null);
const versionOf: Sentence = (entry, live) =>
  labelOf(live.get('version', (entry.after as { versionId?: string } | null)?.versionId));
const fileName: Sentence = (entry) => String(entry.after?.['name'] ?? '');

const verdicts: Record<Verdict, (told: { version: string }) => string> = {
  agree: m.documents_entry_agree,
  'agree-with-comment': m.documents_entry_agree_with_comment,
  disagree: m.documents_entry_disagree,
};

/** What entries of documents and files say in the activity feed, without their actor. */
export const documentSentences: Readonly<Record<string, Sentence>> = {
  'document.added': () => m.documents_entry_added(),
  'document.retitled': () => m.documents_entry_retitled(),
  'version.added': (entry, live) =>
    m.documents_entry_version_added({ version: version(entry, live), reason: String(entry.after?.['reason'] ?? '') }),
  'version.submitted': (entry, live) => m.documents_entry_submitted({ version: version(entry, live) }),
  'version.asked': () => m.documents_entry_asked(),
  'version.approved': (entry, live) => m.documents_entry_approved({ version: version(entry, live) }),
  'version.made-effective': (entry, live) => m.documents_entry_effective({ version: version(entry, live) }),
  'version.superseded': (entry, live) => m.documents_entry_superseded({ version: version(entry, live) }),
  'version.withdrawn': (entry, live) => m.documents_entry_withdrawn({ version: version(entry, live) }),
  'version.widened': (entry, live) => m.documents_entry_version_widened({ version: version(entry, live) }),
  'version.narrowed': (entry, live) => m.documents_entry_version_narrowed({ version: version(entry, live) }),
  'review.asked': (entry, live) => {
    const party = live.get('party', (entry.after as Partial<Review> | null)?.partyId);
    return party === undefined
      ? m.documents_entry_asked()
      : m.documents_entry_asked_company({ name: shortName(party) });
  },
  'review.reviewed': (entry, live) => {
    const verdict = (entry.after as Partial<Review> | null)?.verdict;
    return verdict ? verdicts[verdict]({ version: versionOf(entry, live) }) : m.documents_entry_asked();
  },
  'acknowledgment.acknowledged': (entry, live) => m.documents_entry_acknowledged({ version: versionOf(entry, live) }),
  'file.uploaded': (entry, live) => m.documents_entry_file_uploaded({ name: fileName(entry, live) }),
  'file.attached': (entry, live) => m.documents_entry_file_attached({ name: fileName(entry, live) }),
};
