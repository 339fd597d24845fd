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

/** Those who watch hear of what others do. Said last: a louder reason for the same person wins. */
export function watchersTold(ticket: Pick<Ticket, 'id' | 'watchers'>, actor: Actor): Notice[] {
  const memberIds = ticket.watchers.filter((memberId) => memberId !== actor.memberId);
  if (memberIds.length === 0) return [];
  return [{ reason: 'update', to: { memberIds }, kind: 'ticket', subjectId: ticket.id }];
}

/** Whoever asks, answers, looks after it or is named in it hears of it from then on. */
export const watching = (watchers: readonly string[], ...memberIds: readonly string[]): readonly string[] => [
  ...new Set([...watchers, ...memberIds]),
];

export function assigned(ticketId: string, memberId: string | null, actor: Actor): Notice[] {
  if (memberId === null || memberId === actor.memberId) return [];
  return [{ reason: 'assigned', to: { memberIds: [memberId] }, kind: 'ticket', subjectId: ticketId }];
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
