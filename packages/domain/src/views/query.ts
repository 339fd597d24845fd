import { ageBands, clockStandings, type AgeBand, type ClockStanding } from '../clocks/present-clock.ts';
import { severityCodes, ticketCategory, type Severity } from '../reference/ticket-taxonomy.ts';
import { operationCodes } from '../reference/operation-names.ts';
import { openStates, priorities, ticketStates, type Priority, type TicketState } from '../tickets/ticket.ts';

export const layouts = ['list', 'board'] as const;
export const groupings = ['turn', 'state', 'severity', 'assignee', 'category', 'none'] as const;
export const sortings = ['age', 'clock', 'updated', 'raised', 'severity', 'priority'] as const;
export const columnings = ['turn', 'state'] as const;
export type Layout = (typeof layouts)[number];
export type Grouping = (typeof groupings)[number];
export type Sorting = (typeof sortings)[number];
export type Columning = (typeof columnings)[number];

/** `us` and `me` are whoever reads: a view that is shared means each reader's own company and self. */
export const us = 'us';
export const them = 'them';
export const me = 'me';
export const nobody = 'none';

const OPEN: readonly TicketState[] = openStates;
const SETTLED: readonly TicketState[] = ticketStates.filter((state) => !openStates.includes(state));

interface FieldValues {
  state: TicketState;
  turn: string;
  severity: Severity;
  category: string;
  priority: Priority;
  label: string;
  assignee: string;
  company: string;
  operation: string;
  clock: ClockStanding;
  age: AgeBand;
  shared: string;
}
export type Field = keyof FieldValues;

const LONGEST_WORD = 100;
/** Ids and words that cannot be checked here; what names nothing matches nothing. */
const named = (word: string): boolean => word !== '' && word.length <= LONGEST_WORD;
const among = (words: readonly string[]) => (word: string) => words.includes(word);

const fields: Readonly<Record<Field, (word: string) => boolean>> = {
  state: among(ticketStates),
  turn: named,
  severity: among(severityCodes),
  category: (code) => ticketCategory(code) !== undefined,
  priority: among(priorities),
  label: named,
  assignee: named,
  company: named,
  operation: among(operationCodes),
  clock: among(clockStandings),
  age: among(ageBands),
  shared: named,
};
const switches = ['watching', 'unread'] as const;

export type Switch = (typeof switches)[number];
export const filterFields = Object.keys(fields) as readonly Field[];
export const filterSwitches: readonly Switch[] = switches;
export type FieldValue<F extends Field> = FieldValues[F];

/** What a list of tickets shows and how. A field without values lets every ticket through; several values of one field are choices. */
export type TicketQuery = { readonly [F in Field]: readonly FieldValue<F>[] } & { readonly [S in Switch]: boolean } & {
  readonly text: string;
  readonly layout: Layout;
  readonly columns: Columning;
  readonly group: Grouping;
  readonly sort: Sorting;
  /** Against the order that the sorting has by itself. */
  readonly reversed: boolean;
};

const MOST_VALUES = 40;
const MOST_TEXT = 200;

export const emptyQuery: TicketQuery = {
  ...(Object.fromEntries(filterFields.map((field) => [field, []])) as unknown as { [F in Field]: [] }),
  watching: false,
  unread: false,
  text: '',
  layout: 'list',
  columns: 'turn',
  group: 'turn',
  sort: 'age',
  reversed: false,
};

/** What the list shows where nothing is asked for: everything that somebody has to move. */
export const defaultQuery: TicketQuery = { ...emptyQuery, state: OPEN };

/** As `URLSearchParams` has it. */
export interface Parameters {
  get(name: string): string | null;
  getAll(name: string): string[];
}

/** Reads the query of an address. What it does not understand it leaves out, so that an old link still opens. */
export function parseQuery(parameters: Parameters): TicketQuery {
  const sort = parameters.get('sort') ?? '';
  const values = Object.fromEntries(filterFields.map((field) => [field, valuesOf(field, parameters)]));
  return {
    ...(values as unknown as Pick<TicketQuery, Field>),
    watching: parameters.get('watching') === '1',
    unread: parameters.get('unread') === '1',
    text: (parameters.get('text') ?? '').slice(0, MOST_TEXT),
    layout: oneOf(layouts, parameters.get('layout'), 'list'),
    columns: oneOf(columnings, parameters.get('columns'), 'turn'),
    group: oneOf(groupings, parameters.get('group'), 'turn'),
    sort: oneOf(sortings, sort.replace(/^-/, ''), 'age'),
    reversed: sort.startsWith('-'),
  };
}

