import type { Document, Review, Verdict, Version } from '@crossflow/domain/documents/document';
import type { AddDocumentInput, AddVersionInput } from '@crossflow/domain/documents/inputs';
import {
  acknowledgeVersion,
  approveVersion,
  makeEffective,
  reviewVersion,
  submitVersion,
  withdrawVersion,
} from '@crossflow/domain/documents/review';
import { retitleDocument } from '@crossflow/domain/documents/add';
import { Refused } from '@crossflow/domain/access/refusal';
import { calls } from '../kernel/calls.ts';
import { newId } from '../kernel/ids.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';
import { acknowledgmentsOf, reviewsOf, versionsOf } from './documents.live.ts';

/** Every act on a document. None is queued offline: each is an act of record, and says when it cannot be done. */
export const documentActions = (live: Live) => ({
  /** Not predicted: the key comes from the server. */
  add: (input: Omit<AddDocumentInput, 'commandId'>): Promise<Performed> =>
    live.perform({ call: (commandId) => calls.documents.add.mutate({ commandId, ...input }), quiet: true }),

  addVersion: (input: Omit<AddVersionInput, 'commandId'>): Promise<Performed> =>
    live.perform({ call: (commandId) => calls.documents.addVersion.mutate({ commandId, ...input }), quiet: true }),

  retitle(document: Document, title: string, titleZh: string | null): Promise<Performed> {
    const input = { documentId: document.id, version: document.version, title, titleZh };
    return live.perform({
      call: (commandId) => calls.documents.retitle.mutate({ commandId, ...input }),
      predict: () => retitleDocument(document, live.actor, { commandId: '', ...input }),
      quiet: true,
    });
  },

  submit(version: Version, partyIds: readonly string[], dueAt: string | null): Promise<Performed> {
    const reviewers = partyIds.map((partyId) => ({ reviewId: newId(), partyId }));
    const input = { versionId: version.id, reviewers, dueAt };
    return live.perform({
      call: (commandId) => calls.documents.submit.mutate({ commandId, ...input }),
      predict: () => submitVersion(version, live.actor, { commandId: '', ...input }, around(version, live)),
      quiet: true,
    });
  },

  review(review: Review, version: Version, verdict: Verdict, comment: string | null): Promise<Performed> {
    const input = { reviewId: review.id, verdict, comment, sha256: version.sha256 };
    return live.perform({
      call: (commandId) => calls.documents.review.mutate({ commandId, ...input }),
      predict: () => reviewVersion(review, version, live.actor, { commandId: '', ...input }, around(version, live)),
      quiet: true,
    });
  },

  approve: (version: Version): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.documents.approve.mutate({ commandId, versionId: version.id }),
      predict: () => approveVersion(version, live.actor, around(version, live)),
    }),

  makeEffective(version: Version, acknowledge: boolean): Promise<Performed> {
    const input = { versionId: version.id, acknowledge };
    return live.perform({
      call: (commandId) => calls.documents.makeEffective.mutate({ commandId, ...input }),
      predict: () => makeEffective(version, live.actor, { commandId: '', ...input }, around(version, live)),
      quiet: true,
    });
  },

  withdraw(version: Version, reason: string): Promise<Performed> {
    const input = { versionId: version.id, reason };
    return live.perform({
      call: (commandId) => calls.documents.withdraw.mutate({ commandId, ...input }),
      predict: () => withdrawVersion(version, live.actor, { commandId: '', ...input }, around(version, live)),
      quiet: true,
    });
  },

  acknowledge(version: Version): Promise<Performed> {
    const input = { versionId: version.id, acknowledgmentId: newId(), sha256: version.sha256 };
    return live.perform({
      call: (commandId) => calls.documents.acknowledge.mutate({ commandId, ...input }),
      predict: () => {
        const owner = live.get('party', version.ownerId);
        if (owner === undefined) throw new Refused('not-found');
        return acknowledgeVersion(
          version,
          live.actor,
          { commandId: '', ...input },
          { ...around(version, live), owner },
        );
      },
    });
  },

  /** Never predicted: what leaves the company leaves it when the server says so. */
  share: (document: Document, audience: number, versionIds: readonly string[], reason: string): Promise<Performed> =>
    live.perform({
      call: (commandId) =>
        calls.documents.share.mutate({
          commandId,
          documentId: document.id,
          audience,
          versionIds: [...versionIds],
          reason,
        }),
      quiet: true,
    }),

  shareVersion: (version: Version, audience: number, reason: string): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.documents.shareVersion.mutate({ commandId, versionId: version.id, audience, reason }),
      quiet: true,
    }),
});

/** What the moves of the domain ask for, as this reader sees it. */
const around = ({ documentId }: Version, live: Live) => ({
  at: new Date().toISOString(),
  parties: live.rows('party'),
  versions: versionsOf(documentId, live),
  reviews: reviewsOf(documentId, live),
  acknowledgments: acknowledgmentsOf(documentId, live),
});
