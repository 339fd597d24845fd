import {
  versionLabel,
  type Document,
  type Verdict,
  type Version,
  type VersionState,
} from '@crossflow/domain/documents/document';
import type { DocumentTask } from '@crossflow/domain/documents/standing';
import { documentType, documentTypes } from '@crossflow/domain/reference/document-types';
import { m } from '@crossflow/i18n';
import type { GlyphName } from '@crossflow/ui';
import { clock } from '../kernel/clock.svelte.ts';
import { inLanguage, look } from '../kernel/look.svelte.ts';

export const stateWord = (state: VersionState): string =>
  ({
    draft: m.documents_state_draft,
    'in-review': m.documents_state_in_review,
    approved: m.documents_state_approved,
    effective: m.documents_state_effective,
    superseded: m.documents_state_superseded,
    withdrawn: m.documents_state_withdrawn,
  })[state]();

export const stateGlyph = (state: VersionState): GlyphName => (state === 'withdrawn' ? 'rejected' : state);

export const typeName = (code: string): string => {
  const type = documentType(code);
  return type === undefined ? code : inLanguage(type.name, type.nameZh);
};

/** Types for a choice, those that this kind of company usually writes first. */
export const typeOptions = (partyKind: string) =>
  documentTypes
    .toSorted((a, b) => Number(b.author === partyKind) - Number(a.author === partyKind))
    .map(({ code }) => ({ value: code, label: `${code}  ${typeName(code)}` }));

export const titleOf = ({ title, titleZh }: Document): string => inLanguage(title, titleZh);

export const taskWord = (task: DocumentTask, version: Version): string => {
  const told = { version: versionLabel(version) };
  return {
    review: m.documents_task_review,
    acknowledge: m.documents_task_acknowledge,
    submit: m.documents_task_submit,
    answer: m.documents_task_answer,
    approve: m.documents_task_approve,
    'make-effective': m.documents_task_make_effective,
  }[task](told);
};

export const waitsWord = (task: DocumentTask, version: Version): string => {
  const told = { version: versionLabel(version) };
  return {
    review: m.documents_waits_review,
    acknowledge: m.documents_waits_acknowledge,
    submit: m.documents_waits_submit,
    answer: m.documents_waits_answer,
    approve: m.documents_waits_approve,
    'make-effective': m.documents_waits_make_effective,
  }[task](told);
};

export const verdictWord = (verdict: Verdict): string =>
  ({
    agree: m.documents_verdict_agree,
    'agree-with-comment': m.documents_verdict_agree_with_comment,
    disagree: m.documents_verdict_disagree,
  })[verdict]();

export const verdictGlyph = (verdict: Verdict): GlyphName => (verdict === 'disagree' ? 'rejected' : 'approved');

export const categoryWord = (category: string): string => {
  const words: Readonly<Record<string, () => string>> = {
    'cell-line': m.documents_category_cell_line,
    process: m.documents_category_process,
    'tech-transfer': m.documents_category_tech_transfer,
    validation: m.documents_category_validation,
    safety: m.documents_category_safety,
    analytical: m.documents_category_analytical,
    stability: m.documents_category_stability,
    batch: m.documents_category_batch,
    release: m.documents_category_release,
    'quality-event': m.documents_category_quality_event,
    'quality-system': m.documents_category_quality_system,
    facility: m.documents_category_facility,
    regulatory: m.documents_category_regulatory,
    programme: m.documents_category_programme,
  };
  return words[category]?.() ?? category;
};

/** "9f3ac1e2": what people compare. */
export const shortHash = (sha256: string): string => sha256.slice(0, 8);

/** "20 Nov"; with the year where it is another than this one. */
export function shortDay(instant: string): string {
  const date = new Date(instant);
  const year = date.getFullYear() === new Date(clock.now).getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(look.locale === 'en' ? 'en-GB' : look.locale, {
    day: 'numeric',
    month: 'short',
    ...year,
  }).format(date);
}
