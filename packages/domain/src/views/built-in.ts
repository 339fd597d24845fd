import { ticketCategories } from '../reference/ticket-taxonomy.ts';
import { openStates, ticketStates } from '../tickets/ticket.ts';
import { defaultQuery, emptyQuery, me, nobody, them, us, type TicketQuery } from './query.ts';

export const builtInViews = [
  'open',
  'ours',
  'theirs',
  'mine',
  'breaching',
  'unassigned',
  'support',
  'closed',
  'all',
] as const;
export type BuiltInView = (typeof builtInViews)[number];

// What is asked of planning, papers and accounts is no technical support.
const elsewhere = ['TS-REG', 'TS-DOC', 'TS-LOG', 'TS-SUPPLY', 'TS-IT'];
const technical = ticketCategories.map(({ code }) => code).filter((code) => !elsewhere.includes(code));

/** The views that everybody has. Each means the reader's own company and self. */
export const builtInQuery: Readonly<Record<BuiltInView, TicketQuery>> = {
  open: defaultQuery,
  ours: { ...defaultQuery, turn: [us] },
  theirs: { ...defaultQuery, turn: [them] },
  mine: { ...defaultQuery, assignee: [me] },
  breaching: { ...defaultQuery, clock: ['breached', 'due'], sort: 'clock' },
  unassigned: { ...defaultQuery, turn: [us], assignee: [nobody] },
  support: { ...defaultQuery, category: technical },
  closed: { ...emptyQuery, state: ticketStates.filter((state) => !openStates.includes(state)), sort: 'updated' },
  all: emptyQuery,
};
