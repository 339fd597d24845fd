import type { Party } from '@crossflow/domain/organizations/organization';
import {
  ageBand,
  ageBands,
  clockStanding,
  clockStandings,
  type AgeBand,
  type ClockStanding,
} from '@crossflow/domain/clocks/present-clock';
import { isOpen, type Ticket } from '@crossflow/domain/tickets/ticket';

export interface MatrixCell {
  readonly age: AgeBand;
  readonly count: number;
  /** How many wait for each company, in the order in which companies stand. */
  readonly byParty: readonly { readonly party: Party; readonly count: number }[];
}
export interface MatrixRow {
  readonly standing: ClockStanding;
  readonly count: number;
  readonly cells: readonly MatrixCell[];
}

/** The open tickets by how their clock stands and how long they have waited for the company whose turn it is. */
export function ageMatrix(tickets: readonly Ticket[], parties: readonly Party[], now: number): MatrixRow[] {
  const placed = Map.groupBy(
    tickets.filter(isOpen),
    (ticket) => `${clockStanding(ticket, now)} ${ageBand(ticket, now)}`,
  );
  return clockStandings.map((standing) => {
    const cells = ageBands.map((age) => cellOf(age, placed.get(`${standing} ${age}`) ?? [], parties));
    return { standing, cells, count: cells.reduce((sum, { count }) => sum + count, 0) };
  });
}

function cellOf(age: AgeBand, tickets: readonly Ticket[], parties: readonly Party[]): MatrixCell {
  const byTurn = Map.groupBy(tickets, ({ turnParty }) => turnParty);
  const byParty = parties.flatMap((party) => {
    const count = byTurn.get(party.id)?.length ?? 0;
    return count === 0 ? [] : [{ party, count }];
  });
  return { age, count: tickets.length, byParty };
}
