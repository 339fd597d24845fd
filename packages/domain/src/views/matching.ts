import { sees, type Audience } from '../access/audience.ts';
import { ageBand, clockStanding } from '../clocks/present-clock.ts';
import { fold, holdsAll, searchWords } from '../search/fold.ts';
import { isOpen, type Ticket } from '../tickets/ticket.ts';
import { me, nobody, them, us, type TicketQuery } from './query.ts';

/** Whose list it is: what `us` and `me` stand for, the present instant, and what a ticket alone does not tell. */
export interface Reader {
  readonly us: string;
  readonly me: string;
  /** Milliseconds. */
  readonly now: number;
  /** The bit of a company's seat; 0 where the reader knows of none. */
  readonly seatOf: (partyId: string) => Audience;
  readonly isUnread: (ticket: Ticket) => boolean;
}

type Test = (ticket: Ticket) => boolean;

/** A test that a ticket passes where the query shows it. Made once for each query: it is asked of every ticket. */
export function matching(query: TicketQuery, reader: Reader): Test {
  const tests = [
    ...ofFacts(query),
    ...ofCompanies(query, reader),
    ...ofTimes(query, reader),
    ...ofWords(query),
    ...(query.watching ? [(ticket: Ticket) => ticket.watchers.includes(reader.me)] : []),
    // Asked last: it looks at other rows.
    ...(query.unread ? [reader.isUnread] : []),
  ];
  return (ticket) => tests.every((test) => test(ticket));
}

function ofFacts({ state, severity, category, priority, label, operation }: TicketQuery): Test[] {
  return [
    ...among(state, (ticket) => ticket.state),
    ...among(severity, (ticket) => ticket.severity),
    ...among(category, (ticket) => ticket.category),
    ...among(priority, (ticket) => ticket.priority),
    ...among(operation, (ticket) => ticket.operation ?? ''),
    ...when(label, ({ labels }) => labels.some((one) => label.includes(one))),
  ];
}

function ofCompanies({ turn, company, assignee, shared }: TicketQuery, reader: Reader): Test[] {
  const own = (words: readonly string[]) => words.map((word) => (word === us ? reader.us : word));
  const [turns, companies] = [own(turn), own(company)];
  const others = turn.includes(them);
  const people = assignee.map((word) => (word === me ? reader.me : word));
  const seats = own(shared).reduce((sum, partyId) => sum | reader.seatOf(partyId), 0);
  return [
    ...when(turn, (ticket) => {
      if (!isOpen(ticket)) return false;
      return turns.includes(ticket.turnParty) || (others && ticket.turnParty !== reader.us);
    }),
    ...when(company, ({ raisedByParty }) => companies.includes(raisedByParty)),
    ...when(assignee, ({ assignees }) => {
      const ours = assignees[reader.us];
      if (ours === undefined && people.includes(nobody)) return true;
      return Object.values(assignees).some((memberId) => people.includes(memberId));
    }),
    ...when(shared, ({ audience }) => sees(seats, audience)),
  ];
}

function ofTimes({ clock, age }: TicketQuery, { now }: Reader): Test[] {
  return [
    ...when(clock, (ticket) => {
      const standing = clockStanding(ticket, now);
      return standing !== null && clock.includes(standing);
    }),
    ...when(age, (ticket) => isOpen(ticket) && age.includes(ageBand(ticket, now))),
  ];
}

function ofWords({ text }: TicketQuery): Test[] {
  const words = searchWords(text);
  return when(words, (ticket) => holdsAll(foldedTicket(ticket), words));
}

const among = <V>(values: readonly V[], of: (ticket: Ticket) => V): Test[] =>
  when(values, (ticket) => values.includes(of(ticket)));

const when = (values: readonly unknown[], test: Test): Test[] => (values.length === 0 ? [] : [test]);

// A row that did not change stays the same object, so what was folded once is folded for good.
const foldedTickets = new WeakMap<Ticket, string>();

function foldedTicket(ticket: Ticket): string {
  const present = foldedTickets.get(ticket);
  if (present !== undefined) return present;
  const folded = fold(`${ticket.key} ${ticket.title}`);
  foldedTickets.set(ticket, folded);
  return folded;
}
