import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { allow, type Refusal, Refused } from '../access/refusal.ts';
import { type Change, changed, created, type Outcome } from '../record/change.ts';
import { command, id, line, requiredLine } from '../record/command.ts';
import { isNumeric, type Parameter, parameterOf } from '../reference/batch-process.ts';
import { batchRefusal } from './batch.ts';
import type { Batch, Operation, Point, Reading, Series } from './manufacturing.ts';
import { byTime, retold, withReadings } from './series.ts';

const LATE_AFTER = 3_600_000;
const CLOCK_SKEW = 300_000;
const MOST_DECIMALS = 4;

const value = z.number();
const point = z.strictObject({
  id,
  at: z.iso.datetime({ precision: 3 }),
  value,
  censor: z.enum(['<', '>']).nullable(),
});
const group = z.strictObject({
  /** Used when the operation has no series of this parameter yet. */
  seriesId: id,
  parameter: requiredLine(40),
  unit: line(40),
  setPoint: value.nullable(),
  points: z.array(point).min(1).max(5000),
});

export const enterReadingsInput = command({
  batchId: id,
  operationId: id,
  source: requiredLine(60),
  /** Asked for where a point is late. */
  reason: line(400).nullable(),
  groups: z.array(group).min(1).max(40),
});
export const correctReadingInput = command({
  readingId: id,
  /** The new reading's. */
  correctionId: id,
  value,
  censor: z.enum(['<', '>']).nullable(),
  reason: requiredLine(400),
});
export type EnterReadingsInput = z.infer<typeof enterReadingsInput>;
export type CorrectReadingInput = z.infer<typeof correctReadingInput>;
export type ReadingGroup = EnterReadingsInput['groups'][number];

/** What stands already: the series of the operation, and of each series that gets points out of order, all its readings. */
export interface Standing {
  readonly series: readonly Series[];
  readonly readings: readonly Reading[];
  /** Chains a series' digest with the readings that come; the browser, which only predicts, leaves it as it is. */
  readonly digest: (before: string, readings: readonly Reading[]) => string;
}

export const isLate = (measuredAt: string, enteredAt: string): boolean =>
  Date.parse(enteredAt) - Date.parse(measuredAt) > LATE_AFTER;

/** Why a value cannot be a reading of this parameter, or null. A value outside its ranges can; a misplaced decimal cannot. */
export function valueRefusal(parameter: Parameter | null, unit: string, measured: number): Refusal | null {
  if (parameter === null || !isNumeric(parameter)) return 'unknown-parameter';
  if (unit !== parameter.unit) return 'wrong-unit';
  if (!Number.isFinite(measured)) return 'not-a-number';
  if (decimals(measured) > MOST_DECIMALS) return 'too-many-decimals';
  if (measured < 0 && parameter.unit !== '°C') return 'implausible-value';
  const { min, max } = parameter.acceptable;
  if (min === undefined || max === undefined || min === max) return null;
  const reach = 10 * (max - min);
  return measured < min - reach || measured > max + reach ? 'implausible-value' : null;
}

/** Why these readings may not be entered, or null. */
export function enterRefusal(
  batch: Batch,
  operation: Operation,
  actor: Actor,
  input: Pick<EnterReadingsInput, 'reason' | 'groups'>,
  at: string,
): Refusal | null {
  const refusal = batchRefusal(batch, 'enter', actor);
  if (refusal !== null) return refusal;
  if (operation.startedAt === null) return 'operation-not-started';
  for (const { parameter, unit, points } of input.groups) {
    for (const point of points) {
      const reason =
        valueRefusal(parameterOf(operation.code, parameter), unit, point.value) ?? timeRefusal(point, operation, at);
      if (reason !== null) return reason;
    }
  }
  const late = input.groups.some(({ points }) => points.some((point) => isLate(point.at, at)));
  return late && (input.reason ?? '') === '' ? 'late-entry-reason' : null;
}

