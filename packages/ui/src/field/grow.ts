import type { Attachment } from 'svelte/attachments';

/** Lets a textarea grow with its text where the browser does not know `field-sizing: content`. */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
  return (element) => {
    text();
    if (CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  };
}
