import type {
  Batch,
  BatchState,
  BatchType,
  OperationState,
  ScaleUnit,
} from '@crossflow/domain/manufacturing/manufacturing';
import type { Stage } from '@crossflow/domain/reference/batch-process';
import { m } from '@crossflow/i18n';
import type { GlyphName } from '@crossflow/ui';
import { look } from '../kernel/look.svelte.ts';

const states: Readonly<Record<BatchState, [() => string, GlyphName]>> = {
  planned: [m.manufacturing_state_planned, 'not-started'],
  issued: [m.manufacturing_state_issued, 'draft'],
  'in-process': [m.manufacturing_state_in_process, 'in-progress'],
  manufactured: [m.manufacturing_state_manufactured, 'approved'],
  testing: [m.manufacturing_state_testing, 'in-review'],
};
export const stateWord = (state: BatchState): string => states[state][0]();
export const stateGlyph = (state: BatchState): GlyphName => states[state][1];

const operationStates: Readonly<Record<OperationState, [() => string, GlyphName]>> = {
  planned: [m.manufacturing_operation_planned, 'not-started'],
  running: [m.manufacturing_operation_running, 'in-progress'],
  completed: [m.manufacturing_operation_completed, 'approved'],
  aborted: [m.manufacturing_operation_aborted, 'rejected'],
};
export const operationWord = (state: OperationState): string => operationStates[state][0]();
export const operationGlyph = (state: OperationState): GlyphName => operationStates[state][1];

const types: Readonly<Record<BatchType, () => string>> = {
  engineering: m.manufacturing_type_engineering,
  toxicology: m.manufacturing_type_toxicology,
  'gmp-clinical': m.manufacturing_type_gmp_clinical,
  ppq: m.manufacturing_type_ppq,
  commercial: m.manufacturing_type_commercial,
};
export const typeWord = (type: BatchType): string => types[type]();
export const stageWord = (stage: Stage): string =>
  stage === 'DS' ? m.manufacturing_stage_ds() : m.manufacturing_stage_dp();

/** "2,000 L", "3,200 vials". */
export function scaleText({ scale, scaleUnit }: { scale: number; scaleUnit: ScaleUnit }): string {
  const amount = new Intl.NumberFormat(look.locale).format(scale);
  return scaleUnit === 'L' ? `${amount} L` : m.manufacturing_vials({ amount });
}

/** "2,000 L · GMP clinical · v2.0". */
export const batchLine = (batch: Batch): string =>
  [scaleText(batch), typeWord(batch.type), batch.processVersion].join(' · ');

const locale = (): string => (look.locale === 'en' ? 'en-GB' : look.locale);

/** "21 Oct" at the site. */
export const siteDay = (instant: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', timeZone }).format(new Date(instant));

/** "Thu 19" at the site; an hour into the day, so that a change of clocks does not matter. */
export function shortDay(midnight: number, timeZone: string): string {
  const at = new Date(midnight + 3_600_000);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale(), { ...options, timeZone }).format(at);
  return `${part({ weekday: 'short' })} ${part({ day: 'numeric' }).replace(/\D/g, '')}`;
}

/** "21 Oct, 17:42" at the site. */
export const siteMoment = (instant: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant));

/** "UTC+08:00". */
export function utcOffset(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(at));
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? '';
  return `UTC${offset === '' ? '+00:00' : offset}`;
}

/** An instant as a field of local date and time at the site wants it: `2026-11-24T17:42`. */
export function toSiteField(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
  return parts.replace(' ', 'T');
}

/** The instant that a field of local time at the site means; null where it says none. */
export function fromSiteField(field: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${field}:00.000Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice, because the offset may change between the guess and the instant itself.
  let instant = asUtc;
  for (let round = 0; round < 2; round++) instant = asUtc - offsetAt(instant, timeZone);
  return new Date(instant).toISOString();
}

function offsetAt(instant: number, timeZone: string): number {
  return Date.parse(`${toSiteField(instant, timeZone)}:00.000Z`) - Math.floor(instant / 60_000) * 60_000;
}
