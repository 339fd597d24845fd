import { roleRefusal, type Actor } from '../access/actor.ts';
import { allow, type Refusal } from '../access/refusal.ts';
import { created, gone, type Outcome } from '../record/change.ts';
import type { ReactInput } from './inputs.ts';
import type { Message, Reaction } from './ticket.ts';

/** Why this person may not mark a message, or null: whoever writes here may, in every state, for a mark moves nothing. */
export const reactRefusal = (actor: Actor): Refusal | null => roleRefusal(actor);

/** Why this person may not take the mark away, or null: each takes back only their own. */
export function unreactRefusal(reaction: Reaction, actor: Actor): Refusal | null {
  return roleRefusal(actor) ?? (reaction.memberId === actor.memberId ? null : 'not-your-reaction');
}

/** Puts a mark on a message, seen by whoever sees the message; `null` where the same person has put it there already. */
export function reactTo(
  message: Message,
  known: readonly Reaction[],
  actor: Actor,
  { reactionId, mark }: Pick<ReactInput, 'reactionId' | 'mark'>,
): Outcome | null {
  allow(reactRefusal(actor));
  if (ownMark(known, actor, message.id, mark) !== undefined) return null;
  const { programId, audience, ticketId, id: messageId } = message;
  const { memberId, partyId } = actor;
  const row: Reaction = {
    id: reactionId,
    programId,
    audience,
    version: 1,
    ticketId,
    messageId,
    memberId,
    partyId,
    mark,
  };
  return { changes: [created('reaction', 'reacted', row, { within: ticketId })], notices: [] };
}

export function takeBackReaction(reaction: Reaction, actor: Actor): Outcome {
  allow(unreactRefusal(reaction, actor));
  const away = gone('reaction', reaction, reaction.audience, { within: reaction.ticketId });
  return { changes: [{ ...away, verb: 'unreacted' }], notices: [] };
}

export const ownMark = (
  known: readonly Reaction[],
  { memberId }: Pick<Actor, 'memberId'>,
  messageId: string,
  mark: Reaction['mark'],
): Reaction | undefined =>
  known.find((row) => row.messageId === messageId && row.memberId === memberId && row.mark === mark);
