import {
  ticketCategories,
  ticketCategory,
  ticketSeverities,
  type ResolutionCode,
  type Severity,
} from '@crossflow/domain/reference/ticket-taxonomy';
import { priorities, type Priority, type TicketState } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import type { GlyphName } from '@crossflow/ui';
import { inLanguage } from '../kernel/look.svelte.ts';

export const stateWord = (state: TicketState): string => stateWords[state]();
export const stateGlyph = (state: TicketState): GlyphName => stateGlyphs[state];
export const resolutionWord = (code: ResolutionCode): string => resolutionWords[code]();

export const priorityWord = (priority: Priority): string => priorityWords[priority]();
/** 0 is the most pressing. */
export const priorityRank = (priority: Priority): number => priorities.indexOf(priority);

export function severityWord(code: Severity): string {
  const severity = ticketSeverities.find((one) => one.code === code);
  return severity === undefined ? code : inLanguage(severity.name, severity.nameZh);
}

export const severityLevel = (code: Severity): 1 | 2 | 3 | 4 => ({ S1: 1, S2: 2, S3: 3, S4: 4 })[code] as 1 | 2 | 3 | 4;

export function categoryWord(code: string): string {
  const category = ticketCategory(code);
  return category === undefined ? code : inLanguage(category.name, category.nameZh);
}

export const severityOptions = () =>
  ticketSeverities.map(({ code }) => ({ value: code, label: `${code} ${severityWord(code)}` }));
export const categoryOptions = () =>
  ticketCategories.map(({ code }) => ({ value: code, label: `${categoryWord(code)} · ${code}` }));
export const priorityOptions = () => priorities.map((priority) => ({ value: priority, label: priorityWord(priority) }));
export const resolutionOptions = () =>
  (Object.keys(resolutionWords) as ResolutionCode[]).map((code) => ({ value: code, label: resolutionWord(code) }));

/** Chinese where most letters are: its lines are set wider apart. */
export const languageOf = (text: string): 'zh-CN' | 'en' =>
  (text.match(/\p{Script=Han}/gu)?.length ?? 0) * 3 > (text.match(/\p{Script=Latin}/gu)?.length ?? 0) ? 'zh-CN' : 'en';

const priorityWords: Record<Priority, () => string> = {
  urgent: m.tickets_priority_urgent,
  high: m.tickets_priority_high,
  normal: m.tickets_priority_normal,
  low: m.tickets_priority_low,
};

const stateWords: Record<TicketState, () => string> = {
  new: m.tickets_state_new,
  triaged: m.tickets_state_triaged,
  'in-progress': m.tickets_state_in_progress,
  'awaiting-raiser': m.tickets_state_awaiting_raiser,
  'awaiting-third-party': m.tickets_state_awaiting_third_party,
  proposed: m.tickets_state_proposed,
  resolved: m.tickets_state_resolved,
  closed: m.tickets_state_closed,
  cancelled: m.tickets_state_cancelled,
};

const stateGlyphs: Record<TicketState, GlyphName> = {
  new: 'not-started',
  triaged: 'draft',
  'in-progress': 'in-progress',
  'awaiting-raiser': 'in-progress',
  'awaiting-third-party': 'in-progress',
  proposed: 'in-review',
  resolved: 'approved',
  closed: 'effective',
  cancelled: 'superseded',
};

const resolutionWords: Record<ResolutionCode, () => string> = {
  'process-change': m.tickets_resolution_process_change,
  'parameter-adjustment': m.tickets_resolution_parameter_adjustment,
  'method-change': m.tickets_resolution_method_change,
  training: m.tickets_resolution_training,
  'raw-material-change': m.tickets_resolution_raw_material_change,
  'no-defect-found': m.tickets_resolution_no_defect_found,
  'accept-as-is': m.tickets_resolution_accept_as_is,
  'information-given': m.tickets_resolution_information_given,
  'raised-as-deviation': m.tickets_resolution_raised_as_deviation,
  'raised-as-change-control': m.tickets_resolution_raised_as_change_control,
  duplicate: m.tickets_resolution_duplicate,
};
