import type { Entry } from '@crossflow/domain/record/entry';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import { allOf, shortName } from '../kernel/audience.ts';
import { operationName, parameterName } from '../kernel/charts/chart-words.ts';
import { day } from '../kernel/clock.svelte.ts';
import { dayDue } from '../kernel/due-day.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { actorOf } from '../kernel/person.ts';
import { categoryWord, priorityWord, resolutionWord } from './ticket-words.ts';
import { partiesWithin } from './tickets.live.ts';

/** What an entry of a ticket says, without its actor. */
export function ticketEntrySentence(entry: Entry, live: Live): string {
  return (sentences[entry.verb] ?? m.tickets_entry_changed)(entry, live);
}

const rowOf = ({ after }: Entry) => (after ?? {}) as Partial<Ticket>;
const turnOf = (entry: Entry, live: Live) => ({ name: companyName(rowOf(entry).turnParty, live) });
const severityOf = (entry: Entry) => ({ to: rowOf(entry).severity ?? '' });

const sentences: Readonly<Record<string, (entry: Entry, live: Live) => string>> = {
  raised: (entry, live) => m.tickets_entry_raised(turnOf(entry, live)),
  replied: () => m.tickets_entry_replied(),
  passed: (entry, live) => m.tickets_entry_passed(turnOf(entry, live)),
  asked: (entry, live) => m.tickets_entry_asked(turnOf(entry, live)),
  triaged: (entry, live) => [m.tickets_entry_triaged(), ...fieldsTold(entry, live)].join(m.tickets_comma()),
  proposed: () => m.tickets_entry_proposed(),
  accepted: () => m.tickets_entry_accepted(),
  rejected: (entry, live) => m.tickets_entry_rejected(turnOf(entry, live)),
  resolved: (entry) => m.tickets_entry_resolved({ how: resolutionOf(rowOf(entry)) }),
  closed: (entry) => m.tickets_entry_closed({ how: resolutionOf(rowOf(entry)) }),
  cancelled: () => m.tickets_entry_cancelled(),
  reopened: (entry, live) => m.tickets_entry_reopened(turnOf(entry, live)),
  merged: () => m.tickets_entry_merged(),
  absorbed: () => m.tickets_entry_absorbed(),
  undone: () => m.tickets_entry_undone(),
  assigned,
  amended,
  'severity-asked': (entry) => m.tickets_entry_severity_asked({ to: rowOf(entry).severityAsked?.severity ?? '' }),
  consented: (entry) => m.tickets_entry_consented(severityOf(entry)),
  declined: (entry) => m.tickets_entry_declined(severityOf(entry)),
  watched: () => m.tickets_entry_watched(),
  unwatched: () => m.tickets_entry_unwatched(),
  breached: () => m.clocks_entry_breached(),
  widened: (entry, live) => m.tickets_entry_widened({ names: gainedOrLost(entry, live, 'gained') }),
  narrowed: (entry, live) => m.tickets_entry_narrowed({ names: gainedOrLost(entry, live, 'lost') }),
};

function assigned(entry: Entry, live: Live): string {
  const before = (entry.before?.assignees ?? {}) as Record<string, string>;
  const after = (entry.after?.assignees ?? {}) as Record<string, string>;
  const partyId = entry.partyId ?? '';
  const memberId = after[partyId];
  if (memberId === undefined) return m.tickets_entry_unassigned();
  return memberId === before[partyId]
    ? m.tickets_entry_changed()
    : m.tickets_entry_assigned({ name: actorOf(memberId, live).name });
}

function amended(entry: Entry, live: Live): string {
  const told = fieldsTold(entry, live);
  return told.length === 0 ? m.tickets_entry_changed() : told.join(m.tickets_comma());
}

/** What each changed field became, in words. */
function fieldsTold({ before, after }: Entry, live: Live): string[] {
  const was = (before ?? {}) as Partial<Ticket>;
  const is = (after ?? {}) as Partial<Ticket>;
  const told: string[] = [];
  if (was.severity !== undefined)
    told.push(m.tickets_entry_severity({ from: was.severity, to: is.severity ?? was.severity }));
  if (was.priority !== undefined) told.push(m.tickets_entry_priority({ to: priorityWord(is.priority ?? 'normal') }));
  if (was.category !== undefined) told.push(m.tickets_entry_category({ to: categoryWord(is.category ?? '') }));
  if (was.title !== undefined) told.push(m.tickets_entry_title({ from: was.title }));
  if (was.dueAt !== undefined) {
    const due = dayDue(is.dueAt ?? null, is.turnParty ?? '', live);
    told.push(due === '' ? m.tickets_entry_no_due() : m.tickets_entry_due({ day: day(due, 'UTC') }));
  }
  return [...told, ...placesTold(was, is)];
}

function placesTold(was: Partial<Ticket>, { labels = [], operation, parameter }: Partial<Ticket>): string[] {
  const told: string[] = [];
  if (was.labels !== undefined)
    told.push(labels.length > 0 ? m.tickets_entry_labels({ to: allOf([...labels]) }) : m.tickets_entry_no_labels());
  if (was.operation !== undefined)
    told.push(operation ? m.tickets_entry_step({ to: operationName(operation) }) : m.tickets_entry_no_step());
  if (was.parameter !== undefined)
    told.push(
      parameter
        ? m.tickets_entry_parameter({ to: parameterName(operation ?? '', parameter) })
        : m.tickets_entry_no_parameter(),
    );
  return told;
}

const resolutionOf = (ticket: Partial<Ticket>): string =>
  ticket.resolutionCode ? resolutionWord(ticket.resolutionCode) : '';

function gainedOrLost({ before, after }: Entry, live: Live, which: 'gained' | 'lost'): string {
  const was = Number(before?.audience ?? 0);
  const is = Number(after?.audience ?? 0);
  return allOf(partiesWithin(which === 'gained' ? is & ~was : was & ~is, live).map(shortName));
}

function companyName(partyId: string | undefined, live: Live): string {
  const party = live.get('party', partyId);
  return party === undefined ? '' : shortName(party);
}
