import { copyText as copy, toasts } from '@crossflow/ui';
import { m } from '@crossflow/i18n';
import { toCallError, type CallError } from './call-error.ts';
import { wholeFeatures } from './registry.ts';

/** Tells why one's own act did not happen. News of others never comes as a toast. */
export function sayError(failure: unknown): void {
  const error = toCallError(failure);
  if (error.worded) tell(error);
  else
    void wholeFeatures().then(
      () => tell(error),
      () => tell(error),
    );
}

function tell(error: CallError): void {
  const text =
    error.requestId === null
      ? error.sentence
      : m.kernel_with_request({ text: error.sentence, requestId: error.requestId });
  toasts.push({ text, seconds: 10 });
}

/** Tells why a key did nothing, where a button would have shown it. */
export function sayWhyNot(text: string): void {
  for (const said of toasts.items.filter((toast) => toast.text === text)) toasts.dismiss(said.id);
  toasts.push({ text, seconds: 4 });
}

/** Puts a text where it can be pasted from. A browser may forbid it. */
export const copyText = (text: string, copied: string): Promise<void> => copy(text, { copied, notCopied });
export const notCopied = (text: string): string => m.kernel_not_copied({ text });

/** Tells that one's own act was done; `undo` takes it back within the ten seconds. */
export function sayDone(text: string, undo?: () => void): void {
  toasts.push(undo === undefined ? { text, seconds: 4 } : { text, undo, seconds: 10 });
}
