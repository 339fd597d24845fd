import { decimalsOf, excursionMinutes } from '@crossflow/domain/manufacturing/range';
import type { Censor, Excursion } from '@crossflow/domain/manufacturing/manufacturing';
import { type Limits, parameterOf, unitOperation } from '@crossflow/domain/reference/batch-process';
import { m } from '@crossflow/i18n';
import { inLanguage, look } from '../look.svelte.ts';

export function operationName(code: string): string {
  const operation = unitOperation(code);
  return operation === null ? code : inLanguage(operation.name, operation.nameZh);
}

export function operationShortName(code: string): string {
  const operation = unitOperation(code);
  return operation === null ? code : inLanguage(operation.shortName, operation.shortNameZh);
}

export function parameterName(code: string, key: string): string {
  const parameter = parameterOf(code, key);
  return parameter === null ? key : inLanguage(parameter.shortName, parameter.shortNameZh);
}

/** "10⁶ cells/mL" for "1e6 cells/mL"; pH has no unit to tell. */
export const unitText = (unit: string): string =>
  unit === 'pH'
    ? ''
    : unit.replace('1e6', '10⁶').replace(/m(\d)\b/, (_, power: string) => (power === '2' ? 'm²' : 'm³'));

const formats = new Map<string, Intl.NumberFormat>();

/** A value as finely as its range is narrow, never coarser than it was entered. */
export function valueText(value: number, ranges: { readonly normal: Limits }, censor: Censor | null = null): string {
  const decimals = decimalsOf(ranges);
  const name = `${look.locale}/${decimals}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat(look.locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: Math.max(decimals, 3),
    });
  formats.set(name, format);
  return `${censor ?? ''}${format.format(value)}`;
}

/** "6.85–7.15", "≤ 2", "≥ 60"; a criterion in words as it is. */
export function limitsText({ min, max, text }: Limits): string {
  if (min !== undefined && max !== undefined) return `${min}–${max}`;
  if (max !== undefined) return `≤ ${max}`;
  if (min !== undefined) return `≥ ${min}`;
  return text ?? '';
}

/** "42 min below PAR"; an open one says so. */
export function excursionText(excursion: Excursion, until: string): string {
  const minutes = excursionMinutes(excursion, until);
  if (minutes === 0) return excursion.side === 'below' ? m.kernel_chart_below_now() : m.kernel_chart_above_now();
  const length = minutes < 120 ? m.kernel_minutes({ n: minutes }) : m.kernel_hours({ n: Math.round(minutes / 60) });
  if (excursion.to === null) {
    return excursion.side === 'below' ? m.kernel_chart_below_open({ length }) : m.kernel_chart_above_open({ length });
  }
  return excursion.side === 'below' ? m.kernel_chart_below({ length }) : m.kernel_chart_above({ length });
}
