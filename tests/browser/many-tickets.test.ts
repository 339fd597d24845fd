import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { multiply } from '../world/many-tickets.ts';
import { ask } from '../world/ticket-acts.ts';
import { choose, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';

const stage = useStage();
const MANY = 10_000;
const MOST_ROWS = 80;

test('ten thousand tickets: the page holds the rows that are seen, and every filter knows all of them', async () => {
  const [cdmo, sponsor] = [await stage().player('chen'), await stage().player('camille')];
  const { ticketId } = await ask(cdmo, sponsor, 'The first of many', sponsor.actor.seat | cdmo.actor.seat);
  await multiply(stage().server.databaseUrl, ticketId, MANY);
  const { page } = await stage().seat('camille');
  const count = (n: number) => page.getByText(m.tickets_count_shown({ n }), { exact: true });
  const drawn = () => page.locator('[data-row]').count();

  await page.goto(at('/tickets?state=all&group=none'));
  await seen(count(MANY + 1));
  expect(await drawn()).toBeLessThan(MOST_ROWS);

  await page.goto(at('/tickets?state=all&severity=S1&text=过滤'));
  await seen(page.getByText(m.views_none_fits()));
  await page.goto(at('/tickets?state=all&severity=S2&text=过滤'));
  await seen(count(MANY / 4));
  expect(await drawn()).toBeLessThan(MOST_ROWS);

  await page.goto(at('/tickets?state=open'));
  await seen(count(MANY - Math.floor(MANY / 3) + 1));
  await page.goto(at('/tickets?state=open&layout=board'));
  await seen(the('region', m.tickets_turn_of({ name: 'Exemplis' }), page));
  expect(await drawn()).toBeLessThan(MOST_ROWS);

  // The end of the list is there.
  await page.goto(at('/tickets?state=all&group=none'));
  await seen(count(MANY + 1));
  const box = the('region', m.tickets_title(), page).getByRole('region', { name: m.tickets_title() });
  await box.evaluate((list) => (list.scrollTop = list.scrollHeight));
  const last = page.getByRole('link', { name: 'Charge variants in lot 9999' });
  await seen(last);
  expect(await drawn()).toBeLessThan(MOST_ROWS);

  // By severity: S1 that waits longest first; last of S4 what was settled longest ago. Then the other way about.
  const stands = async (title: string, end: 'first' | 'last') => {
    await box.evaluate((list, last) => (list.scrollTop = last ? list.scrollHeight : 0), end === 'last');
    await seen(box.getByRole('link', { name: title, exact: true }));
    expect((await box.getByRole('link').allInnerTexts()).at(end === 'first' ? 0 : -1)).toBe(title);
  };
  await press(m.views_display(), page);
  // The first one groups.
  await the('menuitem', m.views_sort_severity(), page).last().click();
  await page.waitForURL(/sort=severity/);
  await stands('Filter sizing at step 10000', 'first');
  await stands('Charge variants in lot 9999', 'last');
  await choose(m.views_display(), m.views_sort_reversed(), page);
  await page.waitForURL(/sort=-severity/);
  await stands('Charge variants in lot 9999', 'first');
  await stands('Filter sizing at step 10000', 'last');
  expect(await drawn()).toBeLessThan(MOST_ROWS);

  // Another question begins at the top, and no row still shows what the one before it found.
  // The focus is still on the button of the menu: the field takes it.
  await page.keyboard.press('f');
  await seen(page.getByRole('searchbox').and(page.locator(':focus')));
  await page.keyboard.type('Charge variants');
  await seen(count(MANY / 4));
  expect(await box.evaluate((list) => list.scrollTop)).toBe(0);
  const titles = await box.getByRole('link').allInnerTexts();
  expect(titles[0]).toBe('Charge variants in lot 9999');
  expect(titles.filter((title) => !title.startsWith('Charge variants'))).toEqual([]);
  expect(new Set(titles).size).toBe(titles.length);
}, 240_000);

endsInPeace(stage);
