import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';
import { PROGRAM, SPONSOR, ticketLink } from './stage.ts';

/** Every script that a first visit loads before the list of tickets can be used, each packed by gzip. */
export const firstVisit: Figure = {
  ...{ id: 'P10', group: 'size', unit: 'kB', rounds: 1 },
  title: 'scripts until the list of tickets is usable, first visit, gzip',
  gate: { most: 116, of: 'value' },
  measure: (stage) =>
    Promise.resolve(async () => {
      const context = await stage.seat(SPONSOR);
      const page = await context.newPage();
      const scripts: Promise<number>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script')
          scripts.push(response.body().then((body) => gzipSync(body).length));
      });
      await page.goto(`${PROGRAM}/tickets`);
      await ticketLink(page).waitFor();
      const sizes = await Promise.all([...scripts]);
      await context.close();
      return { value: sizes.reduce((sum, size) => sum + size, 0) / 1000 };
    }),
};
