import { excursionsOf, hasLimits } from '@crossflow/domain/manufacturing/range';
import type { Batch, Operation, Point, Series } from '@crossflow/domain/manufacturing/manufacturing';
import { CULTURE, parameterOf, unitOperation } from '@crossflow/domain/reference/batch-process';
import { m } from '@crossflow/i18n';
import { type Band, type ChartShape, type PlacedPoint, straying } from './chart-shape.ts';
import { excursionText } from './chart-words.ts';

const HOUR = 3_600_000;
const DAYS_OF_A_CULTURE = 14;

/** The time axis of an operation: days of the culture for the production bioreactor, hours since its start for the others. */
export interface TimeAxis {
  readonly origin: number;
  readonly unit: 'day' | 'hour';
  readonly length: number;
}

/** A series with the points of it that are known. */
export interface Told {
  readonly series: Series;
  readonly points: readonly Point[];
}

export function timeAxis(batch: Batch, operation: Operation, until: number): TimeAxis {
  const culture = operation.code === CULTURE && batch.dayZeroAt !== null;
  const origin = Date.parse((culture ? batch.dayZeroAt : operation.startedAt) ?? operation.plannedStartAt);
  const end = Math.max(until, operation.endedAt === null ? 0 : Date.parse(operation.endedAt));
  if (culture) return { origin, unit: 'day', length: Math.max(DAYS_OF_A_CULTURE, (end - origin) / (24 * HOUR)) };
  const typical = unitOperation(operation.code)?.typicalHours ?? 1;
  return { origin, unit: 'hour', length: Math.max(typical, (end - origin) / HOUR) };
}

export const placeOf = (at: string | number, { origin, unit }: TimeAxis): number =>
  ((typeof at === 'number' ? at : Date.parse(at)) - origin) / (unit === 'day' ? 24 * HOUR : HOUR);

/** One chart out of one series, or of two where a shifted parameter takes over from the first. */
export function seriesShape(
  code: string,
  parts: readonly Told[],
  axis: TimeAxis,
  previous: readonly PlacedPoint[],
  window: { readonly from: string; readonly to: string } | null,
): ChartShape {
  const points = parts.flatMap(({ points }) => placed(points, axis));
  const bands = bandsOf(parts, axis);
  const until = parts.flatMap((part) => part.points).at(-1)?.at ?? '';
  const stray = straying(points.at(-1), bands);
  return {
    points,
    previous,
    bands,
    excursions: parts.flatMap((part) => marked(code, part, axis, until)),
    length: axis.length,
    unit: axis.unit,
    note: stray === null ? null : stray === 'below' ? m.kernel_chart_under_nor() : m.kernel_chart_over_nor(),
    window: window && { from: placeOf(window.from, axis), to: placeOf(window.to, axis) },
  };
}

export const placed = (points: readonly Point[], axis: TimeAxis): PlacedPoint[] =>
  points.map(({ id, at, value, censor }) => ({ id, x: placeOf(at, axis), y: value, censor }));

/** The first range holds until the second one begins. */
function bandsOf(parts: readonly Told[], axis: TimeAxis): Band[] {
  return parts.map(({ series, points }, index) => {
    const next = parts[index + 1]?.points[0];
    return {
      from: index === 0 || points[0] === undefined ? null : placeOf(points[0].at, axis),
      to: next === undefined ? null : placeOf(next.at, axis),
      normal: series.normal,
      acceptable: series.acceptable,
      setPoint: series.setPoint,
    };
  });
}

function marked(code: string, { series, points }: Told, axis: TimeAxis, until: string): ChartShape['excursions'] {
  const parameter = parameterOf(code, series.parameter);
  if (parameter === null || !hasLimits(parameter)) return [];
  return excursionsOf(points, series.acceptable).map((excursion) => ({
    side: excursion.side,
    from: placeOf(excursion.from, axis),
    to: placeOf(excursion.to ?? until, axis),
    label: excursionText(excursion, until),
  }));
}
