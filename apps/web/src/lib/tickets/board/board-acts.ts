import { boardMove, type BoardMove } from '@crossflow/domain/views/board';
import type { Columning } from '@crossflow/domain/views/query';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { refusalSentence } from '../../kernel/call-error.ts';
import type { Live } from '../../kernel/live.svelte.ts';
import { ticketActions } from '../tickets.actions.ts';

export const moveTo = (ticket: Ticket, by: Columning, column: string, live: Live): BoardMove =>
  boardMove(ticket, by, column, live.actor, live.rows('party'));

/** Why a card may not be put into a column, in words; null where it may. */
export function whyNot(ticket: Ticket, by: Columning, column: string, live: Live): string | null {
  const move = moveTo(ticket, by, column, live);
  return move.move === 'refused' ? (refusalSentence(move.refusal, 'tickets') ?? null) : null;
}

/** Carries a move out; gives the dialog to open where it asks for words first. */
export async function carryOut(
  move: BoardMove,
  ticket: Ticket,
  live: Live,
): Promise<'close' | 'cancel' | 'reopen' | null> {
  const act = ticketActions(live);
  switch (move.move) {
    case 'pass':
      await act.pass(ticket, move.to);
      return null;
    case 'take':
      await act.assign(ticket, live.membership.memberId);
      return null;
    case 'accept':
      await act.accept(ticket);
      return null;
    case 'close':
    case 'cancel':
    case 'reopen':
      return move.move;
    case 'stay':
    case 'refused':
      return null;
  }
}
