import { inOrder } from '../../kernel/audience.ts';
import { severityCodes, ticketCategories } from '@crossflow/domain/reference/ticket-taxonomy';
import { operationCodes, operationShortNames } from '@crossflow/domain/reference/operation-names';
import { priorities, ticketStates, type Priority, type TicketState } from '@crossflow/domain/tickets/ticket';
import {
  filterFields,
  isOpenOnly,
  me,
  nobody,
  them,
  us,
  type Field,
  type Grouping,
  type Sorting,
  type Switch,
  type TicketQuery,
} from '@crossflow/domain/views/query';
import { ageBands, clockStandings, type AgeBand, type ClockStanding } from '@crossflow/domain/clocks/present-clock';
import { m } from '@crossflow/i18n';
import { shortName } from '../../kernel/audience.ts';
import type { Live } from '../../kernel/live.svelte.ts';
import { inLanguage } from '../../kernel/look.svelte.ts';
import { actorOf } from '../../kernel/person.ts';
import { categoryWord, severityWord, stateWord } from '../ticket-words.ts';

export const fieldWords: Readonly<Record<Field | Switch, () => string>> = {
  state: m.views_field_state,
  turn: m.views_field_turn,
  severity: m.views_field_severity,
  category: m.views_field_category,
  priority: m.views_field_priority,
  label: m.views_field_label,
  assignee: m.views_field_assignee,
  company: m.views_field_company,
  operation: m.views_field_operation,
  clock: m.views_field_clock,
  age: m.views_field_age,
  shared: m.views_field_shared,
  watching: m.views_field_watching,
  unread: m.views_field_unread,
};
export const groupingWords: Readonly<Record<Grouping, () => string>> = {
  turn: m.views_group_turn,
  state: m.views_group_state,
  severity: m.views_group_severity,
  assignee: m.views_group_assignee,
  category: m.views_group_category,
  none: m.views_group_none,
};
export const sortingWords: Readonly<Record<Sorting, () => string>> = {
  age: m.views_sort_age,
  clock: m.views_sort_clock,
  updated: m.views_sort_updated,
  raised: m.views_sort_raised,
  severity: m.views_sort_severity,
  priority: m.views_sort_priority,
};
const priorityWords: Readonly<Record<Priority, () => string>> = {
  urgent: m.views_priority_urgent,
  high: m.views_priority_high,
  normal: m.views_priority_normal,
  low: m.views_priority_low,
};
const clockWords: Readonly<Record<ClockStanding, () => string>> = {
  breached: m.views_clock_breached,
  due: m.views_clock_due,
  running: m.views_clock_running,
  paused: m.views_clock_paused,
};
const ageWords: Readonly<Record<AgeBand, () => string>> = {
  '0-1': m.views_age_day,
  '1-3': m.views_age_three_days,
  '3-7': m.views_age_week,
  '7-': m.views_age_over_week,
};

export const priorityWord = (priority: Priority): string => priorityWords[priority]();

/** The values of a field that are worth offering, in the order in which people look for them. */
export function choicesOf(field: Field, live: Live): readonly string[] {
  const others = inOrder(live.rows('party')).filter(({ id }) => id !== live.membership.partyId);
  const companies = others.map(({ id }) => id);
  switch (field) {
    case 'state':
      return ticketStates;
    case 'turn':
      return [us, them, ...companies];
    case 'company':
      return [us, ...companies];
    case 'shared':
      return companies;
    case 'severity':
      return severityCodes;
    case 'category':
      return ticketCategories.map(({ code }) => code);
    case 'priority':
      return priorities;
    case 'label':
      return [...new Set(live.rows('ticket').flatMap(({ labels }) => labels))].toSorted();
    case 'assignee':
      return [me, nobody, ...peopleOf(live)];
    case 'operation':
      return operationCodes;
    case 'clock':
      return clockStandings;
    case 'age':
      return ageBands;
  }
}

export function valueWord(field: Field, value: string, live: Live): string {
  switch (field) {
    case 'state':
      return stateWord(value as TicketState);
    case 'severity':
      return `${value} ${severityWord(value as 'S1')}`;
    case 'category':
      return categoryWord(value);
    case 'priority':
      return priorityWord(value as Priority);
    case 'label':
      return value;
    case 'operation':
      return inLanguage(...(operationShortNames[value] ?? [value, value]));
    case 'clock':
      return clockWords[value as ClockStanding]();
    case 'age':
      return ageWords[value as AgeBand]();
    case 'assignee':
      return personWord(value, live);
    case 'turn':
    case 'company':
    case 'shared':
      return companyWord(value, live);
  }
}

/** One filter that is set, as its chip says it: the field, and its values or how many they are. */
export function filterSentence(field: Field | Switch, query: TicketQuery, live: Live): string {
  if (field === 'watching' || field === 'unread') return fieldWords[field]();
  const word = fieldWords[field]();
  if (field === 'state') return m.views_chip({ field: word, values: stateSentence(query.state) });
  const words = query[field].map((value) => valueWord(field, value, live));
  const values = words.length > 3 ? m.views_several({ first: words[0] ?? '', n: words.length - 1 }) : words.join(', ');
  return m.views_chip({ field: word, values });
}

/** Fields in which a choice can be made at all. */
export const offeredFields = (live: Live): readonly Field[] =>
  filterFields.filter((field) => choicesOf(field, live).length > 0);

function stateSentence(states: readonly TicketState[]): string {
  if (states.length === 0) return m.views_state_all();
  if (isOpenOnly(states)) return m.views_state_open();
  const settled = ['resolved', 'closed', 'cancelled'];
  if (states.length === settled.length && settled.every((state) => states.includes(state as TicketState)))
    return m.views_state_settled();
  const words = states.map(stateWord);
  return words.length > 3 ? m.views_several({ first: words[0] ?? '', n: words.length - 1 }) : words.join(', ');
}

/** Own colleagues, and whoever else looks after a ticket. */
function peopleOf(live: Live): string[] {
  const { partyId, memberId } = live.membership;
  const colleagues = live.where('member', 'partyId', partyId).flatMap(({ id, endsAt }) => (endsAt === null ? id : []));
  const assigned = live.rows('ticket').flatMap(({ assignees }) => Object.values(assignees));
  return [...new Set([...colleagues, ...assigned])].filter((id) => id !== memberId);
}

function personWord(value: string, live: Live): string {
  if (value === me) return m.views_me();
  if (value === nobody) return m.views_nobody();
  return live.get('member', value) === undefined ? m.views_unknown() : actorOf(value, live).name;
}

function companyWord(value: string, live: Live): string {
  const own = live.get('party', live.membership.partyId);
  if (value === us) return m.views_us({ name: own === undefined ? '' : shortName(own) });
  if (value === them) return m.views_them();
  const party = live.get('party', value);
  return party === undefined ? m.views_unknown() : shortName(party);
}
