import { versionLabel, type Review, type Version } from '@crossflow/domain/documents/document';
import { m } from '@crossflow/i18n';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import FileText from '@lucide/svelte/icons/file-text';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import { plainClock } from '../kernel/clock-words.ts';
import { clock } from '../kernel/clock.svelte.ts';
import { drafts } from '../kernel/drafts.ts';
import type { Draft, Feature, Hit, OwnItem, Pointed, WaitingItem } from '../kernel/feature.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { documentsAtOnce, documentsPlace } from './at-once.ts';
import { documentSentences } from './document-sentences.ts';
import { taskWord, titleOf, typeName } from './document-words.ts';
import {
  documentByKey,
  documentEntries,
  documentEntry,
  rankOf,
  tasksOfMine,
  type DocumentEntry,
} from './documents.live.ts';

export const documents: Feature = {
  ...documentsAtOnce,
  nav: [
    {
      ...documentsPlace,
      count: (live) => tasksOfMine(live).length,
      countLabel: (n) => m.documents_nav_count({ n }),
    },
  ],
  kinds: {
    document: {
      icon: FileText,
      word: m.documents_document,
      title: titleOf,
      key: ({ number }) => number,
      path: ({ key }) => `/docs/${key}`,
    },
    version: {
      icon: FileText,
      word: m.documents_version,
      title: (row, live) => {
        const document = live.get('document', row.documentId);
        return document === undefined ? versionLabel(row) : `${titleOf(document)}, ${versionLabel(row)}`;
      },
      key: versionLabel,
      path: (row, live) => {
        const document = live.get('document', row.documentId);
        return document === undefined ? null : versionPath(document.key, row);
      },
    },
    review: { icon: MessageSquareText, word: m.documents_review, title: () => m.documents_review(), path: () => null },
    acknowledgment: {
      icon: CircleCheck,
      word: m.documents_acknowledgment,
      title: () => m.documents_acknowledgment(),
      path: () => null,
    },
  },
  panels: [{ id: 'documents', slot: 'middle', order: 20, band: 5, component: () => import('./DocumentTasks.svelte') }],
  state(live) {
    const n = tasksOfMine(live).length;
    return n === 0 ? [] : [{ weight: 40, text: m.documents_state_waiting({ n }) }];
  },
  waiting: (live) => documentEntries(live).flatMap((entry) => waitingOn(entry, live)),
  own: (live) => tasksOfMine(live).flatMap((entry) => askedOfMe(entry, live)),
  drafts: (live) => live.rows('review').flatMap((review) => draftOf(review, live)),
  search: (query, scope, live) => (scope === null || scope === 'document' ? found(query, live) : []),
  leadsTo,
  sentences: documentSentences,
};

/** The version that an address asks for, else the document. */
function leadsTo(word: string, rest: string, live: Live): Pointed | null {
  const document = documentByKey(word, live) ?? live.where('document', 'number', word)[0];
  if (document === undefined) return null;
  const asked = /[?&]v=(\d+)\.(\d+)/.exec(rest);
  const version = live
    .where('version', 'documentId', document.id)
    .find(({ major, minor }) => asked !== null && major === Number(asked[1]) && minor === Number(asked[2]));
  if (version === undefined) return { label: document.number, audience: document.audience };
  return { label: `${document.number} ${versionLabel(version)}`, audience: version.audience };
}

const versionPath = (key: string, { major, minor }: Version): string => `/docs/${key}?v=${major}.${minor}`;

/** Whoever was asked and has not answered; else the owner, where the next move is theirs. */
function waitingOn({ document, standing: { current }, task }: DocumentEntry, live: Live): WaitingItem[] {
  if (current === null || (current.state !== 'in-review' && current.state !== 'approved')) return [];
  const item = (id: string, partyId: string, since: string): WaitingItem => ({
    id,
    partyId,
    kind: 'document',
    title: titleOf(document),
    key: document.number,
    path: versionPath(document.key, current),
    audience: current.audience,
    since,
    mine: partyId === live.membership.partyId && task !== null,
    dueAt: current.state === 'in-review' ? current.dueAt : null,
    late: current.state === 'in-review' && current.dueAt !== null && Date.parse(current.dueAt) < clock.now,
    clock: () => (current.state === 'in-review' ? plainClock(since, current.dueAt) : null),
  });
  const reviews = live.where('review', 'versionId', current.id);
  const awaited = reviews.filter(({ verdict }) => verdict === null);
  if (current.state === 'in-review' && awaited.length > 0)
    return awaited.map((review) => item(review.id, review.partyId, review.askedAt));
  const since =
    current.approvedAt ??
    reviews
      .map(({ reviewedAt }) => reviewedAt ?? '')
      .toSorted()
      .at(-1) ??
    current.addedAt;
  return [{ ...item(current.id, document.ownerId, since), late: false, dueAt: null, clock: () => null }];
}

/** What no other company waits for: to read what is in force, and to send one's own draft on. */
function askedOfMe({ document, task }: DocumentEntry, live: Live): OwnItem[] {
  if (task === null || (task.task !== 'acknowledge' && task.task !== 'submit')) return [];
  const { version } = task;
  return [
    {
      ...{ id: version.id, partyId: live.membership.partyId, kind: 'document', part: 'asked', mine: true, late: false },
      ...{ title: `${titleOf(document)}: ${taskWord(task.task, version)}`, key: document.number },
      ...{ path: versionPath(document.key, version), audience: version.audience, dueAt: null },
      since: task.task === 'acknowledge' ? (version.effectiveAt ?? version.addedAt) : version.addedAt,
      clock: () => null,
    },
  ];
}

/** A comment begun with a verdict. */
function draftOf({ id, versionId }: Review, live: Live): Draft[] {
  const composer = `review/${id}`;
  const text = drafts.read(composer);
  const version = live.get('version', versionId);
  const document = live.get('document', version?.documentId);
  if (text === '' || version === undefined || document === undefined) return [];
  const { number: key } = document;
  const path = versionPath(document.key, version);
  return [
    {
      ...{ composer, kind: 'document', word: m.documents_draft_review(), title: titleOf(document) },
      ...{ key, path, audience: version.audience, text },
    },
  ];
}

function found(query: string, live: Live): Hit[] {
  return live.rows('document').flatMap((document) => {
    const fits = rankOf(document, query);
    if (fits === 0) return [];
    const exact = document.number.toLowerCase() === query.trim().toLowerCase();
    const { current } = documentEntry(document, live).standing;
    const detail = current === null ? typeName(document.type) : `${typeName(document.type)} · ${versionLabel(current)}`;
    return [
      {
        id: document.id,
        kind: 'document' as const,
        title: titleOf(document),
        key: document.number,
        detail,
        path: `/docs/${document.key}`,
        audience: document.audience,
        rank: exact ? 3 : Math.min(2, fits),
      },
    ];
  });
}
