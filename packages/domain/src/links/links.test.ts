import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { Refused } from '../access/refusal.ts';
import type { Row } from '../record/rows.ts';
import { followLink, linkObjects, linkRefusal, otherEnd, unlinkObjects, type Link } from './link.ts';

const row = (id: string, audience: number): Row => ({ id, programId: 'p', audience, version: 1 });
const actor: Actor = {
  memberId: 'lixing',
  personId: 'x',
  programId: 'p',
  partyId: 'cdmo',
  partyKind: 'cdmo',
  seat: 0b001,
  mask: 0b001,
  role: 'contributor',
};
const input = {
  commandId: 'c',
  linkId: 'l',
  from: { kind: 'ticket', id: 't' },
  to: { kind: 'batch', id: 'b' },
} as const;
const linked = (from: Row, to: Row) =>
  linkObjects(from, to, [], actor, input, '2026-11-24T12:00:00.000Z').changes[0]?.row as Link;

describe('a link', () => {
  test.each([
    [0b111, 0b011, 0b011],
    [0b101, 0b011, 0b001],
  ])('of %i and %i is seen by whoever sees both', (from, to, both) => {
    expect(linked(row('t', from), row('b', to)).audience).toBe(both);
  });

  test('is not made twice, in either direction, nor to itself', () => {
    const link = linked(row('t', 1), row('b', 1));
    expect(linkRefusal(row('b', 1), row('t', 1), [link], actor)).toBe('already-linked');
    expect(linkRefusal(row('t', 1), row('t', 1), [], actor)).toBe('link-to-itself');
    expect(linkRefusal(row('t', 1), row('d', 1), [link], actor)).toBeNull();
    expect(linkRefusal(row('t', 1), row('d', 1), [], { ...actor, role: 'viewer' })).toBe('not-your-role');
  });

  test('of something hidden is refused as if it were not there', () => {
    expect(linkRefusal(row('t', 0b001), row('d', 0b110), [], actor)).toBe('not-found');
  });

  test('follows its ends: wider, narrower with gone, and gone for everybody when taken away', () => {
    const link = linked(row('t', 0b011), row('b', 0b111));
    expect(followLink(link, row('t', 0b111), row('b', 0b111))).toMatchObject([{ verb: 'widened', audience: 0b111 }]);
    expect(followLink(link, row('t', 0b001), row('b', 0b111))).toMatchObject([
      { verb: 'narrowed', audience: 0b001 },
      { verb: 'gone', audience: 0b010 },
    ]);
    expect(followLink(link, row('t', 0b011), row('b', 0b111))).toEqual([]);
    expect(() => followLink(link, row('t', 0b100), row('b', 0b011))).toThrow(Refused);
    expect(unlinkObjects(link, actor).changes).toMatchObject([{ verb: 'unlinked', row: null, audience: 0b011 }]);
    expect([otherEnd(link, 't'), otherEnd(link, 'b')]).toEqual([
      { kind: 'batch', id: 'b' },
      { kind: 'ticket', id: 't' },
    ]);
  });
});
