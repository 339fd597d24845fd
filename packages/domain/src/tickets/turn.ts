import type { Actor } from '../access/actor.ts';
import type { Notice } from '../record/change.ts';
import type { Ticket, TicketState } from './ticket.ts';

/** What changes when the turn goes to `partyId`. A raiser who redirects an untouched question asks the other company instead. */
export function afterTurn(
  ticket: Ticket,
  partyId: string,
  actor: Actor,
  at: string,
): Pick<Ticket, 'turnParty' | 'turnSince' | 'state' | 'askedParty'> {
  const untouched = ticket.state === 'new' && actor.partyId === ticket.raisedByParty;
  const turnSince = partyId === ticket.turnParty ? ticket.turnSince : at;
  if (untouched && partyId !== ticket.raisedByParty) {
    return { turnParty: partyId, turnSince, state: 'new', askedParty: partyId };
  }
  return { turnParty: partyId, turnSince, state: stateFor(ticket, partyId), askedParty: ticket.askedParty };
}

/** The company whose turn it has become is told, unless it gave the turn to itself. */
export function yourTurn(ticket: Ticket, actor: Actor): Notice[] {
  if (ticket.turnParty === actor.partyId) return [];
  return [{ reason: 'your-turn', to: { partyIds: [ticket.turnParty] }, kind: 'ticket', subjectId: ticket.id }];
}

export function mentioned(ticketId: string, mentions: readonly string[], actor: Actor): Notice[] {
  const memberIds = mentions.filter((memberId) => memberId !== actor.memberId);
  if (memberIds.length === 0) return [];
  return [{ reason: 'mentioned', to: { memberIds }, kind: 'ticket', subjectId: ticketId }];
}

function stateFor(ticket: Ticket, partyId: string): TicketState {
  if (partyId === ticket.askedParty) return 'in-progress';
  return partyId === ticket.raisedByParty ? 'awaiting-raiser' : 'awaiting-third-party';
}
