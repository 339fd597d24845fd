import type { Attachment } from 'svelte/attachments';

const showAfter = 250;
const hideAfter = 120;
const gap = 6;

let bubble: HTMLElement | undefined;
let owner: Element | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Shows `text` beside the element on hover and on keyboard focus; Escape hides it.
 * Sight only: the element must carry the same words in its name or description.
 */
export function hint(text: () => string | null | undefined): Attachment {
  return (element) => {
    const show = () => plan(() => open(element, text()), showAfter);
    const showAtOnce = () => element.matches(':focus-visible') && open(element, text());
    const hide = () => plan(() => close(element), hideAfter);
    const hideAtOnce = () => close(element);
    const hideOnEscape = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') close(element);
    };
    element.addEventListener('pointerenter', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('focus', showAtOnce);
    element.addEventListener('blur', hideAtOnce);
    element.addEventListener('keydown', hideOnEscape);
    return () => {
      close(element);
      element.removeEventListener('pointerenter', show);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('focus', showAtOnce);
      element.removeEventListener('blur', hideAtOnce);
      element.removeEventListener('keydown', hideOnEscape);
    };
  };
}

function plan(act: () => void, after: number): void {
  clearTimeout(timer);
  timer = setTimeout(act, after);
}

function open(element: Element, text: string | null | undefined): void {
  if (!text || !element.isConnected) return;
  clearTimeout(timer);
  owner = element;
  bubble ??= makeBubble();
  bubble.textContent = text;
  bubble.lang = element.closest('[lang]')?.getAttribute('lang') ?? '';
  // Shown again each time, so that it lies above a dialog opened since.
  if (bubble.matches(':popover-open')) bubble.hidePopover();
  bubble.showPopover();
  place(bubble, element.getBoundingClientRect());
}

function close(element: Element): void {
  if (owner !== element) return;
  clearTimeout(timer);
  owner = undefined;
  if (bubble?.matches(':popover-open')) bubble.hidePopover();
}

function makeBubble(): HTMLElement {
  const made = document.createElement('div');
  made.className = 'hint';
  made.popover = 'manual';
  made.setAttribute('aria-hidden', 'true');
  made.addEventListener('pointerenter', () => clearTimeout(timer));
  made.addEventListener('pointerleave', () => owner && close(owner));
  document.body.append(made);
  return made;
}

function place(box: HTMLElement, at: DOMRect): void {
  const below = at.bottom + gap + box.offsetHeight < innerHeight;
  const middle = at.left + at.width / 2 - box.offsetWidth / 2;
  const left = Math.max(8, Math.min(middle, innerWidth - box.offsetWidth - 8));
  box.style.left = `${left}px`;
  box.style.top = `${below ? at.bottom + gap : at.top - gap - box.offsetHeight}px`;
}
