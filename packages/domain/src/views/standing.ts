import type { Clock } from '../clocks/clock.ts';
import type { ClockStanding } from '../clocks/present-clock.ts';
import { runsIn } from '../clocks/targets.ts';
import { isOpen, type Ticket } from '../tickets/ticket.ts';

type Clocked = Pick<Ticket, 'state' | 'clocks' | 'dueAt'>;
type Deadline = Pick<Clock, 'dueAt' | 'leftMs' | 'metAt'>;
const DAY_MS = 86_400_000;

/**
 * What `clockStanding` of the clocks says, without the working calendars that a picture of the clock needs: asked of every ticket
 * of a list, it may cost no more than a comparison.
 */
export function standingOf(ticket: Clocked, now: number): ClockStanding | null {
  if (!isOpen(ticket)) return null;
  const clock = deadlineOf(ticket);
  if (clock === null) return 'running';
  const at = clock.metAt === null ? now : Date.parse(clock.metAt);
  if (clock.dueAt === null ? (clock.leftMs ?? 0) < 0 : Date.parse(clock.dueAt) < at) return 'breached';
  const byHand = ticket.dueAt !== null && clock.dueAt === ticket.dueAt;
  if (clock.metAt === null && (clock.leftMs !== null || (byHand && !runsIn(ticket.state)))) return 'paused';
  return clock.dueAt !== null && Date.parse(clock.dueAt) - now <= DAY_MS ? 'due' : 'running';
}

/** When the clock that a row shows runs out; null where none runs. */
export const nextDue = (ticket: Clocked): string | null =>
  isOpen(ticket) ? (deadlineOf(ticket)?.dueAt ?? null) : null;

/** The same clock that `presentClock` shows: a date set by hand wins over the answer's, and whichever runs out first over both. */
function deadlineOf({ clocks, dueAt }: Clocked): Deadline | null {
  const answer = dueAt === null ? answerOf(clocks) : { dueAt, leftMs: null, metAt: null };
  const resolution = clocks?.resolution ?? null;
  if (answer === null || resolution === null || resolution.metAt !== null || answer.dueAt === null) return answer;
  return resolution.dueAt !== null && resolution.dueAt < answer.dueAt ? resolution : answer;
}

function answerOf(clocks: Ticket['clocks']): Deadline | null {
  if (clocks === null) return null;
  if (clocks.update !== null) return clocks.update;
  return clocks.response === null || clocks.response.metAt !== null ? null : clocks.response;
}
