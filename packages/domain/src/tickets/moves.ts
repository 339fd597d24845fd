import type { Actor } from '../access/actor.ts';
import { allow, Refused } from '../access/refusal.ts';
import { isWithin } from '../access/audience.ts';
import { changed, type Notice, type Outcome } from '../record/change.ts';
import type { Around } from './conversation.ts';
import type {
  AcceptInput,
  AssignInput,
  CancelInput,
  CloseInput,
  PassInput,
  RejectInput,
  ReopenInput,
  ResolveInput,
} from './inputs.ts';
import { plainText } from './markup.ts';
import { refusal, turnRefusal } from './refusal.ts';
import type { Message, Ticket } from './ticket.ts';
import { afterTurn, assigned, watchersTold, watching, yourTurn } from './turn.ts';

/** Of an answer, what stands beside a step: a few lines. */
export const ANSWER_LENGTH = 400;

export function passTurn(ticket: Ticket, actor: Actor, input: PassInput, { at, parties }: Around): Outcome {
  allow(refusal(ticket, 'pass', actor));
  allow(turnRefusal(input.to, ticket.audience, parties));
  const next: Ticket = { ...ticket, ...afterTurn(ticket, input.to, actor, at), updatedAt: at };
  const louder = next.turnParty === ticket.turnParty ? [] : yourTurn(next, actor);
  return moved('passed', ticket, next, actor, { louder });
}

/** The company that asked takes the proposed answer. A screen that has not read the conversation has no `proposal`. */
export function acceptAnswer(
  ticket: Ticket,
  proposal: Message | null,
  actor: Actor,
  _input: AcceptInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(refusal(ticket, 'accept', actor));
  const next: Ticket = {
    ...ticket,
    ...resolvedBy(ticket, proposal),
    acceptedMessageId: ticket.proposedMessageId,
    updatedAt: at,
  };
  return moved('accepted', ticket, next, actor);
}

/** The company that asked says how it was settled: by a reply of the conversation, or in its own words. */
export function resolveTicket(
  ticket: Ticket,
  message: Message | null,
  actor: Actor,
  input: ResolveInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(refusal(ticket, 'resolve', actor));
  if (message !== null && (message.ticketId !== ticket.id || message.kind !== 'reply'))
    throw new Refused('answer-not-a-reply');
  const inWords = { answer: input.answer.trim(), answeredBy: actor.memberId, answeredAt: at };
  const next: Ticket = {
    ...ticket,
    ...resolvedBy(ticket, message),
    ...(message === null && inWords),
    proposedMessageId: message?.id === ticket.proposedMessageId ? ticket.proposedMessageId : null,
    resolutionCode: input.resolutionCode,
    rootCause: wordsOrNull(input.rootCause),
    updatedAt: at,
  };
  return moved('resolved', ticket, next, actor);
}

/** The company that asked wants another answer; the turn goes back to whoever proposed this one. */
export function rejectAnswer(
  ticket: Ticket,
  proposal: Pick<Message, 'partyId'>,
  actor: Actor,
  { reason }: RejectInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(refusal(ticket, 'reject', actor));
  const next: Ticket = {
    ...ticket,
    state: 'in-progress',
    proposedMessageId: null,
    turnParty: proposal.partyId,
    turnSince: at,
    updatedAt: at,
  };
  return moved('rejected', ticket, next, actor, { reason, louder: yourTurn(next, actor) });
}

export function closeTicket(ticket: Ticket, actor: Actor, input: CloseInput, { at }: Pick<Around, 'at'>): Outcome {
  allow(refusal(ticket, 'close', actor));
  const rootCause = wordsOrNull(input.rootCause);
  const { resolutionCode } = input;
  const ended: Ticket = { ...ticket, state: 'closed', severityAsked: null, closedAt: at, updatedAt: at };
  return moved('closed', ticket, { ...ended, resolutionCode, rootCause }, actor);
}

/** Raised in error: ends here, with the reason kept. */
export function cancelTicket(
  ticket: Ticket,
  actor: Actor,
  { reason }: CancelInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(refusal(ticket, 'cancel', actor));
  const next: Ticket = { ...ticket, state: 'cancelled', severityAsked: null, closedAt: at, updatedAt: at };
  return moved('cancelled', ticket, next, actor, { reason });
}

export function reopenTicket(ticket: Ticket, actor: Actor, input: ReopenInput, { at, parties }: Around): Outcome {
  allow(refusal(ticket, 'reopen', actor));
  allow(turnRefusal(input.turnParty, ticket.audience, parties));
  const next: Ticket = {
    ...ticket,
    state: 'in-progress',
    turnParty: input.turnParty,
    turnSince: at,
    proposedMessageId: null,
    acceptedMessageId: null,
    resolutionCode: null,
    rootCause: null,
    answer: null,
    answeredBy: null,
    answeredAt: null,
    closedAt: null,
    updatedAt: at,
  };
  return moved('reopened', ticket, next, actor, { reason: input.reason, louder: yourTurn(next, actor) });
}

/** Names the one person in the actor's company who looks after the ticket; null names nobody. */
export function assignTicket(
  ticket: Ticket,
  actor: Actor,
  { memberId }: AssignInput,
  { at, members }: Around,
): Outcome {
  allow(refusal(ticket, 'assign', actor));
  const triaged = memberId !== null && ticket.state === 'new' && actor.partyId === ticket.turnParty;
  const next: Ticket = {
    ...ticket,
    ...lookedAfterBy(ticket, memberId, actor, members),
    state: triaged ? 'triaged' : ticket.state,
    updatedAt: at,
  };
  return moved('assigned', ticket, next, actor, { louder: assigned(ticket.id, memberId, actor) });
}

/** A move of the ticket alone, heard of by those who watch it. */
export function moved(
  verb: string,
  ticket: Ticket,
  next: Ticket,
  actor: Actor,
  { reason = null, louder = [] }: { readonly reason?: string | null; readonly louder?: readonly Notice[] } = {},
): Outcome {
  const change = changed('ticket', verb, ticket, next, { reason });
  return { changes: [change], notices: [...louder, ...watchersTold(ticket, actor)] };
}

/** The ticket's people once the actor's company has named one of its own. */
export function lookedAfterBy(
  ticket: Ticket,
  memberId: string | null,
  actor: Actor,
  members: Around['members'],
): Pick<Ticket, 'assignees' | 'watchers'> {
  const { [actor.partyId]: _previous, ...others } = ticket.assignees;
  if (memberId === null) return { assignees: others, watchers: ticket.watchers };
  const own = members.some((member) => member.id === memberId && member.partyId === actor.partyId);
  if (!own) throw new Refused('assign-own-people');
  return { assignees: { ...others, [actor.partyId]: memberId }, watchers: watching(ticket.watchers, memberId) };
}

/** Its words stand on the ticket only where everybody who sees the ticket sees that reply. */
function resolvedBy(ticket: Ticket, message: Message | null) {
  const shown = message !== null && isWithin(ticket.audience, message.audience);
  return {
    state: 'resolved' as const,
    severityAsked: null,
    acceptedMessageId: message?.id ?? null,
    answer: shown ? inShort(plainText(message.body)) : null,
    answeredBy: shown ? message.authorId : null,
    answeredAt: shown ? message.at : null,
  };
}

const inShort = (words: string): string =>
  words.length <= ANSWER_LENGTH ? words : `${words.slice(0, ANSWER_LENGTH).toWellFormed().trimEnd()}…`;

const wordsOrNull = (words: string): string | null => (words.trim() === '' ? null : words);
