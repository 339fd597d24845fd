import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { clockStanding } from '@crossflow/domain/clocks/present-clock';
import { csvText } from '@crossflow/domain/views/csv';
import { m } from '@crossflow/i18n';
import { audienceView, shortName } from '../../kernel/audience.ts';
import type { Live } from '../../kernel/live.svelte.ts';
import { look } from '../../kernel/look.svelte.ts';
import { actorOf } from '../../kernel/person.ts';
import { categoryWord, resolutionWord, severityWord, stateWord } from '../ticket-words.ts';
import { priorityWord, valueWord } from './filter-words.ts';

type Column = readonly [head: () => string, cell: (ticket: Ticket, live: Live) => string];

const columns: readonly Column[] = [
  [m.views_csv_key, ({ key }) => key],
  [m.views_csv_title, ({ title }) => title],
  [m.views_field_state, ({ state }) => stateWord(state)],
  [m.views_field_turn, ({ turnParty }, live) => company(turnParty, live)],
  [m.views_csv_since, ({ turnSince }) => zoned(turnSince)],
  [m.views_field_severity, ({ severity }) => `${severity} ${severityWord(severity)}`],
  [m.views_field_priority, ({ priority }) => priorityWord(priority)],
  [m.views_field_category, ({ category }) => categoryWord(category)],
  [m.views_field_label, ({ labels }) => labels.join('; ')],
  [
    m.views_field_assignee,
    ({ assignees }, live) =>
      Object.values(assignees)
        .map((id) => actorOf(id, live).name)
        .join('; '),
  ],
  [m.views_field_company, ({ raisedByParty }, live) => company(raisedByParty, live)],
  [m.views_csv_raised, ({ raisedAt }) => zoned(raisedAt)],
  [m.views_csv_due, ({ dueAt }) => zoned(dueAt)],
  [m.views_field_clock, clockWord],
  [m.views_csv_updated, ({ updatedAt }) => zoned(updatedAt)],
  [m.views_csv_closed, ({ closedAt }) => zoned(closedAt)],
  [m.views_csv_resolution, ({ resolutionCode }) => (resolutionCode === null ? '' : resolutionWord(resolutionCode))],
  [m.views_csv_audience, ({ audience }, live) => audienceView(audience, live).sentence],
];

/** What the list shows, as a table for a spreadsheet, in the reader's language. */
export const ticketCsv = (tickets: readonly Ticket[], live: Live): string =>
  csvText([columns.map(([head]) => head()), ...tickets.map((ticket) => columns.map(([, cell]) => cell(ticket, live)))]);

/** `EXB-101 tickets as seen by Exemplis 2026-11-24.csv`, in the reader's language. */
export const csvName = (live: Live): string =>
  `${m
    .views_csv_name({
      program: live.membership.programCode,
      name: ownName(live),
      day: new Date().toLocaleDateString('sv', { timeZone: look.timeZone }),
    })
    .replaceAll(/[\\/:*?"<>|]+/g, ' ')}.csv`;

export function saveCsv(tickets: readonly Ticket[], live: Live): void {
  const address = URL.createObjectURL(new Blob([ticketCsv(tickets, live)], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: csvName(live) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

export const ownName = (live: Live): string => company(live.membership.partyId, live);

function company(partyId: string, live: Live): string {
  const party = live.get('party', partyId);
  return party === undefined ? '' : shortName(party);
}

function clockWord(ticket: Ticket, live: Live): string {
  const standing = clockStanding(ticket, Date.now());
  return standing === null ? '' : valueWord('clock', standing, live);
}

/** An instant as ISO 8601 with the offset of the reader's zone: 2026-11-24T10:42:00+01:00. */
function zoned(instant: string | null): string {
  if (instant === null) return '';
  const at = new Date(instant);
  const local = at.toLocaleString('sv', { timeZone: look.timeZone }).replace(' ', 'T');
  const name = new Intl.DateTimeFormat('en', { timeZone: look.timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return local + (name?.replace('GMT', '') || 'Z');
}
