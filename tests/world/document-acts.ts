import type { Version } from '@crossflow/domain/documents/document';
import { newId } from './world.ts';
import type { Player } from './player.ts';

export const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.4\n% ${text}\n%%EOF\n`);

export interface Added {
  readonly documentId: string;
  readonly versionId: string;
  readonly n: number;
}

/** A document of this player's company with one version; the version is as widely seen as the document unless told otherwise. */
export async function addDocument(
  player: Player,
  told: {
    readonly audience: number;
    readonly versionAudience?: number;
    readonly number?: string;
    readonly fileId?: string;
  },
): Promise<Added> {
  const { audience, versionAudience = audience, number = `PD-${newId().slice(0, 8)}` } = told;
  const fileId = told.fileId ?? (await player.upload('process.pdf', 'application/pdf', pdf(number)));
  const ids = { documentId: newId(), versionId: newId() };
  const { n } = await player.calls.documents.add.mutate({
    ...{ commandId: newId(), ...ids, fileId, major: 1, minor: 0, reason: 'First version', audience: versionAudience },
    ...{
      documentAudience: audience,
      number,
      type: 'PD-DESC',
      title: `Process description ${number}`,
      titleZh: '工艺描述',
    },
  });
  return { ...ids, n };
}

export async function addVersion(
  player: Player,
  documentId: string,
  [major, minor]: readonly [number, number],
  audience: number,
): Promise<{ versionId: string; n: number }> {
  const fileId = await player.upload('process.pdf', 'application/pdf', pdf(newId()));
  const versionId = newId();
  const fields = { versionId, documentId, fileId, major, minor, reason: 'More data', audience };
  const { n } = await player.calls.documents.addVersion.mutate({ commandId: newId(), ...fields });
  return { versionId, n };
}

export function submit(player: Player, versionId: string, ...reviewers: Player[]) {
  const asked = reviewers.map(({ actor }) => ({ reviewId: newId(), partyId: actor.partyId }));
  return player.calls.documents.submit.mutate({ commandId: newId(), versionId, reviewers: asked, dueAt: null });
}

/** The verdict of the player's company, on the file that stands on the player's own screen. */
export function judge(player: Player, versionId: string, verdict: 'agree' | 'disagree', comment: string | null = null) {
  const review = player
    .rows('review')
    .find((row) => row.versionId === versionId && row.partyId === player.actor.partyId);
  if (review === undefined) throw new Error(`${player.name} is not asked`);
  const { sha256 } = review;
  return player.calls.documents.review.mutate({ commandId: newId(), reviewId: review.id, verdict, comment, sha256 });
}

export const approve = (player: Player, versionId: string) =>
  player.calls.documents.approve.mutate({ commandId: newId(), versionId });

export const makeEffective = (player: Player, versionId: string) =>
  player.calls.documents.makeEffective.mutate({ commandId: newId(), versionId, acknowledge: true });

export function acknowledge(player: Player, versionId: string) {
  const ids = { commandId: newId(), versionId, acknowledgmentId: newId() };
  return player.calls.documents.acknowledge.mutate({ ...ids, sha256: versionOn(player, versionId)?.sha256 ?? '' });
}

export const versionOn = (player: Player, versionId: string): Version | undefined => player.get('version', versionId);

export const readFile = (player: Player, fileId: string, query = '') =>
  player.fetch(`/files/${fileId}/process.pdf?as=${player.actor.memberId}${query}`);
