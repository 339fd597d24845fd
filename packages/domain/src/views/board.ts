import type { Actor } from '../access/actor.ts';
import { seatBit, sees } from '../access/audience.ts';
import type { Refusal } from '../access/refusal.ts';
import { refusal, turnRefusal, type TicketParty } from '../tickets/refusal.ts';
import { isOpen, type Ticket, type TicketState } from '../tickets/ticket.ts';
import { afterTurn } from '../tickets/turn.ts';
import { settled } from './order.ts';
import type { Columning } from './query.ts';

/** What putting a card into a column does: a move at once, or one that asks for words first. */
export type BoardMove =
  | { readonly move: 'stay' }
  | { readonly move: 'pass'; readonly to: string }
  | { readonly move: 'take' | 'accept' | 'close' | 'cancel' | 'reopen' }
  | { readonly move: 'refused'; readonly refusal: Refusal };

/** The move that a column stands for, by the rules of the moves themselves. */
export function boardMove(
  ticket: Ticket,
  by: Columning,
  column: string,
  actor: Actor,
  parties: readonly TicketParty[],
): BoardMove {
  return by === 'turn'
    ? toCompany(ticket, column, actor, parties)
    : toState(ticket, column as TicketState, actor, parties);
}

function toCompany(ticket: Ticket, column: string, actor: Actor, parties: readonly TicketParty[]): BoardMove {
  const open = isOpen(ticket);
  if (column === settled) {
    if (!open) return { move: 'stay' };
    return ticket.state === 'proposed' ? ask(ticket, 'accept', actor) : ask(ticket, 'close', actor);
  }
  if (open && ticket.turnParty === column) return { move: 'stay' };
  return open ? pass(ticket, column, actor, parties) : ask(ticket, 'reopen', actor);
}

function toState(ticket: Ticket, column: TicketState, actor: Actor, parties: readonly TicketParty[]): BoardMove {
  if (ticket.state === column) return { move: 'stay' };
  switch (column) {
    case 'new':
      return refused('not-new-again');
    case 'triaged':
      return toTriaged(ticket, actor);
    case 'in-progress':
      return isOpen(ticket)
        ? passInto(column, ticket.askedParty, ticket, actor, parties)
        : ask(ticket, 'reopen', actor);
    case 'awaiting-raiser':
      return passInto(column, ticket.raisedByParty, ticket, actor, parties);
    case 'awaiting-third-party':
      return toThird(ticket, actor, parties);
    case 'proposed':
      return refused('proposed-by-answer');
    case 'resolved':
      return ticket.state === 'proposed' ? ask(ticket, 'accept', actor) : refused('resolved-by-acceptance');
    case 'closed':
      return ask(ticket, 'close', actor);
    case 'cancelled':
      return ask(ticket, 'cancel', actor);
  }
}

/** Somebody of the company whose turn it is looks after it. */
function toTriaged(ticket: Ticket, actor: Actor): BoardMove {
  if (ticket.state !== 'new') return refused('triaged-from-new');
  if (ticket.turnParty !== actor.partyId) return refused('not-your-turn');
  return ask(ticket, 'assign', actor);
}

function toThird(ticket: Ticket, actor: Actor, parties: readonly TicketParty[]): BoardMove {
  const thirds = parties.filter(
    ({ id, seat }) => sees(seatBit(seat), ticket.audience) && id !== ticket.raisedByParty && id !== ticket.askedParty,
  );
  const [third] = thirds;
  if (third === undefined) return refused('no-third-company');
  return thirds.length > 1
    ? refused('several-third-companies')
    : passInto('awaiting-third-party', third.id, ticket, actor, parties);
}

/** Passing the turn, where that leads to this state and to no other. */
function passInto(
  state: TicketState,
  to: string,
  ticket: Ticket,
  actor: Actor,
  parties: readonly TicketParty[],
): BoardMove {
  const move = pass(ticket, to, actor, parties);
  if (move.move !== 'pass') return move;
  return afterTurn(ticket, to, actor, ticket.turnSince).state === state ? move : refused('asked-company-begins');
}

function pass(ticket: Ticket, to: string, actor: Actor, parties: readonly TicketParty[]): BoardMove {
  const why = refusal(ticket, 'pass', actor) ?? turnRefusal(to, ticket.audience, parties);
  return why === null ? { move: 'pass', to } : refused(why);
}

type Asked = 'accept' | 'close' | 'cancel' | 'reopen' | 'assign';

function ask(ticket: Ticket, move: Asked, actor: Actor): BoardMove {
  const why = refusal(ticket, move, actor);
  return why === null ? { move: move === 'assign' ? 'take' : move } : refused(why);
}

const refused = (why: Refusal): BoardMove => ({ move: 'refused', refusal: why });
