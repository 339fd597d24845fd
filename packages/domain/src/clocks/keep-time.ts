import { isWithin } from '../access/audience.ts';
import { canonicalJson } from '../record/canonical.ts';
import { changed, created, type Change, type Outcome } from '../record/change.ts';
import { isOpen, type Holding, type Ticket } from '../tickets/ticket.ts';
import { clocksAfter, type Moment } from './ticket-clocks.ts';

/** The move of one ticket within an outcome: the row before (null: raised just now) and after. */
export interface TicketStep {
  readonly before: Ticket | null;
  readonly next: Ticket;
}

/** The tickets that an outcome changes. */
export const ticketSteps = ({ changes }: Outcome): TicketStep[] =>
  changes.flatMap((change) => (isStep(change) ? [stepOf(change)] : []));

/** An outcome with the clocks of every ticket in it: the one place where they are set, whatever the move. */
export function withClocks(outcome: Outcome, moment: Moment): Outcome {
  if (!outcome.changes.some(isStep)) return outcome;
  return { ...outcome, changes: outcome.changes.map((change) => (isStep(change) ? clocked(change, moment) : change)) };
}

/** Who has the turn and has to move; null where nobody has. */
const holderOf = (ticket: Ticket | null): string | null =>
  ticket !== null && isOpen(ticket) ? ticket.turnParty : null;

/**
 * The holdings that end and begin where the turn moved. A company that gained the ticket without its history has part in what is
 * held from now on: there the holding ends and begins too. `held` are the open ones of the ticket, as they will be after the other
 * changes of the act; `id` names a new one.
 */
export function holdingChanges(
  { before, next }: TicketStep,
  held: readonly Holding[],
  at: string,
  id: () => string,
): Change[] {
  const holder = holderOf(next);
  const seenByAll = held.every((holding) => isWithin(next.audience, holding.audience));
  if (holder === holderOf(before) && (holder === null || seenByAll)) return [];
  const told = { within: next.id };
  const ended = held.map((holding) => changed('holding', 'released', holding, { ...holding, until: at }, told));
  if (holder === null) return ended;
  const { id: ticketId, programId, audience } = next;
  const begun: Holding = {
    ...{ id: id(), programId, audience, version: 1, ticketId },
    partyId: holder,
    since: at,
    until: null,
  };
  return [...ended, created('holding', 'held', begun, told)];
}

type TicketChange = Change<'ticket'> & { readonly row: Ticket };

const isStep = (change: Change): change is TicketChange => change.kind === 'ticket' && change.row !== null;

const stepOf = ({ row, before }: TicketChange): TicketStep => ({
  before: before === null ? null : { ...row, ...before },
  next: row,
});

function clocked(change: TicketChange, moment: Moment): Change {
  // What is taken back takes its clocks back: a slip starts no new deadline.
  if (change.verb === 'undone') return change;
  const { before, next } = stepOf(change);
  const clocks = clocksAfter(before, next, moment);
  const row: Ticket = { ...next, clocks };
  if (before === null || canonicalJson(before.clocks) === canonicalJson(clocks)) return { ...change, row };
  return { ...change, row, before: { ...change.before, clocks: before.clocks } };
}
