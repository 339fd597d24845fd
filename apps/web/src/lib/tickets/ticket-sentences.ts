import type { Entry } from '@crossflow/domain/record/entry';
import type { ResolutionCode, Severity } from '@crossflow/domain/reference/ticket-taxonomy';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import { allOf, shortName } from '../kernel/audience.ts';
import { day } from '../kernel/clock.svelte.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { actorOf } from '../kernel/person.ts';
import { categoryWord, resolutionWord } from './ticket-words.ts';
import { partiesWithin } from './tickets.live.ts';

/** What an entry of a ticket says, without its actor. */
export function ticketEntrySentence(entry: Entry, live: Live): string {
  const ticket = entry.after as Partial<Ticket> | null;
  const turn = () => companyName(ticket?.turnParty, live);
  switch (entry.verb) {
    case 'raised':
      return m.tickets_entry_raised({ name: turn() });
    case 'replied':
      return m.tickets_entry_replied();
    case 'passed':
      return m.tickets_entry_passed({ name: turn() });
    case 'proposed':
      return m.tickets_entry_proposed();
    case 'accepted':
      return m.tickets_entry_accepted();
    case 'rejected':
      return m.tickets_entry_rejected({ name: turn() });
    case 'closed':
      return m.tickets_entry_closed({
        how: ticket?.resolutionCode ? resolutionWord(ticket.resolutionCode as ResolutionCode) : '',
      });
    case 'cancelled':
      return m.tickets_entry_cancelled();
    case 'reopened':
      return m.tickets_entry_reopened({ name: turn() });
    case 'assigned':
      return assigned(entry, live);
    case 'amended':
      return amended(entry);
    case 'widened':
      return m.tickets_entry_widened({ names: gainedOrLost(entry, live, 'gained') });
    case 'narrowed':
      return m.tickets_entry_narrowed({ names: gainedOrLost(entry, live, 'lost') });
    case 'breached':
      return m.clocks_entry_breached();
    default:
      return m.tickets_entry_changed();
  }
}

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

function amended({ before, after }: Entry): string {
  const was = (before ?? {}) as Partial<Ticket>;
  const is = (after ?? {}) as Partial<Ticket>;
  const told: string[] = [];
  if (was.severity !== undefined)
    told.push(m.tickets_entry_severity({ from: was.severity as Severity, to: is.severity as Severity }));
  if (was.category !== undefined) told.push(m.tickets_entry_category({ to: categoryWord(is.category ?? '') }));
  if (was.title !== undefined) told.push(m.tickets_entry_title({ from: was.title }));
  if (was.dueAt !== undefined)
    told.push(is.dueAt ? m.tickets_entry_due({ day: day(is.dueAt) }) : m.tickets_entry_no_due());
  return told.length === 0 ? m.tickets_entry_changed() : told.join(', ');
}

function gainedOrLost({ before, after }: Entry, live: Live, which: 'gained' | 'lost'): string {
  const was = Number(before?.audience ?? 0);
  const is = Number(after?.audience ?? 0);
  return allOf(partiesWithin(which === 'gained' ? is & ~was : was & ~is, live).map(shortName));
}

function companyName(partyId: string | undefined, live: Live): string {
  const party = live.get('party', partyId);
  return party === undefined ? '' : shortName(party);
}
