import type { Party } from '@crossflow/domain/organizations/organization';
import { answerClock, resolutionClock, responseClock, type PresentClock } from '@crossflow/domain/clocks/present-clock';
import { isOpen, type Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import { shortName } from '../kernel/audience.ts';
import { clock, dueWords, moment } from '../kernel/clock.svelte.ts';
import { clockView, exactly, leftWords, workingTime, type ClockView } from '../kernel/clock-words.ts';
import type { Live } from '../kernel/live.svelte.ts';

/** One clock of the pane, in words. */
export interface ClockLine {
  readonly id: string;
  readonly mark: 'met' | 'party' | 'ring';
  readonly title: string;
  readonly value: string;
  readonly late: boolean;
  /** Null once it is met. */
  readonly view: ClockView | null;
  /** Beneath the bar: why it stands, or whose hours count; and when it ends. */
  readonly note: string;
  readonly when: string;
  readonly whole: string | undefined;
}

/** First response, answer and resolution, as far as the ticket has them. */
export function clockLines(ticket: Ticket, live: Live): ClockLine[] {
  const parties = live.rows('party');
  const response = responseClock(ticket, clock.now, parties);
  const answer = answerClock(ticket, clock.now, parties);
  const resolution = resolutionClock(ticket, clock.now, parties);
  const first = response !== null && (response.metAt !== null || answer?.name !== 'response');
  return [
    ...(first ? [line('response', response, ticket, live)] : []),
    ...(answer === null ? [] : [line('answer', answer, ticket, live)]),
    ...(resolution === null ? [] : [line('resolution', resolution, ticket, live)]),
  ];
}

function line(id: string, present: PresentClock, ticket: Ticket, live: Live): ClockLine {
  const party = live.get('party', present.partyId);
  const met = present.metAt !== null;
  return {
    id,
    mark: met ? 'met' : id === 'answer' ? 'party' : 'ring',
    title: titled(id, present),
    value: met ? metWords(present) : leftWords(present),
    late: present.breached,
    view: met ? null : clockView(present),
    note: met ? '' : noteOf(id, present, party, ticket, live),
    when: met || present.dueAt === null ? '' : whenWords(present.dueAt, present.breached),
    whole: present.dueAt === null ? undefined : moment(present.dueAt),
  };
}

const names: Readonly<Record<string, () => string>> = {
  response: m.clocks_response,
  answer: m.clocks_answer,
  resolution: m.clocks_resolution,
};

/** The answer stands without its limit: what is left says more. */
function titled(id: string, { limit, name, roundTheClock }: PresentClock): string {
  const word = name === 'response' ? m.clocks_response() : (names[id]?.() ?? id);
  if (limit === null || (id === 'answer' && name !== 'response')) return word;
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?/.exec(limit) ?? [];
  const n = days ?? hours ?? '';
  if (roundTheClock) return m.clocks_within({ name: word, limit: m.clocks_limit_always({ n }) });
  const told = days === undefined ? m.clocks_limit_hours({ n }) : m.clocks_limit_days({ n });
  return m.clocks_within({ name: word, limit: told });
}

function metWords({ breached, leftMs, limit, dayMs, startedAt, metAt, roundTheClock }: PresentClock): string {
  if (breached || metAt === null || limit === null) return m.clocks_met_late();
  const elapsed = Date.parse(metAt) - Date.parse(startedAt);
  if (roundTheClock || elapsed < SAME_DAY_MS) return m.clocks_met_in({ time: exactly(elapsed) });
  return m.clocks_met_in({ time: workingTime(Math.max(0, allowedMs(limit, dayMs) - leftMs), dayMs) });
}

const SAME_DAY_MS = 24 * 3_600_000;

function allowedMs(limit: string, dayMs: number): number {
  const [, days = '0', hours = '0'] = /^P(?:(\d+)D)?(?:T(\d+)H)?/.exec(limit) ?? [];
  return Number(days) * dayMs + Number(hours) * 3_600_000;
}

function noteOf(id: string, present: PresentClock, party: Party | undefined, ticket: Ticket, live: Live): string {
  if (present.state === 'paused') {
    return present.pausedAt === null
      ? m.clocks_stands_still()
      : m.clocks_paused_since({ when: dueWords(present.pausedAt) });
  }
  if (id === 'resolution' && isOpen(ticket)) {
    const raiser = live.get('party', ticket.raisedByParty);
    return raiser === undefined ? '' : m.clocks_pauses_while({ name: shortName(raiser) });
  }
  if (present.name === 'due') return m.clocks_by_hand();
  if (present.roundTheClock || party === undefined) return m.clocks_day_and_night();
  const { from, to } = party.workingHours;
  return m.clocks_hours_of({ city: party.city, from, to });
}

const whenWords = (dueAt: string, breached: boolean): string =>
  breached ? m.clocks_late_since({ when: dueWords(dueAt) }) : m.clocks_due_at({ when: dueWords(dueAt) });
