import { sideOf, standingOf } from '@crossflow/domain/manufacturing/range';
import type { Censor } from '@crossflow/domain/manufacturing/manufacturing';
import type { Limits } from '@crossflow/domain/reference/batch-process';

/** One value at a place on the time axis, in the axis' unit since its origin. */
export interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  readonly id: string;
  readonly censor?: Censor | null;
}

/** The ranges that held from one place to another; null is the end of the chart. */
export interface Band {
  readonly from: number | null;
  readonly to: number | null;
  readonly normal: Limits;
  readonly acceptable: Limits;
  readonly setPoint: number | null;
}

export interface Marked {
  readonly side: 'below' | 'above';
  readonly from: number;
  readonly to: number;
  /** "42 min below PAR". */
  readonly label: string;
}

/** Everything that a parameter's chart draws. */
export interface ChartShape {
  readonly points: readonly PlacedPoint[];
  /** The same parameter of an earlier batch. */
  readonly previous: readonly PlacedPoint[];
  readonly bands: readonly Band[];
  readonly excursions: readonly Marked[];
  /** Where the time axis ends, and the places it names. */
  readonly length: number;
  readonly unit: 'day' | 'hour';
  /** Beside the last point: "above NOR". */
  readonly note: string | null;
  /** The part that is asked about. */
  readonly window: { readonly from: number; readonly to: number } | null;
}

export type Aligned = [number[], (number | null)[], (number | null)[]];

/** Both lines over one list of places, as the plot wants them. */
export function aligned({ points, previous }: Pick<ChartShape, 'points' | 'previous'>): Aligned {
  const places = [...new Set([...points, ...previous].map(({ x }) => x))].sort((a, b) => a - b);
  const [now, before] = [points, previous].map((line) => new Map(line.map(({ x, y }) => [x, y])));
  return [places, places.map((x) => before?.get(x) ?? null), places.map((x) => now?.get(x) ?? null)];
}

/** The heights shown: the acceptable range and every value, with a little room. */
export function heights({
  points,
  previous,
  bands,
}: Pick<ChartShape, 'points' | 'previous' | 'bands'>): [number, number] {
  const bounds = bands.flatMap(({ acceptable, normal, setPoint }) => [
    acceptable.min ?? normal.min,
    acceptable.max ?? normal.max,
    setPoint,
  ]);
  const values = [...bounds, ...points.map(({ y }) => y), ...previous.map(({ y }) => y)].filter(
    (value): value is number => value !== null && value !== undefined,
  );
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.1;
  // A range that begins at nothing keeps its floor: there is no less than none.
  return [low >= 0 && low - room < 0 ? Math.min(0, low) : low - room, high + room];
}

/** The heights worth naming: the limits, set-points where a chart has several ranges; none nearer than `apart` to another. */
export function namedHeights(bands: readonly Band[], apart: number): number[] {
  const wanted =
    bands.length > 1
      ? bands.flatMap(({ setPoint, normal }) => setPoint ?? middle(normal) ?? [])
      : bands.flatMap(({ acceptable, normal }) => [acceptable.min, acceptable.max, normal.min, normal.max]);
  const named: number[] = [];
  for (const height of wanted) {
    if (height !== undefined && named.every((other) => Math.abs(other - height) >= apart)) named.push(height);
  }
  return named.sort((a, b) => a - b);
}

/** The places named under the axis: every second day of a culture, else about six of them. */
export function namedPlaces(length: number, unit: ChartShape['unit']): number[] {
  const step = unit === 'day' && length <= 16 ? 2 : niceStep(length / 6);
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}

/** Whether the last value lies outside its normal range only, and where. */
export function straying(last: PlacedPoint | undefined, bands: readonly Band[]): 'below' | 'above' | null {
  const band = last && bands.find(({ from, to }) => (from ?? -Infinity) <= last.x && last.x <= (to ?? Infinity));
  if (last === undefined || band === undefined) return null;
  const measured = { value: last.y, censor: last.censor ?? null };
  return standingOf(measured, band) === 'acceptable' ? sideOf(measured, band.normal) : null;
}

/** The point nearest to a place. */
export function nearest(points: readonly PlacedPoint[], x: number): PlacedPoint | null {
  let best: PlacedPoint | null = null;
  for (const point of points) if (best === null || Math.abs(point.x - x) < Math.abs(best.x - x)) best = point;
  return best;
}

const middle = ({ min, max }: Limits): number | undefined =>
  min === undefined || max === undefined ? undefined : (min + max) / 2;

function niceStep(rough: number): number {
  const steps = [0.25, 0.5, 1, 2, 3, 4, 6, 12, 24, 48, 96];
  return steps.find((step) => step >= rough) ?? Math.ceil(rough);
}
