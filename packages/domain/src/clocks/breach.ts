import { changed, type Notice, type Outcome } from '../record/change.ts';
import { isOpen, type Ticket } from '../tickets/ticket.ts';
import type { Clock, TicketClocks } from './clock.ts';
import { clockNames } from './targets.ts';

/** What an open ticket's clocks have let pass at an instant and nobody was told of yet; null where there is nothing. */
export function untold(ticket: Ticket, at: string): TicketClocks | null {
  const { clocks } = ticket;
  if (clocks === null || !isOpen(ticket)) return null;
  const passed = clockNames.filter((name) => isUntold(clocks[name], at));
  const due = ticket.dueAt !== null && ticket.dueAt < at && ticket.dueAt !== clocks.toldDue;
  if (passed.length === 0 && !due) return null;
  const told = Object.fromEntries(passed.map((name) => [name, { ...clocks[name], toldAt: at }]));
  return { ...clocks, ...told, toldDue: due ? ticket.dueAt : clocks.toldDue };
}

/** The system notices that a clock was let pass: the company whose turn it is and the one that asked are told, once. */
export function noticeBreach(ticket: Ticket, at: string): Outcome {
  const clocks = untold(ticket, at);
  if (clocks === null) return { changes: [], notices: [] };
  const partyIds = [...new Set([ticket.turnParty, ticket.raisedByParty])];
  const notice: Notice = { reason: 'breached', to: { partyIds }, kind: 'ticket', subjectId: ticket.id };
  return { changes: [changed('ticket', 'breached', ticket, { ...ticket, clocks })], notices: [notice] };
}

const isUntold = (clock: Clock | null, at: string): boolean =>
  clock !== null && clock.metAt === null && clock.toldAt === null && clock.dueAt !== null && clock.dueAt < at;
