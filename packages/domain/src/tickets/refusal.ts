import { roleRefusal, type Actor } from '../access/actor.ts';
import { isPrivateTo, isWithin, seatBit, sees, type Audience, type Seated } from '../access/audience.ts';
import type { Refusal } from '../access/refusal.ts';
import { severityRank, type Severity } from '../reference/ticket-taxonomy.ts';
import { openStates, type Message, type Ticket, type TicketState } from './ticket.ts';

/** Which company may make a move: `turn` holds the turn or asked the question, `holder` holds it, `raiser` asked, `answerer` did not. */
type Side = 'anyone' | 'turn' | 'holder' | 'raiser' | 'answerer';

interface Rule {
  readonly from: readonly TicketState[];
  readonly side: Side;
  /** Given where the side is wrong. */
  readonly otherwise: Refusal;
}

const unfinished = openStates.filter((state) => state !== 'proposed');
const everyState: readonly TicketState[] = [...openStates, 'resolved', 'closed', 'cancelled'];

const moves = {
  reply: { from: [...openStates, 'resolved'], side: 'anyone', otherwise: 'not-your-company' },
  note: { from: everyState, side: 'anyone', otherwise: 'not-your-company' },
  edit: { from: [...openStates, 'resolved'], side: 'anyone', otherwise: 'not-your-company' },
  triage: { from: ['new', 'triaged'], side: 'holder', otherwise: 'not-your-turn' },
  ask: { from: unfinished, side: 'turn', otherwise: 'not-your-turn' },
  pass: { from: unfinished, side: 'turn', otherwise: 'not-your-turn' },
  propose: { from: unfinished, side: 'answerer', otherwise: 'own-question' },
  accept: { from: ['proposed'], side: 'raiser', otherwise: 'raiser-decides' },
  reject: { from: ['proposed'], side: 'raiser', otherwise: 'raiser-decides' },
  resolve: { from: openStates, side: 'raiser', otherwise: 'raiser-decides' },
  close: { from: [...unfinished, 'resolved'], side: 'raiser', otherwise: 'raiser-decides' },
  cancel: { from: openStates, side: 'raiser', otherwise: 'raiser-decides' },
  reopen: { from: ['resolved', 'closed', 'cancelled'], side: 'raiser', otherwise: 'raiser-decides' },
  assign: { from: openStates, side: 'anyone', otherwise: 'not-your-company' },
  amend: { from: openStates, side: 'anyone', otherwise: 'not-your-company' },
  /** Words and places to find it by: they are put right long after it is settled. */
  label: { from: everyState, side: 'anyone', otherwise: 'not-your-company' },
  askSeverity: { from: openStates, side: 'answerer', otherwise: 'own-severity' },
  consent: { from: openStates, side: 'raiser', otherwise: 'raiser-decides' },
  decline: { from: openStates, side: 'raiser', otherwise: 'raiser-decides' },
  watch: { from: everyState, side: 'anyone', otherwise: 'not-your-company' },
  merge: { from: openStates, side: 'turn', otherwise: 'not-your-turn' },
  undo: { from: everyState, side: 'anyone', otherwise: 'not-your-company' },
  share: { from: everyState, side: 'raiser', otherwise: 'owner-shares' },
} as const satisfies Record<string, Rule>;

export type TicketMove = keyof typeof moves;
export const ticketMoves = Object.keys(moves) as readonly TicketMove[];

/** Why the move is refused, or null. The button shows it, the service throws it. */
export function refusal(ticket: Ticket, move: TicketMove, actor: Actor): Refusal | null {
  const rule: Rule = moves[move];
  const role = roleRefusal(actor);
  if (role !== null) return role;
  if (!rule.from.includes(ticket.state)) return 'not-in-this-state';
  return onSide(ticket, rule.side, actor) ? null : rule.otherwise;
}

/** Why this severity may not be set, or null: anybody raises it, only the company that asked lowers it. */
export function severityRefusal(ticket: Ticket, severity: Severity, actor: Actor): Refusal | null {
  const lowered = severityRank(severity) > severityRank(ticket.severity);
  return lowered && actor.partyId !== ticket.raisedByParty ? 'raiser-lowers-severity' : null;
}

/** Why a lower severity may not be asked for, or null: whoever asked the question lowers it without asking. */
export function askSeverityRefusal(ticket: Ticket, severity: Severity, actor: Actor): Refusal | null {
  const lowered = severityRank(severity) > severityRank(ticket.severity);
  return refusal(ticket, 'askSeverity', actor) ?? (lowered ? null : 'severity-not-lower');
}

/** Why the raiser's company has nothing to decide about this severity, or null. */
export function severityAnswerRefusal(
  ticket: Ticket,
  move: 'consent' | 'decline',
  severity: Severity,
  actor: Actor,
): Refusal | null {
  const why = refusal(ticket, move, actor);
  if (why !== null) return why;
  return ticket.severityAsked?.severity === severity ? null : 'severity-not-asked';
}

/** Why a ticket may not end as a duplicate of another, or null: nobody who sees it may lose sight of the answer. */
export function mergeRefusal(ticket: Ticket, into: Ticket, actor: Actor): Refusal | null {
  const why = refusal(ticket, 'merge', actor);
  if (why !== null) return why;
  if (ticket.id === into.id) return 'merge-with-itself';
  if (into.state === 'cancelled') return 'survivor-cancelled';
  return isWithin(ticket.audience, into.audience) ? null : 'survivor-hidden';
}

/** Why a company may not be given the turn, or null. */
export function turnRefusal(partyId: string, audience: Audience, parties: readonly TicketParty[]): Refusal | null {
  const party = parties.find(({ id }) => id === partyId);
  return party !== undefined && sees(seatBit(party.seat), audience) ? null : 'turn-outside-audience';
}

/** Why these people may not be notified, or null: everybody named to be told must see what they are told of. */
export function mentionRefusal(mentions: readonly string[], audience: Audience, around: People): Refusal | null {
  return mentions.every((memberId) => seesAs(memberId, audience, around)) ? null : 'mention-outside-audience';
}

/** Whether a member's company sees what has this audience. A member nobody here knows of sees nothing. */
export function seesAs(memberId: string, audience: Audience, { members, parties }: People): boolean {
  const member = members.find(({ id }) => id === memberId);
  const party = parties.find(({ id }) => id === member?.partyId);
  return party !== undefined && sees(seatBit(party.seat), audience);
}

/** Why a message may not be changed by this actor, or null: its author alone changes its words. */
export function editRefusal(ticket: Ticket, message: Message, actor: Actor): Refusal | null {
  if (message.authorId !== actor.memberId) return 'author-edits';
  if (message.kind === 'note') return refusal(ticket, 'note', actor);
  if (message.id === ticket.acceptedMessageId) return 'answer-accepted';
  return refusal(ticket, 'edit', actor);
}

export interface TicketParty extends Seated {
  readonly id: string;
}
export interface TicketMember {
  readonly id: string;
  readonly partyId: string;
}
/** The companies and people the actor knows of. */
export interface People {
  readonly parties: readonly TicketParty[];
  readonly members: readonly TicketMember[];
}

function onSide(ticket: Ticket, side: Side, actor: Actor): boolean {
  const raiser = actor.partyId === ticket.raisedByParty;
  switch (side) {
    case 'anyone':
      return true;
    case 'turn':
      return raiser || actor.partyId === ticket.turnParty;
    case 'holder':
      return actor.partyId === ticket.turnParty;
    case 'raiser':
      return raiser;
    case 'answerer':
      return !raiser || isPrivateTo(ticket.audience, actor.mask);
  }
}
