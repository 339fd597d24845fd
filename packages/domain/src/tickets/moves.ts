import type { Actor } from '../access/actor.ts';
import { allow, Refused } from '../access/refusal.ts';
import { changed, type Outcome } from '../record/change.ts';
import type { Around } from './conversation.ts';
import type {
  AcceptInput,
  AmendInput,
  AssignInput,
  CancelInput,
  CloseInput,
  PassInput,
  RejectInput,
  ReopenInput,
} from './inputs.ts';
import { refusal, severityRefusal, turnRefusal } from './refusal.ts';
import type { Message, Ticket } from './ticket.ts';
import { afterTurn, yourTurn } from './turn.ts';

export function passTurn(ticket: Ticket, actor: Actor, input: PassInput, { at, parties }: Around): Outcome {
  allow(refusal(ticket, 'pass', actor));
  allow(turnRefusal(input.to, ticket.audience, parties));
  const next: Ticket = { ...ticket, ...afterTurn(ticket, input.to, actor, at), updatedAt: at };
  const notices = next.turnParty === ticket.turnParty ? [] : yourTurn(next, actor);
  return { changes: [changed('ticket', 'passed', ticket, next)], notices };
}

/** The company that asked takes the proposed answer. */
export function acceptAnswer(ticket: Ticket, actor: Actor, _input: AcceptInput, { at }: Pick<Around, 'at'>): Outcome {
  allow(refusal(ticket, 'accept', actor));
  const next: Ticket = {
    ...ticket,
    state: 'resolved',
    acceptedMessageId: ticket.proposedMessageId,
    updatedAt: at,
  };
  return { changes: [changed('ticket', 'accepted', ticket, next)], notices: [] };
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
  return { changes: [changed('ticket', 'rejected', ticket, next, { reason })], notices: yourTurn(next, actor) };
}

export function closeTicket(ticket: Ticket, actor: Actor, input: CloseInput, { at }: Pick<Around, 'at'>): Outcome {
  allow(refusal(ticket, 'close', actor));
  const rootCause = input.rootCause.trim() === '' ? null : input.rootCause;
  const { resolutionCode } = input;
  const next: Ticket = { ...ticket, state: 'closed', resolutionCode, rootCause, closedAt: at, updatedAt: at };
  return { changes: [changed('ticket', 'closed', ticket, next)], notices: [] };
}

/** Raised in error, or a duplicate: ends here, with the reason kept. */
export function cancelTicket(
  ticket: Ticket,
  actor: Actor,
  { reason }: CancelInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(refusal(ticket, 'cancel', actor));
  const next: Ticket = { ...ticket, state: 'cancelled', closedAt: at, updatedAt: at };
  return { changes: [changed('ticket', 'cancelled', ticket, next, { reason })], notices: [] };
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
    closedAt: null,
    updatedAt: at,
  };
  const notices = yourTurn(next, actor);
  return { changes: [changed('ticket', 'reopened', ticket, next, { reason: input.reason })], notices };
}

/** Names the one person in the actor's company who looks after the ticket; null names nobody. */
export function assignTicket(
  ticket: Ticket,
  actor: Actor,
  { memberId }: AssignInput,
  { at, members }: Around,
): Outcome {
  allow(refusal(ticket, 'assign', actor));
  const own = members.some((member) => member.id === memberId && member.partyId === actor.partyId);
  if (memberId !== null && !own) throw new Refused('assign-own-people');
  const { [actor.partyId]: _previous, ...others } = ticket.assignees;
  const assignees = memberId === null ? others : { ...others, [actor.partyId]: memberId };
  const triaged = memberId !== null && ticket.state === 'new' && actor.partyId === ticket.turnParty;
  const state = triaged ? 'triaged' : ticket.state;
  const told = memberId !== null && memberId !== actor.memberId;
  return {
    changes: [changed('ticket', 'assigned', ticket, { ...ticket, assignees, state, updatedAt: at })],
    notices: told ? [{ reason: 'assigned', to: { memberIds: [memberId] }, kind: 'ticket', subjectId: ticket.id }] : [],
  };
}

/** Title, category, severity or due date, under the version the person saw. */
export function amendTicket(ticket: Ticket, actor: Actor, input: AmendInput, { at }: Pick<Around, 'at'>): Outcome {
  allow(refusal(ticket, 'amend', actor));
  if (input.version !== ticket.version) throw new Refused('stale', ticket);
  const { title = ticket.title, category = ticket.category, severity = ticket.severity, dueAt = ticket.dueAt } = input;
  allow(severityRefusal(ticket, severity, actor));
  const next: Ticket = { ...ticket, title, category, severity, dueAt, updatedAt: at };
  return { changes: [changed('ticket', 'amended', ticket, next)], notices: [] };
}
