import { type z } from 'zod';
import { type Actor, roleRefusal } from '../access/actor.ts';
import { allow, type Refusal } from '../access/refusal.ts';
import { changed, type Outcome } from '../record/change.ts';
import { command, id } from '../record/command.ts';
import type { Member } from './organization.ts';

export const endMemberInput = command({ memberId: id });
export type EndMemberInput = z.output<typeof endMemberInput>;

/** Whether a member takes part at an instant (ISO). Who has left stays in the directory: the record names them. */
export const takesPart = (member: Pick<Member, 'startsAt' | 'endsAt'>, at: string): boolean =>
  member.startsAt <= at && (member.endsAt === null || member.endsAt > at);

/** Why this actor may not end that member's part, or null. Each company's leads look after their own people alone. */
export function endRefusal(member: Member, actor: Actor, at: string): Refusal | null {
  if (member.partyId !== actor.partyId) return 'not-your-company';
  if (member.id === actor.memberId) return 'not-yourself';
  if (!takesPart(member, at)) return 'not-in-this-state';
  return roleRefusal(actor, ['lead']);
}

/** Ends a member's part from now on: their screens and sockets close, what they wrote stays theirs. */
export function endMember(member: Member, actor: Actor, at: string): Outcome {
  allow(endRefusal(member, actor, at));
  return { changes: [changed('member', 'left', member, { ...member, endsAt: at })], notices: [] };
}
