import { reasonSentence, m } from '@crossflow/i18n';
import { allFeatures } from './registry.ts';

/** Why a call did not do what was asked: a reason code of the rules, or `unreachable` where no answer came at all. */
export class CallError extends Error {
  readonly reason: string;
  readonly requestId: string | null;
  /** The row as it now stands, where the write was stale. */
  readonly present: unknown;
  /** Reason by field, where the input itself was refused. */
  readonly fields: Readonly<Record<string, string>>;
  /** The feature whose sentences are asked first. */
  readonly feature: string | undefined;

  constructor(
    reason: string,
    told: { requestId?: string | null; present?: unknown; fields?: Record<string, string>; feature?: string } = {},
  ) {
    super(reason);
    this.name = 'CallError';
    this.reason = reason;
    this.requestId = told.requestId ?? null;
    this.present = told.present;
    this.fields = told.fields ?? {};
    this.feature = told.feature;
  }

  /** No answer came, so the write may yet be sent again under the same command id. */
  get unreachable(): boolean {
    return this.reason === 'unreachable';
  }

  /** False where its words may still be on their way. */
  get worded(): boolean {
    return reasonSentence(this.reason, { feature: this.feature }) !== null;
  }

  /** The reason in words, in the reader's language. Never empty: an unknown reason names the request to quote. */
  get sentence(): string {
    const known = reasonSentence(this.reason, { feature: this.feature });
    if (known !== null) return known;
    return this.requestId === null
      ? m.kernel_unknown_reason()
      : m.kernel_unknown_reason_request({ requestId: this.requestId });
  }
}

/** A refusal of a rule asked in the browser, in words: for tooltips of buttons that are off. */
export function refusalSentence(refusal: string | null, feature?: string): string | undefined {
  if (refusal === null) return undefined;
  // A feature's sentences come with the rest of it: a template that reads one is told then.
  allFeatures();
  return reasonSentence(refusal, { feature }) ?? m.kernel_unknown_reason();
}

export function toCallError(error: unknown): CallError {
  return error instanceof CallError ? error : new CallError('unreachable');
}

/** From what a procedure of this feature answered in place of a result. */
export function refusedCall(told: unknown, feature: string): CallError {
  if (!isTold(told)) return new CallError('unreachable');
  const { reason, requestId, present, fields } = told;
  return new CallError(reason, { requestId, present, feature, ...(fields && { fields }) });
}

interface Told {
  reason: string;
  requestId: string;
  present?: unknown;
  fields?: Record<string, string>;
}
const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string';
