import { createHash } from 'node:crypto';
import { documentTypes } from '@crossflow/domain/reference/document-types';
import { newId } from './ids.ts';
import { command, everybody, type Scope, uploaded } from './scope.ts';

export interface ToldDocument {
  readonly documentId: string;
  readonly versionId: string;
  /** A second version, for the owner's company alone. */
  readonly draftId: string;
}

/** A document with a version reviewed, approved, in force and acknowledged, and a private draft of the next one. */
export async function tellDocument(scope: Scope): Promise<ToldDocument> {
  const { by, others } = scope;
  const { documentId, versionId, sha256 } = await addDocument(scope);
  const reviewers = everybody(scope).map((player) => ({ player, reviewId: newId() }));
  const asked = reviewers.map(({ player, reviewId }) => ({ reviewId, partyId: player.actor.partyId }));
  await by.calls.documents.submit.mutate({ ...command(), versionId, reviewers: asked, dueAt: null });
  for (const { player, reviewId } of reviewers)
    await player.calls.documents.review.mutate({
      ...command(),
      reviewId,
      verdict: 'agree',
      comment: scope.text('verdict'),
      sha256,
    });
  await by.calls.documents.approve.mutate({ ...command(), versionId });
  await by.calls.documents.makeEffective.mutate({ ...command(), versionId, acknowledge: true });
  for (const player of others)
    await player.calls.documents.acknowledge.mutate({ ...command(), acknowledgmentId: newId(), versionId, sha256 });
  await by.calls.documents.retitle.mutate({
    ...command(),
    documentId,
    version: 1,
    title: scope.text('retitled'),
    titleZh: null,
  });
  const draftId = await addVersion(scope, documentId, 2, by.actor.seat, true);
  return { documentId, versionId, draftId };
}

export async function addDocument(scope: Scope, audience = scope.audience) {
  const { by } = scope;
  const [documentId, versionId] = [newId(), newId()];
  const fileId = await uploaded(by, scope, 'first version');
  await by.calls.documents.add.mutate({
    ...command(),
    ...{
      documentId,
      versionId,
      fileId,
      major: 0,
      minor: 1,
      reason: scope.text('reason'),
      audience,
      documentAudience: scope.audience,
    },
    ...{ number: `DOC-${scope.serial()}`, type: documentTypes[0]!.code, title: scope.text('document'), titleZh: null },
  });
  return { documentId, versionId, sha256: await hashOf(scope, fileId) };
}

export async function addVersion(
  scope: Scope,
  documentId: string,
  minor: number,
  audience: number,
  own = false,
): Promise<string> {
  const versionId = newId();
  const fileId = await uploaded(scope.by, scope, 'next version', own ? scope.by : undefined);
  const reason = scope.text('reason of the next', own ? scope.by : undefined);
  await scope.by.calls.documents.addVersion.mutate({
    ...command(),
    documentId,
    versionId,
    fileId,
    major: 0,
    minor,
    reason,
    audience,
  });
  return versionId;
}

async function hashOf({ by }: Scope, fileId: string): Promise<string> {
  const answer = await by.fetch(`/files/${fileId}/text?as=${by.actor.memberId}`);
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex');
}