/** One entry for each parameter: it names the range that came and carries the newest points; the readings are rows of their own. */
export function enterReadings(
  batch: Batch,
  operation: Operation,
  actor: Actor,
  input: EnterReadingsInput,
  standing: Standing,
  { at }: { readonly at: string },
): Outcome {
  allow(enterRefusal(batch, operation, actor, input, at));
  if (new Set(input.groups.map(({ parameter }) => parameter)).size < input.groups.length)
    throw new Refused('invalid-input');
  const changes: Change[] = [];
  const rows: Reading[] = [];
  for (const group of input.groups) {
    const before = standing.series.find(({ parameter }) => parameter === group.parameter) ?? null;
    const series = before ?? emptySeries(batch, operation, group);
    const readings = newReadings(series, group, actor, input, at);
    const digest = standing.digest(series.digest, readings);
    const next = withReadings(series, operation, readings, standing.readings, digest);
    const told = { within: batch.id };
    changes.push(
      before === null ? created('series', 'read', next, told) : changed('series', 'read', before, next, told),
    );
    rows.push(...readings);
  }
  return { changes, notices: [], bulk: [{ kind: 'reading', rows }] };
}

export function correctRefusal(batch: Batch, reading: Reading, actor: Actor): Refusal | null {
  return batchRefusal(batch, 'enter', actor) ?? (reading.supersededBy === null ? null : 'already-corrected');
}

/** The old reading stays, marked as superseded; the new one carries the reason. `standing.readings` holds all of the series. */
export function correctReading(
  batch: Batch,
  operation: Operation,
  series: Series,
  reading: Reading,
  actor: Actor,
  input: CorrectReadingInput,
  standing: Standing,
  { at }: { readonly at: string },
): Outcome {
  allow(correctRefusal(batch, reading, actor));
  allow(valueRefusal(parameterOf(operation.code, series.parameter), series.unit, input.value));
  const correction = correctionOf(reading, actor, input, at);
  const superseded: Reading = { ...reading, supersededBy: correction.id };
  const others = standing.readings.filter(({ id }) => id !== reading.id);
  const next = {
    ...retold(series, operation, [...others, correction]),
    digest: standing.digest(series.digest, [correction]),
  };
  const told = { within: batch.id };
  return {
    changes: [
      changed('reading', 'superseded', reading, superseded, told),
      created('reading', 'corrected', correction, { ...told, reason: input.reason }),
      changed('series', 'retold', series, next, told),
    ],
    notices: [],
  };
}

/** Source of readings that a person typed. */
export const MANUAL = 'manual';

function timeRefusal({ at }: Point, { startedAt }: Operation, now: string): Refusal | null {
  if (Date.parse(at) > Date.parse(now) + CLOCK_SKEW) return 'in-the-future';
  return startedAt !== null && at < startedAt ? 'before-the-operation' : null;
}

function decimals(measured: number): number {
  const [, fraction = ''] = String(measured).split('.');
  return fraction.includes('e-') || String(measured).includes('e-') ? MOST_DECIMALS + 1 : fraction.length;
}

function correctionOf(reading: Reading, actor: Actor, input: CorrectReadingInput, at: string): Reading {
  return {
    ...reading,
    id: input.correctionId,
    version: 1,
    value: input.value,
    censor: input.censor,
    enteredAt: at,
    enteredBy: actor.memberId,
    source: MANUAL,
    late: isLate(reading.at, at),
    reason: input.reason,
    supersedes: reading.id,
    supersededBy: null,
  };
}

function emptySeries(
  batch: Batch,
  operation: Operation,
  { seriesId, parameter, unit, setPoint }: ReadingGroup,
): Series {
  const reference = parameterOf(operation.code, parameter);
  if (reference === null) throw new Refused('unknown-parameter');
  return {
    id: seriesId,
    programId: batch.programId,
    audience: batch.audience,
    version: 1,
    batchId: batch.id,
    operationId: operation.id,
    parameter,
    unit,
    normal: reference.normal,
    acceptable: reference.acceptable,
    setPoint,
    count: 0,
    last: [],
    excursions: [],
    appended: null,
    digest: '',
  };
}

function newReadings(
  series: Series,
  { points }: ReadingGroup,
  actor: Actor,
  { source, reason }: EnterReadingsInput,
  at: string,
): Reading[] {
  return points.toSorted(byTime).map((point) => {
    const late = isLate(point.at, at);
    return {
      ...point,
      programId: series.programId,
      audience: series.audience,
      version: 1,
      seriesId: series.id,
      batchId: series.batchId,
      enteredAt: at,
      enteredBy: actor.memberId,
      source,
      late,
      reason: late ? reason : null,
      supersedes: null,
      supersededBy: null,
    };
  });
}
