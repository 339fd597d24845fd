import { isNumeric, type Limits, type Parameter } from '../reference/batch-process.ts';
import type { Censor, Excursion, Point } from './manufacturing.ts';

/** Where a value stands: inside the normal range, outside it but acceptable, or outside the acceptable range. */
export type Standing = 'normal' | 'acceptable' | 'outside';
export type Side = 'below' | 'above';

interface Measured {
  readonly value: number;
  readonly censor?: Censor | null;
}
interface Ranges {
  readonly normal: Limits;
  readonly acceptable: Limits;
}

/** On which side of the limits a value lies, null inside. A limit itself is inside. `<x` is above no limit, `>x` below none. */
export function sideOf({ value, censor = null }: Measured, { min, max }: Limits): Side | null {
  if (min !== undefined && censor !== '>' && (value < min || (censor === '<' && value === min))) return 'below';
  if (max !== undefined && censor !== '<' && (value > max || (censor === '>' && value === max))) return 'above';
  return null;
}

/** Standing by the range rules of `reference/batch-process.json`: one-sided ranges are normal, an absent side bounds nothing. */
export function standingOf(measured: Measured, { normal, acceptable }: Ranges): Standing {
  if (sideOf(measured, acceptable) !== null) return 'outside';
  return isNumeric({ normal }) && sideOf(measured, normal) !== null ? 'acceptable' : 'normal';
}

/** A performance attribute reports how the culture does; its range is an expectation, not a limit, so it raises no excursion. */
export const hasLimits = ({ classification }: Pick<Parameter, 'classification'>): boolean => classification !== 'PA';

/**
 * Continues a list of excursions with points in time order. One ends with the first point inside again; a jump to the other
 * side ends one and begins another.
 */
export function withExcursions(known: readonly Excursion[], points: readonly Point[], acceptable: Limits): Excursion[] {
  const excursions = [...known];
  for (const point of points) {
    const side = sideOf(point, acceptable);
    const open = excursions.at(-1);
    if (open !== undefined && open.to === null) {
      if (open.side === side) {
        excursions[excursions.length - 1] = { ...open, worst: farthest(side, open.worst, point.value) };
        continue;
      }
      excursions[excursions.length - 1] = { ...open, to: point.at };
    }
    if (side !== null) excursions.push({ side, from: point.at, to: null, worst: point.value });
  }
  return excursions;
}

export const excursionsOf = (points: readonly Point[], acceptable: Limits): Excursion[] =>
  withExcursions([], points, acceptable);

/** Whole minutes that an excursion lasted; an open one lasts until `until` (ISO), its last known point. */
export function excursionMinutes({ from, to }: Pick<Excursion, 'from' | 'to'>, until: string): number {
  return Math.max(0, Math.round((Date.parse(to ?? until) - Date.parse(from)) / 60_000));
}

/** Decimals that a value of these ranges is told with, taken from how narrow the range is. */
export function decimalsOf({ normal }: Pick<Ranges, 'normal'>): number {
  const { min, max } = normal;
  if (min === undefined || max === undefined) return 1;
  const width = max - min;
  return width < 1 ? 2 : width <= 30 ? 1 : 0;
}

function farthest(side: Side, a: number, b: number): number {
  return side === 'below' ? Math.min(a, b) : Math.max(a, b);
}
