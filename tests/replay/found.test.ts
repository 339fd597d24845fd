import { expect, test } from 'vitest';
import { addDocument } from '../walls/story/documents.ts';
import { newId } from '../walls/story/ids.ts';
import { command, counting, scopeOf } from '../walls/story/scope.ts';
import { startWorld, type World } from '../world/world.ts';

/** What the fuzz has found, told once more by name. */

async function linkedDocument({ sponsor, cdmo, licensee }: World) {
  const scope = scopeOf(sponsor, [cdmo, licensee], counting());
  const { documentId, versionId } = await addDocument(scope);
  const linkId = newId();
  const ends = { from: { kind: 'document', id: documentId }, to: { kind: 'version', id: versionId } } as const;
  await sponsor.calls.links.link.mutate({ ...command(), linkId, ...ends });
  const share = (audience: number) =>
    sponsor.calls.documents.share.mutate({ ...command(), documentId, audience, versionIds: [versionId], reason: null });
  return { linkId, versionId, share, all: scope.audience };
}

test('a link whose two ends move in one act follows both, when they narrow and when they widen', async () => {
  const world = await startWorld();
  const { sponsor, cdmo, licensee, settled, expectReplayed } = world;
  const { linkId, share, all } = await linkedDocument(world);

  await share(sponsor.actor.seat + cdmo.actor.seat);
  await settled();
  expect(cdmo.get('link', linkId)?.audience).toBe(sponsor.actor.seat + cdmo.actor.seat);
  expect(licensee.get('link', linkId)).toBeUndefined();

  await share(all);
  await settled();
  expect(licensee.get('link', linkId)?.audience).toBe(all);
  await expectReplayed();
});

test('a document goes from one company to another in one act, with its version, its file and its link', async () => {
  const world = await startWorld();
  const { sponsor, cdmo, licensee, settled, expectReplayed } = world;
  const { linkId, versionId, share } = await linkedDocument(world);

  await share(sponsor.actor.seat + cdmo.actor.seat);
  await share(sponsor.actor.seat + licensee.actor.seat);
  await settled();
  expect(cdmo.get('version', versionId)).toBeUndefined();
  expect(cdmo.get('link', linkId)).toBeUndefined();
  expect(licensee.get('version', versionId)?.audience).toBe(sponsor.actor.seat + licensee.actor.seat);
  expect(licensee.get('link', linkId)?.audience).toBe(sponsor.actor.seat + licensee.actor.seat);
  await expectReplayed();
});
