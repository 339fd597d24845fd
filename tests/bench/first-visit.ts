import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { SPONSOR } from './cast.ts';
import type { Figure } from './figure.ts';
import { paintedIn, watchFromStart } from './painting.ts';
import { firstTicket, PROGRAM } from './stage.ts';

/** Every script that the page asked for until then. */
const askedUntil = (page: Page, until: number): Promise<string[]> =>
  page.evaluate(
    (at) =>
      performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime < at)
        .map(({ name }) => name),
    until,
  );

/** Every script that a first visit asks for until the list of tickets is painted and can be used, each packed by gzip. */
export const firstVisit: Figure = {
  ...{ id: 'P10', group: 'size', unit: 'kB', rounds: 1 },
  title: 'scripts until the list of tickets is usable, first visit, gzip',
  gate: { most: 116, of: 'value' },
  measure: (stage) =>
    Promise.resolve(async () => {
      const context = await stage.seat(SPONSOR);
      const page = await context.newPage();
      const scripts = new Map<string, Promise<number>>();
      page.on('response', (response) => {
        if (response.request().resourceType() !== 'script') return;
        const size = response.body().then((body) => gzipSync(body).length);
        // What comes after the list is cut off with its page; what came before is awaited below.
        size.catch(() => undefined);
        scripts.set(response.url(), size);
      });
      await watchFromStart(page, firstTicket);
      await page.goto(`${PROGRAM}/tickets`);
      const asked = await askedUntil(page, (await paintedIn(page)).at);
      const sizes = await Promise.all(asked.map((address) => scripts.get(address) ?? Promise.resolve(0)));
      await context.close();
      return { value: sizes.reduce((sum, size) => sum + size, 0) / 1000 };
    }),
};
