import { expect, test } from 'vitest';
import {
  acknowledge,
  addDocument,
  addVersion,
  approve,
  judge,
  makeEffective,
  pdf,
  readFile,
  submit,
  versionOn,
} from '../world/document-acts.ts';
import { newId, startWorld } from '../world/world.ts';

test('the sponsor shares a version and asks for a review: the CDMO sees it live and agrees, the licensee sees nothing', async () => {
  const { sponsor, cdmo, licensee, audience, settled, expectReplayed } = await startWorld();
  const { documentId, versionId } = await addDocument(sponsor, { audience: audience(sponsor, cdmo) });

  await submit(sponsor, versionId, cdmo);
  await settled();
  expect(versionOn(cdmo, versionId)?.state).toBe('in-review');
  expect(cdmo.rows('review')).toMatchObject([{ versionId, partyId: cdmo.actor.partyId, verdict: null }]);
  await judge(cdmo, versionId, 'agree');

  await settled();
  expect(sponsor.rows('review')).toMatchObject([{ verdict: 'agree', reviewerId: cdmo.actor.memberId }]);
  expect(licensee.get('document', documentId)).toBeUndefined();
  expect(licensee.rows('version').concat(licensee.rows('review') as never)).toEqual([]);
  expect(licensee.received.join()).not.toContain(documentId);
  await expectReplayed();
});

test('a version is approved, takes effect and is acknowledged; the next one supersedes it, and a verdict on the old one is refused', async () => {
  const { sponsor, cdmo, audience, settled, expectReplayed } = await startWorld();
  const both = audience(sponsor, cdmo);
  const { documentId, versionId } = await addDocument(sponsor, { audience: both });
  await submit(sponsor, versionId, cdmo);
  await settled();
  await judge(cdmo, versionId, 'agree');
  await approve(sponsor, versionId);
  await makeEffective(sponsor, versionId);
  await settled();
  await acknowledge(cdmo, versionId);
  await expect(acknowledge(cdmo, versionId)).rejects.toThrow('already-acknowledged');

  const next = await addVersion(sponsor, documentId, [2, 0], both);
  await submit(sponsor, next.versionId, cdmo);
  await settled();
  expect(versionOn(cdmo, versionId)?.state).toBe('effective');
  await judge(cdmo, next.versionId, 'agree');
  await approve(sponsor, next.versionId);
  await makeEffective(sponsor, next.versionId);

  await settled();
  expect(versionOn(cdmo, versionId)).toMatchObject({ state: 'superseded', supersededById: next.versionId });
  expect(
    cdmo
      .rows('version')
      .filter(({ state }) => state === 'effective')
      .map(({ id }) => id),
  ).toEqual([next.versionId]);
  await expect(judge(cdmo, versionId, 'disagree', 'Late.')).rejects.toThrow('version-superseded');
  await expect(acknowledge(cdmo, versionId)).rejects.toThrow('version-superseded');
  await expectReplayed();
});

test("the owner's private draft moves nothing on another company's screen, and its file is not found there", async () => {
  const { sponsor, cdmo, audience, settled, expectReplayed } = await startWorld();
  const { documentId, versionId } = await addDocument(sponsor, { audience: audience(sponsor, cdmo) });
  await settled();
  const before = JSON.stringify([cdmo.get('document', documentId), versionOn(cdmo, versionId)]);
  const cursor = cdmo.replica.cursor;

  const draft = await addVersion(sponsor, documentId, [1, 1], sponsor.actor.seat);

  await sponsor.reached(draft.n);
  expect(versionOn(sponsor, draft.versionId)?.state).toBe('draft');
  const fresh = await cdmo.bootstrap();
  expect(fresh.cursor).toBe(cursor);
  expect(JSON.stringify([cdmo.get('document', documentId), versionOn(cdmo, versionId)])).toBe(before);
  const hidden = await readFile(cdmo, versionOn(sponsor, draft.versionId)?.fileId ?? '');
  const missing = await readFile(cdmo, newId());
  expect([hidden.status, reason(await hidden.text())]).toEqual([missing.status, reason(await missing.text())]);
  expect(hidden.status).toBe(404);
  await expectReplayed();
});

