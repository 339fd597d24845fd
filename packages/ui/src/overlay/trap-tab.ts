import type { Attachment } from 'svelte/attachments';

const tabbable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/**
 * Keeps Tab inside a dialog with no or one tabbable element, where bits-ui lets the focus out (its issue 1903).
 * With two or more, the dialog's own trap does the work.
 */
export const trapTab: Attachment<HTMLElement> = (element) => {
  const stay = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    const reachable = [...element.querySelectorAll<HTMLElement>(tabbable)].filter((each) => each.checkVisibility());
    if (reachable.length > 1) return;
    event.preventDefault();
    (reachable[0] ?? element).focus();
  };
  element.addEventListener('keydown', stay);
  return () => element.removeEventListener('keydown', stay);
};
