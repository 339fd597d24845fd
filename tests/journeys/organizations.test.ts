import { expect, test } from 'vitest';
import { newId, startWorld } from '../world/world.ts';

test('a lead ends a colleague’s part: their socket is cut, their calls are refused, everybody else keeps the directory', async () => {
  const { sponsor, cdmo, join, expectReplayed } = await startWorld();
  const julien = await join('julien');

  await sponsor.calls.organizations.endMember.mutate({ commandId: newId(), memberId: julien.actor.memberId });

  expect(await julien.heard<{ reason: string }>('cut', () => true)).toEqual({ reason: 'access-ended' });
  await expect(julien.calls.record.activity.query({})).rejects.toMatchObject({ data: { reason: 'not-a-member' } });
  expect((await julien.fetch(`/sync/${julien.programId}/bootstrap`)).status).toBe(403);
  await cdmo.reached((await cdmo.bootstrap()).cursor);
  expect(cdmo.get('member', julien.actor.memberId)?.endsAt).not.toBeNull();
  julien.leave();
  await expectReplayed();
});

test('a lead of another company, and a colleague without the role, end nobody', async () => {
  const { sponsor, cdmo, join } = await startWorld();
  const [julien, gu] = [await join('julien'), await join('gu')];
  const end = (by: typeof gu) =>
    by.calls.organizations.endMember.mutate({ commandId: newId(), memberId: julien.actor.memberId });

  await expect(end(gu)).rejects.toMatchObject({ data: { reason: 'not-your-company' } });
  await expect(end(cdmo)).rejects.toMatchObject({ data: { reason: 'not-your-company' } });
  await expect(end(julien)).rejects.toMatchObject({ data: { reason: 'not-yourself' } });
  await end(sponsor);
});

test('signing out elsewhere cuts the socket', async () => {
  const { sponsor } = await startWorld();

  const answer = await sponsor.fetch('/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });

  expect(answer.status).toBe(200);
  expect(await sponsor.heard<{ reason: string }>('cut', () => true)).toEqual({ reason: 'signed-out' });
  await expect(sponsor.calls.record.activity.query({})).rejects.toMatchObject({ data: { reason: 'signed-out' } });
});

test('a consultant acts for exactly one company at a time', async () => {
  const { join } = await startWorld();
  const [here, there] = [await join('marc', 'EXB-101'), await join('marc', 'BIRCH-7')];

  expect(here.actor.personId).toBe(there.actor.personId);
  expect(here.actor.programId).not.toBe(there.actor.programId);
  const crossed = await here.fetch(`/sync/${there.programId}/bootstrap`);
  expect(crossed.status).toBe(403);
});
