import type { Page } from 'playwright-core';
import type { Figure } from './figure.ts';
import { PROGRAM, SPONSOR, ticketLink } from './stage.ts';

const SHOWN = '__shown';

/** Runs in the page: notes when the first ticket is in the document and painted. Milliseconds since the navigation began. */
function watchFirstTicket(name: string): void {
  const found = () => document.querySelector('main a[href*="/t/T-"]') !== null;
  const observer = new MutationObserver(() => {
    if (!found()) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => Object.assign(globalThis, { [name]: performance.now() });
      painted.port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

const shownAt = async (page: Page): Promise<number> => {
  const handle = await page.waitForFunction((name) => (globalThis as Record<string, unknown>)[name], SHOWN);
  return Number(await handle.jsonValue());
};

/** When the first script of the page ran, so that what is measured is the product and not the fetching of a document. */
const startedAt = (page: Page): Promise<number> =>
  page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd);

/** From what this device kept to a list that can be used; the network only brings what is new. */
export const secondVisit: Figure = {
  ...{ id: 'P12', group: 'speed', unit: 'ms', rounds: 9 },
  title: 'second visit: from the local store to a usable list',
  gate: { most: 100, of: 'value' },
  async measure(stage) {
    const context = await stage.seat(SPONSOR);
    const first = await context.newPage();
    await first.goto(`${PROGRAM}/tickets`);
    await ticketLink(first).waitFor();
    // The rows are kept on the device once they have been read.
    await first.waitForFunction(async () => (await indexedDB.databases()).length > 0);
    await first.waitForLoadState('networkidle');
    await first.close();
    return async () => {
      const page = await context.newPage();
      await page.addInitScript(watchFirstTicket, SHOWN);
      await page.goto(`${PROGRAM}/tickets`);
      const value = (await shownAt(page)) - (await startedAt(page));
      await page.close();
      return { value };
    };
  },
};
