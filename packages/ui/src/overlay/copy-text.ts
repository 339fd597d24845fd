import { toasts } from './toasts.svelte.ts';

export interface CopyWords {
  readonly copied: string;
  /** Where the browser forbids it: says so, and shows the text, so that it can be copied by hand. */
  readonly notCopied: (text: string) => string;
}

/** Puts a text where it can be pasted from, and tells whether it did. */
export async function copyText(text: string, { copied, notCopied }: CopyWords): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.push({ text: copied, seconds: 4 });
  } catch {
    toasts.push({ text: notCopied(text), seconds: 30 });
  }
}