test('the document is widened to the licensee: it appears with the version chosen; narrowed, it goes with its file', async () => {
  const { sponsor, cdmo, licensee, audience, settled, expectReplayed } = await startWorld();
  const both = audience(sponsor, cdmo);
  const { documentId, versionId } = await addDocument(sponsor, { audience: both });
  const second = await addVersion(sponsor, documentId, [1, 1], both);
  const share = (to: number, versionIds: string[]) =>
    sponsor.calls.documents.share.mutate({
      commandId: newId(),
      documentId,
      audience: to,
      versionIds,
      reason: 'Filing in China',
    });

  await share(both | licensee.actor.seat, [second.versionId]);
  await settled();
  const shown = versionOn(licensee, second.versionId);
  expect(licensee.get('document', documentId)?.number).toMatch(/^PD-/);
  expect(shown?.state).toBe('draft');
  expect(versionOn(licensee, versionId)).toBeUndefined();
  expect((await readFile(licensee, shown?.fileId ?? '')).status).toBe(200);

  await share(both, []);
  await settled();
  expect(licensee.get('document', documentId)).toBeUndefined();
  expect(versionOn(licensee, second.versionId)).toBeUndefined();
  expect((await readFile(licensee, shown?.fileId ?? '')).status).toBe(404);
  expect((await readFile(cdmo, shown?.fileId ?? '')).status).toBe(200);
  await expectReplayed();
});

test('the two licensees cannot be brought together in one document, and nothing is written', async () => {
  const { sponsor, licensee, secondLicensee, audience, settled } = await startWorld();
  await expect(addDocument(sponsor, { audience: audience(sponsor, licensee, secondLicensee) })).rejects.toThrow(
    'audience-reveals-company',
  );
  await settled();
  expect(sponsor.rows('document')).toEqual([]);
});

test('a number tells nothing of another company: the same one is free there, and taken only at home', async () => {
  const { sponsor, cdmo, audience, expectReplayed } = await startWorld();
  await addDocument(sponsor, { audience: sponsor.actor.seat, number: 'SOP-001' });

  await expect(addDocument(cdmo, { audience: audience(sponsor, cdmo), number: 'SOP-001' })).resolves.toBeTruthy();
  await expect(addDocument(sponsor, { audience: sponsor.actor.seat, number: 'SOP-001' })).rejects.toThrow(
    'document-number-taken',
  );
  await expectReplayed();
});

test('who has read a version is between the reader and the owner: a third company that sees the version is not told', async () => {
  const { sponsor, cdmo, licensee, audience, settled, expectReplayed } = await startWorld();
  const { versionId } = await addDocument(sponsor, { audience: audience(sponsor, cdmo, licensee) });
  await submit(sponsor, versionId, cdmo);
  await settled();
  await judge(cdmo, versionId, 'agree');
  await approve(sponsor, versionId);
  await makeEffective(sponsor, versionId);
  await settled();

  await acknowledge(cdmo, versionId);

  await settled();
  expect(sponsor.rows('acknowledgment')).toMatchObject([{ memberId: cdmo.actor.memberId }]);
  expect(licensee.rows('acknowledgment')).toEqual([]);
  await expectReplayed();
});

test('only the owner moves a document, and to those who cannot see it every move is answered like a missing one', async () => {
  const { sponsor, cdmo, licensee, audience, settled } = await startWorld();
  const { versionId } = await addDocument(sponsor, { audience: audience(sponsor, cdmo) });
  await settled();

  await expect(submit(cdmo, versionId, cdmo)).rejects.toThrow('not-your-company');
  await expect(submit(licensee, versionId, licensee)).rejects.toMatchObject({ message: 'not-found' });
  await expect(submit(licensee, newId(), licensee)).rejects.toMatchObject({ message: 'not-found' });
  await submit(sponsor, versionId, cdmo); // same setup, the right party
});

test("a colleague's upload cannot be made one's own version", async () => {
  const { sponsor, join } = await startWorld();
  const thomas = await join('thomas');
  const fileId = await thomas.upload('draft.pdf', 'application/pdf', pdf('his'));

  await expect(addDocument(sponsor, { audience: sponsor.actor.seat, fileId })).rejects.toThrow('not-found');
  await addDocument(thomas, { audience: thomas.actor.seat, fileId });
});

const reason = (text: string): unknown => (JSON.parse(text) as { reason: unknown }).reason;
