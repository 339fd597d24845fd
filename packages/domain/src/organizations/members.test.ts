import { expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { endMember, endRefusal, takesPart } from './members.ts';
import type { Member } from './organization.ts';

const at = '2026-11-22T12:00:00.000Z';
const lead: Actor = {
  ...{ memberId: 'lead', personId: 'p1', programId: 'program', partyId: 'exemplis', partyKind: 'sponsor' },
  ...{ seat: 1, mask: 1, role: 'lead' },
};
const member: Member = {
  ...{ id: 'julien', programId: 'program', audience: 7, version: 3, partyId: 'exemplis', personId: 'p2' },
  ...{ name: 'Julien Mercadal', nameZh: null, title: 'Scientist', role: 'contributor', timeZone: 'Europe/Paris' },
  ...{ startsAt: '2026-01-01T00:00:00.000Z', endsAt: null },
};

test.each([
  ['a lead ends a colleague', lead, member, null],
  ['a lead does not end themselves', lead, { ...member, id: 'lead' }, 'not-yourself'],
  ['a contributor ends nobody', { ...lead, role: 'contributor' as const }, member, 'not-your-role'],
  ['a lead of another company ends nobody here', { ...lead, partyId: 'yangben' }, member, 'not-your-company'],
  ['who has left cannot leave again', lead, { ...member, endsAt: '2026-02-01T00:00:00.000Z' }, 'not-in-this-state'],
])('%s', (_, actor, one, refusal) => {
  expect(endRefusal(one, actor, at)).toBe(refusal);
});

test('an ended part is over from that instant, and the version tells that the row changed', () => {
  const [change] = endMember(member, lead, at).changes;

  expect(change?.row).toMatchObject({ endsAt: at, version: 4 });
  expect(change?.before).toEqual({ endsAt: null, version: 3 });
  expect(takesPart(member, at)).toBe(true);
  expect(takesPart({ ...member, endsAt: at }, at)).toBe(false);
});
