import { parameterOf } from '../reference/batch-process.ts';
import type { Appended, Operation, Point, Reading, Series } from './manufacturing.ts';
import { excursionsOf, hasLimits, withExcursions } from './range.ts';

/** Points that an entry carries inline, so that an open chart grows without asking. */
export const INLINE_POINTS = 12;
const KEPT_EXCURSIONS = 20;

/** Whether new points come before one that stands, so that the series must be told from all its readings. */
export const outOfOrder = (series: Pick<Series, 'last'>, points: readonly Pick<Point, 'at'>[]): boolean => {
  const newest = series.last.at(-1);
  return newest !== undefined && points.some(({ at }) => at < newest.at);
};

export const pointOf = ({ id, at, value, censor }: Point): Point => ({ id, at, value, censor });

/** The readings that stand, in time order. */
export const standingPoints = (readings: readonly Reading[]): Point[] =>
  readings
    .filter(({ supersededBy }) => supersededBy === null)
    .map(pointOf)
    .toSorted(byTime);

export const byTime = (a: Point, b: Point): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** The series with readings added; `standing` are all of its readings that stood before, needed only where they come out of order. */
export function withReadings(
  series: Series,
  operation: Operation,
  readings: readonly Reading[],
  standing: readonly Reading[],
  digest: string,
): Series {
  const appended = appendedRange(readings);
  const points = readings.map(pointOf);
  if (outOfOrder(series, points)) {
    const own = standing.filter(({ seriesId }) => seriesId === series.id);
    return {
      ...retold(series, operation, [...own, ...readings]),
      count: series.count + readings.length,
      appended,
      digest,
    };
  }
  return {
    ...series,
    count: series.count + readings.length,
    last: [...series.last, ...points].slice(-INLINE_POINTS),
    excursions: limited(series, operation)
      ? withExcursions(series.excursions, points, series.acceptable).slice(-KEPT_EXCURSIONS)
      : [],
    appended,
    digest,
  };
}

/** The series told again from all its readings, superseded ones left out. */
export function retold(series: Series, operation: Operation, readings: readonly Reading[]): Series {
  const points = standingPoints(readings);
  return {
    ...series,
    last: points.slice(-INLINE_POINTS),
    excursions: limited(series, operation) ? excursionsOf(points, series.acceptable).slice(-KEPT_EXCURSIONS) : [],
  };
}

function limited({ parameter }: Series, { code }: Operation): boolean {
  const reference = parameterOf(code, parameter);
  return reference !== null && hasLimits(reference);
}

function appendedRange(readings: readonly Reading[]): Appended | null {
  const [first, newest] = [readings[0], readings.at(-1)];
  if (first === undefined || newest === undefined) return null;
  return {
    count: readings.length,
    from: first.at,
    to: newest.at,
    enteredAt: first.enteredAt,
    enteredBy: first.enteredBy,
    source: first.source,
  };
}
