import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AbandonedFiles } from '@crossflow/server/kernel/files/abandoned-files';
import { addDocument, pdf, readFile, versionOn } from '../world/document-acts.ts';
import type { Player } from '../world/player.ts';
import { newId, startWorld } from '../world/world.ts';

const tus = { 'tus-resumable': '1.0.0' };
const part = (offset: number, bytes: string) => ({
  method: 'PATCH',
  headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
  body: bytes,
});
async function begin(player: Player, length: number, name = 'a.txt'): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString('base64')},filetype ${Buffer.from('text/plain').toString('base64')}`;
  const begun = await player.fetch('/files', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(length), 'upload-metadata': metadata },
  });
  expect(begun.status).toBe(201);
  return new URL(begun.headers.get('location') ?? '', 'http://localhost').pathname;
}
const told = async (answer: Response) => [
  answer.status,
  (JSON.parse(await answer.text()) as { reason: string }).reason,
];

test('an upload is broken off, asked about, and goes on where it stopped', async () => {
  const { sponsor, settled } = await startWorld();
  const path = await begin(sponsor, 10, '批记录.txt');
  await sponsor.fetch(path, part(0, 'hello'));

  const offset = (await sponsor.fetch(path, { method: 'HEAD', headers: tus })).headers.get('upload-offset');
  expect(offset).toBe('5');
  expect((await sponsor.fetch(path, part(5, 'world'))).status).toBe(204);

  await settled();
  const file = sponsor.get('file', path.split('/').at(-1) ?? '');
  const sha256 = createHash('sha256').update('helloworld').digest('hex');
  expect(file).toMatchObject({ name: '批记录.txt', size: 10, sha256, audience: sponsor.actor.seat, subjectId: null });
});

test('asked about after it is finished, an upload says so; it can be neither written again nor taken back', async () => {
  const { sponsor } = await startWorld();
  const path = await begin(sponsor, 5);
  await sponsor.fetch(path, part(0, 'hello'));

  const after = await sponsor.fetch(path, { method: 'HEAD', headers: tus });
  expect([after.status, after.headers.get('upload-offset'), after.headers.get('upload-length')]).toEqual([
    200,
    '5',
    '5',
  ]);
  expect((await sponsor.fetch(path, part(0, 'other'))).status).toBe(409);
  expect((await sponsor.fetch(path, { method: 'DELETE', headers: tus })).status).toBe(409);
});

test("another company's upload, under way or finished, is answered like one that never was; so is a colleague's", async () => {
  const { sponsor, cdmo, join: meet } = await startWorld();
  const thomas = await meet('thomas');
  const underway = await begin(sponsor, 10);
  const finished = await begin(sponsor, 5);
  await sponsor.fetch(finished, part(0, 'hello'));
  const never = `/files/${newId()}`;

  for (const stranger of [cdmo, thomas]) {
    const missing = await told(await stranger.fetch(never, part(0, 'x')));
    expect(missing).toEqual([404, 'not-found']);
    expect(await told(await stranger.fetch(underway, part(0, 'x')))).toEqual(missing);
    expect(await told(await stranger.fetch(finished, part(5, 'x')))).toEqual(missing);
    for (const path of [underway, finished, never]) {
      expect((await stranger.fetch(path, { method: 'HEAD', headers: tus })).status).toBe(404);
      expect((await stranger.fetch(path, { method: 'DELETE', headers: tus })).status).toBe(404);
    }
  }
  await expect(sponsor.fetch(underway, part(0, '0123456789')).then(({ status }) => status)).resolves.toBe(204);
});

test('without a session, or as somebody one is not, nothing is taken in', async () => {
  const { server, sponsor, cdmo } = await startWorld();
  const headers = { ...tus, 'upload-length': '5' };
  expect((await fetch(`${server.origin}/files`, { method: 'POST', headers })).status).toBe(401);
  const asOther = { ...headers, 'x-crossflow-member': cdmo.actor.memberId };
  expect((await sponsor.fetch('/files', { method: 'POST', headers: asOther })).status).toBe(403);
  expect(
    (await sponsor.fetch('/files', { method: 'POST', headers: { ...tus, 'upload-length': '99999999999999' } })).status,
  ).toBe(413);
});

test('two companies upload the same bytes: neither is answered otherwise for it, and each has a file of its own', async () => {
  const { sponsor, cdmo, settled } = await startWorld();
  const answers = [];
  for (const player of [sponsor, cdmo]) {
    const path = await begin(player, 5);
    const { status, headers } = await player.fetch(path, part(0, 'hello'));
    answers.push([status, [...headers.keys()].sort(), headers.get('upload-offset')]);
  }
  await settled();
  expect(answers[1]).toEqual(answers[0]);
  expect(sponsor.rows('file').map(({ sha256 }) => sha256)).toEqual(cdmo.rows('file').map(({ sha256 }) => sha256));
  expect(sponsor.rows('file')[0]?.id).not.toBe(cdmo.rows('file')[0]?.id);
});

test('a download comes whole or in part, under its own name, and never as something that runs', async () => {
  const { sponsor, settled } = await startWorld();
  const text = pdf('whole');
  const fileId = await sponsor.upload('批记录 “1”.pdf', 'text/html', text);
  await settled();

  const whole = await readFile(sponsor, fileId, '&inline=1');
  expect(whole.headers.get('content-type')).toBe('application/pdf');
  expect(whole.headers.get('content-disposition')).toBe(
    `inline; filename="___ _1_.pdf"; filename*=UTF-8''${encodeURIComponent('批记录 “1”.pdf')}`,
  );
  expect(whole.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  expect(whole.headers.get('cache-control')).toMatch(/^private/);
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(text);
  const range = await sponsor.fetch(`/files/${fileId}/x?as=${sponsor.actor.memberId}`, {
    headers: { range: 'bytes=-6' },
  });
  expect([range.status, range.headers.get('content-range'), await range.text()]).toEqual([
    206,
    `bytes ${text.length - 6}-${text.length - 1}/${text.length}`,
    '%%EOF\n',
  ]);
  const beyond = await sponsor.fetch(`/files/${fileId}/x?as=${sponsor.actor.memberId}`, {
    headers: { range: 'bytes=9999-' },
  });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${text.length}`]);
});

