import type { PresentClock } from '@crossflow/domain/clocks/present-clock';
import { m } from '@crossflow/i18n';
import { clock, duration, dueWords, moment } from './clock.svelte.ts';

/** What a `ClockBar` takes, and whether the age beside it is red. */
export interface ClockView {
  readonly share: number;
  readonly state: 'running' | 'soon' | 'late' | 'paused' | 'met';
  readonly late: boolean;
  readonly label: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EXACT_BELOW = 10 * HOUR;
const LAST_QUARTER = 0.75;
const AGE_EXACT_BELOW = 2 * HOUR;

/** A length of time to the minute where that matters: "6 h 18". */
export function exactly(ms: number, below = EXACT_BELOW): string {
  const [h, min] = [Math.floor(ms / HOUR), Math.floor((ms % HOUR) / MINUTE)];
  if (ms < MINUTE) return m.kernel_minutes({ n: 0 });
  return h === 0 || ms >= below || min === 0
    ? duration(ms)
    : m.clocks_hours_minutes({ h, min: String(min).padStart(2, '0') });
}

/** How long it has waited for the company whose turn it is. */
export const turnAge = (since: string): string => exactly(clock.now - Date.parse(since), AGE_EXACT_BELOW);

/** Working time, in the working days of the company: "4 d 6 h". */
export function workingTime(ms: number, dayMs: number): string {
  const d = Math.floor(ms / dayMs);
  const h = Math.floor((ms % dayMs) / HOUR);
  if (d === 0) return exactly(ms, dayMs);
  return h === 0 ? m.kernel_days({ n: d }) : m.clocks_days_hours({ d, h });
}

/** "6 h 18 left", "2 h over". */
export function leftWords({ leftMs, dayMs, breached }: PresentClock): string {
  const time = workingTime(Math.abs(leftMs), dayMs);
  return breached ? m.clocks_over({ time }) : m.clocks_left({ time });
}

/** The clock of what is due by a date and counts day and night. */
export function plainClock(since: string, dueAt: string | null): ClockView | null {
  if (dueAt === null) return null;
  const [from, due] = [Date.parse(since), Date.parse(dueAt)];
  const share = (clock.now - from) / Math.max(1, due - from);
  const late = clock.now > due;
  const time = exactly(Math.abs(due - clock.now));
  const left = late ? m.clocks_over({ time }) : m.clocks_left({ time });
  const state = late ? 'late' : share >= LAST_QUARTER ? 'soon' : 'running';
  return {
    share: late ? Math.max(share, 1.01) : share,
    state,
    late,
    label: m.clocks_bar({ left, when: dueWords(dueAt) }),
  };
}

/** A clock as its bar shows it: dotted while it stands still, at night as well. */
export function clockView(present: PresentClock): ClockView {
  const { share, state, breached, resting } = present;
  const late = breached && state !== 'met';
  return { share, late, state: resting && state !== 'late' ? 'paused' : state, label: barWords(present) };
}

function barWords(present: PresentClock): string {
  const left = leftWords(present);
  if (present.state === 'paused') return m.clocks_bar_stopped({ left });
  if (present.goesOnAt !== null && !present.breached)
    return m.clocks_bar_resting({ left, when: moment(present.goesOnAt) });
  return present.dueAt === null ? left : m.clocks_bar({ left, when: dueWords(present.dueAt) });
}
