import type { Batch, Operation } from '@crossflow/domain/manufacturing/manufacturing';
import { toSiteField, fromSiteField } from './words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A plan and what came of it that are nearer than this are drawn as one. */
const SAME = 6 * HOUR;

/** The stretch of time a ribbon shows. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One bar: percentages of the ribbon's width. */
export interface Bar {
  readonly id: string;
  readonly look: 'done' | 'now' | 'rest' | 'plan' | 'lite' | 'aborted';
  readonly left: number;
  readonly width: number;
  readonly operation: Operation | null;
}
export interface Row {
  readonly batch: Batch;
  readonly bars: readonly Bar[];
  /** What was planned, where it came otherwise. */
  readonly ghosts: readonly Pick<Bar, 'id' | 'left' | 'width'>[];
  /** Hours that the operation under way, or the next one, is behind its plan; ahead is below nothing. */
  readonly lateHours: number;
}
export interface Tick {
  readonly left: number;
  readonly width: number;
  readonly at: number;
  readonly weekend: boolean;
  readonly today: boolean;
}

/** The operations of a batch as bars within a span: actual in front, plan behind. */
export function ribbonRow(batch: Batch, operations: readonly Operation[], span: Span, now: number): Row {
  const late = lateHours(operations, now);
  const shown = operations.flatMap((operation) => barsOf(operation, late, span, now));
  const testing =
    batch.state === 'testing' && batch.endedAt !== null
      ? [bar(`${batch.id}/testing`, 'lite', Date.parse(batch.endedAt), now, span, null)]
      : [];
  const ghosts = operations.flatMap((operation) => ghostOf(operation, span));
  return { batch, bars: [...shown, ...testing].filter((one) => one !== null), ghosts, lateHours: late };
}

/** One tick for each day at the site. */
export function ticks({ from, to }: Span, timeZone: string, now: number): Tick[] {
  const made: Tick[] = [];
  const today = toSiteField(now, timeZone).slice(0, 10);
  for (let at = from; at < to;) {
    const day = toSiteField(at + HOUR, timeZone).slice(0, 10);
    const next = dayStart(at + HOUR + DAY, timeZone);
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    made.push({
      at,
      left: share(at, { from, to }),
      width: share(next, { from, to }) - share(at, { from, to }),
      weekend: weekday === 0 || weekday === 6,
      today: day === today,
    });
    at = next;
  }
  return made;
}

/** So many whole days at the site, beginning some days before today. */
export function daysAround(now: number, timeZone: string, before: number, days: number): Span {
  const from = dayStart(now - before * DAY, timeZone);
  return { from, to: dayStart(from + days * DAY + HOUR, timeZone) };
}

/** The whole of some batches, with a day of room. */
export function wholeOf(batches: readonly Batch[], timeZone: string, now: number): Span {
  const starts = batches.map(({ startedAt, plannedStartAt }) => Date.parse(startedAt ?? plannedStartAt));
  const ends = batches.map(({ endedAt, plannedEndAt }) => Date.parse(endedAt ?? plannedEndAt));
  return {
    from: dayStart(Math.min(now, ...starts) - DAY, timeZone),
    to: dayStart(Math.max(now, ...ends) + 2 * DAY, timeZone),
  };
}

export const share = (at: number, { from, to }: Span): number => ((at - from) / (to - from)) * 100;

/** Midnight at the site, at or before an instant. */
function dayStart(at: number, timeZone: string): number {
  const day = toSiteField(at, timeZone).slice(0, 10);
  return Date.parse(fromSiteField(`${day}T00:00`, timeZone) ?? '') || at;
}

function lateHours(operations: readonly Operation[], now: number): number {
  const running = operations.find(({ state }) => state === 'running');
  if (running?.startedAt) return (Date.parse(running.startedAt) - Date.parse(running.plannedStartAt)) / HOUR;
  const next = operations.find(({ state }) => state === 'planned');
  return next === undefined ? 0 : Math.max(0, (now - Date.parse(next.plannedStartAt)) / HOUR);
}

/** What is not begun yet is expected as late as the batch now is. */
function barsOf(operation: Operation, late: number, span: Span, now: number): (Bar | null)[] {
  const { id, state, startedAt, endedAt, plannedStartAt, plannedEndAt } = operation;
  const [start, end] = [Date.parse(plannedStartAt), Date.parse(plannedEndAt)];
  if (startedAt === null) {
    const shift = Math.max(0, late) * HOUR;
    return [bar(id, 'plan', start + shift, end + shift, span, operation)];
  }
  const from = Date.parse(startedAt);
  if (state !== 'running')
    return [bar(id, state === 'aborted' ? 'aborted' : 'done', from, Date.parse(endedAt ?? startedAt), span, operation)];
  return [
    bar(id, 'now', from, now, span, operation),
    bar(`${id}/rest`, 'rest', now, Math.max(now, from + (end - start)), span, operation),
  ];
}

function ghostOf(operation: Operation, span: Span) {
  const { id, startedAt, plannedStartAt, plannedEndAt, state } = operation;
  const came = startedAt === null ? null : Math.abs(Date.parse(startedAt) - Date.parse(plannedStartAt));
  if (came === null || (came < SAME && state !== 'running')) return [];
  const ghost = bar(`${id}/ghost`, 'plan', Date.parse(plannedStartAt), Date.parse(plannedEndAt), span, null);
  return ghost === null ? [] : [ghost];
}

function bar(
  id: string,
  look: Bar['look'],
  start: number,
  end: number,
  span: Span,
  operation: Operation | null,
): Bar | null {
  const [from, to] = [Math.max(start, span.from), Math.min(end, span.to)];
  return to <= from
    ? null
    : { id, look, left: share(from, span), width: share(to, span) - share(from, span), operation };
}
