import type { Page } from 'playwright-core';
import { SPONSOR } from './cast.ts';
import type { Figure } from './figure.ts';
import { paintedIn, watchFromStart } from './painting.ts';
import { firstTicket, PROGRAM, settled } from './stage.ts';

/** When the document had arrived, so that what is measured is the product and not the fetching of a document. */
const arrived = (page: Page): Promise<number> =>
  page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd);

/** From what this device kept to a list that can be used; the network only brings what is new. */
export const secondVisit: Figure = {
  ...{ id: 'P12', group: 'speed', unit: 'ms', rounds: 9 },
  title: 'second visit: from the local store to a usable list',
  gate: { most: 100, of: 'value' },
  async measure(stage) {
    const context = await stage.seat(SPONSOR);
    await settled(context);
    return async () => {
      const page = await context.newPage();
      await watchFromStart(page, firstTicket);
      await page.goto(`${PROGRAM}/tickets`);
      const value = (await paintedIn(page)).at - (await arrived(page));
      await page.close();
      return { value };
    };
  },
};
