import type { Page } from 'playwright-core';

/** What is waited for: an element of this kind that holds this text. */
export interface Sign {
  readonly selector: string;
  readonly text: string;
}

/** Milliseconds since the page's navigation began. */
export interface Painted {
  readonly at: number;
  /** The last press of a key or button before it; 0 where there was none. */
  readonly pressed: number;
}

/** Runs in the page: notes when the sign is in the document and painted, and what was pressed before. */
function watch({ selector, text }: Sign): void {
  let pressed = 0;
  const note = (event: Event) => (pressed = event.timeStamp);
  for (const press of ['keydown', 'click']) addEventListener(press, note, { capture: true });
  const told: { painted?: Painted | undefined } = globalThis as { painted?: Painted };
  told.painted = undefined;
  const holds = () => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(text));
  const look = () => {
    if (!holds()) return;
    observer.disconnect();
    for (const press of ['keydown', 'click']) removeEventListener(press, note, { capture: true });
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => (told.painted = { at: performance.now(), pressed });
      painted.port2.postMessage(null);
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

/** From now on in this page. */
export const watchFor = (page: Page, sign: Sign): Promise<void> => page.evaluate(watch, sign);
/** From the beginning of every page that is opened here. */
export const watchFromStart = async (page: Page, sign: Sign): Promise<void> => {
  await page.addInitScript(watch, sign);
};

export async function paintedIn(page: Page): Promise<Painted> {
  const handle = await page.waitForFunction(() => (globalThis as { painted?: Painted }).painted);
  return (await handle.jsonValue()) ?? { at: 0, pressed: 0 };
}

/** From the last press to the paint, in milliseconds. */
export async function sincePress(page: Page): Promise<number> {
  const { at, pressed } = await paintedIn(page);
  return at - pressed;
}