/** The query as it stands in an address; one query has one form. The state always stands in it, so that it is never empty. */
export function printQuery(query: TicketQuery): string {
  const sort = (query.reversed ? '-' : '') + query.sort;
  const parts: [string, string][] = [['state', stateWord(query.state)]];
  for (const field of filterFields) if (field !== 'state') parts.push(...printField(field, query[field]));
  for (const one of switches) if (query[one]) parts.push([one, '1']);
  if (query.text.trim() !== '') parts.push(['text', query.text.trim()]);
  for (const part of ['layout', 'columns', 'group'] as const)
    if (query[part] !== emptyQuery[part]) parts.push([part, query[part]]);
  if (sort !== emptyQuery.sort) parts.push(['sort', sort]);
  return parts.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&');
}

export const queryOf = (printed: string): TicketQuery => parseQuery(parametersOf(printed));
export const sameQuery = (a: TicketQuery, b: TicketQuery): boolean => printQuery(a) === printQuery(b);

/** Whether two queries let the same tickets through, however they show them. */
export function sameFilters(a: TicketQuery, b: TicketQuery): boolean {
  const { layout, columns, group, sort, reversed } = b;
  return sameQuery({ ...a, layout, columns, group, sort, reversed }, b);
}

/** Whether an address says what the list shows, rather than which ticket is peeked at or which view is chosen. */
export const asksForQuery = (parameters: { has(name: string): boolean }): boolean =>
  [...filterFields, ...switches, 'text', 'layout', 'columns', 'group', 'sort'].some((key) => parameters.has(key));

/** Fields by which the query differs from showing everything, the state only where it is not just what is open. */
export const activeFilters = (query: TicketQuery): (Field | Switch)[] => [
  ...filterFields.filter((field) => query[field].length > 0 && !(field === 'state' && isOpenOnly(query.state))),
  ...switches.filter((one) => query[one]),
];

export const isOpenOnly = (states: readonly TicketState[]): boolean => stateWord(states) === 'open';

/** The same query without its filters; layout, order and grouping stay. */
export const withoutFilters = (query: TicketQuery): TicketQuery => {
  const { layout, columns, group, sort, reversed } = query;
  return { ...defaultQuery, layout, columns, group, sort, reversed };
};

/** Adds a value to a field, or takes it away. */
export function toggled<F extends Field>(query: TicketQuery, field: F, value: FieldValue<F>): TicketQuery {
  const present = query[field] as readonly FieldValue<F>[];
  const next = present.includes(value) ? present.filter((one) => one !== value) : [...present, value];
  return { ...query, [field]: next };
}

function valuesOf<F extends Field>(field: F, parameters: Parameters): FieldValue<F>[] {
  const given: readonly string[] = parameters.getAll(field);
  if (field === 'state' && given.length === 0) return [...OPEN] as FieldValue<F>[];
  // A label may hold a comma; everything else is a code or an id.
  const words = field === 'label' ? given : given.flatMap((text) => text.split(','));
  const spelled = field === 'state' ? words.flatMap(statesOf) : words;
  const values = spelled.map((word) => word.trim()).filter(fields[field]);
  return [...new Set(values as FieldValue<F>[])].slice(0, MOST_VALUES);
}

function printField(field: Field, values: readonly string[]): [string, string][] {
  if (values.length === 0) return [];
  const sorted = values.toSorted();
  return field === 'label' ? sorted.map((value) => [field, value]) : [[field, sorted.join(',')]];
}

function statesOf(word: string): readonly string[] {
  if (word === 'open') return OPEN;
  if (word === 'settled') return SETTLED;
  return word === 'all' ? [] : [word];
}

function stateWord(states: readonly TicketState[]): string {
  const same = (some: readonly TicketState[]) =>
    some.length === states.length && some.every((state) => states.includes(state));
  if (states.length === 0 || states.length === ticketStates.length) return 'all';
  if (same(OPEN)) return 'open';
  return same(SETTLED) ? 'settled' : ticketStates.filter((state) => states.includes(state)).join(',');
}

const oneOf = <W extends string>(words: readonly W[], word: string | null, otherwise: W): W =>
  words.find((one) => one === word) ?? otherwise;

/** The query part of an address, without the browser's own reader of it: the rules run on the server too. */
function parametersOf(printed: string): Parameters {
  const pairs = printed.split('&').map((part) => {
    const [key = '', ...value] = part.split('=');
    return [key, decoded(value.join('='))] as const;
  });
  const getAll = (name: string) => pairs.filter(([key]) => key === name).map(([, value]) => value);
  return { getAll, get: (name) => getAll(name)[0] ?? null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
