import { byNumber, verdicts, type Document } from '@crossflow/domain/documents/document';
import { documentTypes } from '@crossflow/domain/reference/document-types';
import type { Actor, Acts } from '../chance.ts';

const own = (actor: Actor): Document | undefined =>
  actor.row('document', ({ ownerId }) => ownerId === actor.player.actor.partyId);
const ownVersion = (actor: Actor, ...states: string[]) => {
  const mine = ({ ownerId }: { ownerId: string }) => ownerId === actor.player.actor.partyId;
  return (
    actor.row('version', (version) => mine(version) && states.includes(version.state)) ?? actor.row('version', mine)
  );
};

export const documents: Acts = {
  add: async (actor) => {
    const documentAudience = actor.audience();
    return {
      ...actor.command(),
      ...{
        documentId: actor.id(),
        versionId: actor.id(),
        fileId: await actor.upload(),
        major: 0,
        minor: 1,
        reason: actor.words(),
      },
      ...{
        number: `N-${actor.chance.below(100_000)}`,
        type: documentTypes[0]!.code,
        title: actor.words(),
        titleZh: null,
      },
      ...{ documentAudience, audience: actor.audience(documentAudience) },
    };
  },
  addVersion: async (actor) => {
    const document = own(actor);
    if (document === undefined) return null;
    const last = actor
      .rows('version')
      .filter(({ documentId }) => documentId === document.id)
      .toSorted(byNumber)
      .at(-1);
    return {
      ...actor.command(),
      documentId: document.id,
      versionId: actor.id(),
      fileId: await actor.upload(),
      major: last?.major ?? 0,
      minor: (last?.minor ?? 0) + 1,
      reason: actor.words(),
      audience: actor.audience(document.audience),
    };
  },
  retitle: (actor) => {
    const document = own(actor);
    return (
      document && {
        ...actor.command(),
        documentId: document.id,
        version: document.version,
        title: actor.words(),
        titleZh: null,
      }
    );
  },
  submit: (actor) => {
    const version = ownVersion(actor, 'draft', 'in-review');
    const reviewers = actor.chance.some(actor.rows('party')).map(({ id }) => ({ reviewId: actor.id(), partyId: id }));
    return version && reviewers.length > 0
      ? { ...actor.command(), versionId: version.id, reviewers, dueAt: null }
      : null;
  },
  review: (actor) => {
    const review = actor.row('review', ({ partyId }) => partyId === actor.player.actor.partyId);
    return (
      review && {
        ...actor.command(),
        reviewId: review.id,
        verdict: actor.chance.one(verdicts),
        comment: actor.words(),
        sha256: review.sha256,
      }
    );
  },
  approve: (actor) => {
    const version = ownVersion(actor, 'in-review');
    return version && { ...actor.command(), versionId: version.id };
  },
  makeEffective: (actor) => {
    const version = ownVersion(actor, 'approved');
    return version && { ...actor.command(), versionId: version.id, acknowledge: actor.chance.often(0.7) };
  },
  withdraw: (actor) => {
    const version = actor.chance.often(0.3) ? ownVersion(actor, 'draft') : undefined;
    return version && { ...actor.command(), versionId: version.id, reason: actor.words() };
  },
  acknowledge: (actor) => {
    const version = actor.row('version', ({ state }) => state === 'effective') ?? actor.row('version');
    return (
      version && { ...actor.command(), acknowledgmentId: actor.id(), versionId: version.id, sha256: version.sha256 }
    );
  },
  share: (actor) => {
    const document = own(actor);
    const versionIds =
      document &&
      actor.chance
        .some(actor.rows('version').filter(({ documentId }) => documentId === document.id))
        .map(({ id }) => id);
    return (
      document && {
        ...actor.command(),
        documentId: document.id,
        audience: actor.audience(),
        versionIds,
        reason: actor.words(),
      }
    );
  },
  shareVersion: (actor) => {
    const version = ownVersion(actor, 'draft', 'in-review');
    return version && { ...actor.command(), versionId: version.id, audience: actor.audience(), reason: null };
  },
};
