import type { Censor } from '@crossflow/domain/manufacturing/manufacturing';

export interface MeasuredValue {
  readonly value: number;
  readonly censor: Censor | null;
}

/** A value as people type it: `6.98`, `6,98`, `<0.05`; null where it is none. */
export function parseMeasured(typed: string): MeasuredValue | null {
  const found = /^\s*([<>＜＞]?)\s*(-?\d+(?:[.,]\d+)?|-?[.,]\d+)\s*$/.exec(typed);
  if (found === null) return null;
  const [, sign = '', digits = ''] = found;
  const value = Number(digits.replace(',', '.'));
  const censor = sign === '<' || sign === '＜' ? '<' : sign === '>' || sign === '＞' ? '>' : null;
  return Number.isFinite(value) ? { value, censor } : null;
}