test('a page, a drawing with script and a lying name are downloads, whatever they claim to be', async () => {
  const { sponsor } = await startWorld();
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [name, claim] of [
    ['x.svg', 'image/svg+xml'],
    ['x.html', 'text/html'],
    ['x.png', 'image/png'],
    ['../../x.pdf', 'application/pdf'],
  ] as const) {
    const fileId = await sponsor.upload(name, claim, new TextEncoder().encode(script));
    const answer = await readFile(sponsor, fileId, '&inline=1');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="x\./);
  }
});

test('an upload that nobody attached within a day is removed with its bytes; an attached one of the same bytes keeps them', async () => {
  const { server, sponsor, cdmo, settled, expectReplayed } = await startWorld();
  const shared = pdf('same bytes');
  const kept = await addDocument(sponsor, {
    audience: sponsor.actor.seat,
    fileId: await sponsor.upload('a.pdf', 'application/pdf', shared),
  });
  const left = await cdmo.upload('b.pdf', 'application/pdf', shared);
  const alone = await cdmo.upload('c.pdf', 'application/pdf', pdf('alone'));
  const stored = async () => {
    const folder = join(server.dataDir, 'files', 'sha256');
    const parts = await Promise.all((await readdir(folder)).map((sub) => readdir(join(folder, sub))));
    return parts.flat().length;
  };
  expect(await stored()).toBe(2);

  server.clock.set(new Date(Date.now() + 25 * 3_600_000).toISOString());
  await expect(server.app.get(AbandonedFiles).remove()).resolves.toBe(2);

  await settled();
  expect([cdmo.get('file', left), cdmo.get('file', alone)]).toEqual([undefined, undefined]);
  expect((await readFile(cdmo, left)).status).toBe(404);
  expect((await readFile(sponsor, versionOn(sponsor, kept.versionId)?.fileId ?? '')).status).toBe(200);
  expect(await stored()).toBe(1);
  await expectReplayed();
});
