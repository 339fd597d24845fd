import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { ask } from '../world/ticket-acts.ts';
import { builtWith } from './built-with.ts';
import { choose, gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';
import { question, row } from './ticket-pages.ts';

const stage = useStage();

/** The list or board with nothing but what it is asked for, once it has this ticket. */
async function openList(page: Page, search: string, title: string): Promise<void> {
  await page.goto(at(`/tickets?${search}`));
  await seen(row(title, page));
}
const columnOf = (name: string, page: Page) => the('region', m.tickets_turn_of({ name }), page);
const foot = (n: number, page: Page) => page.getByText(m.tickets_count_shown({ n }), { exact: true });

test('filters, order and the way back are had from the keyboard, and stand in the address', async () => {
  const { page } = await stage().seat('camille');
  const titles = ['Osprey one', 'Osprey two'];
  for (const title of [...titles, 'Ibis']) await question(stage(), title);
  await openList(page, 'state=open&group=none', 'Osprey two');

  await page.keyboard.press('f');
  await page.keyboard.type('OSPREY');
  await seen(foot(2, page));
  await page.waitForURL(/text=OSPREY/);
  await page.keyboard.press('Escape');
  await gone(foot(2, page));

  await page.locator('body').click({ position: { x: 700, y: 20 } });
  await page.keyboard.press('Shift+F');
  await seen(the('combobox', m.views_filter(), page));
  await page.keyboard.type('osprey');
  await page.keyboard.press('Enter');
  await page.waitForURL(/text=osprey/);
  await seen(foot(2, page));
  await page.keyboard.type('critical');
  await page.keyboard.press('Enter');
  await page.waitForURL(/severity=S1/);
  await seen(page.getByText(m.views_none_fits()));
  await page.goBack();
  await seen(foot(2, page));
  const links = page.getByRole('link', { name: /^Osprey/ });
  // The world's clock stands still: what waits equally long stands in the order of drawn ids.
  const shown = await links.allInnerTexts();
  expect(shown.toSorted()).toEqual(titles);
  await page.goto(at('/tickets?state=open&group=none&text=osprey&sort=-age'));
  await seen(foot(2, page));
  expect(await links.allInnerTexts()).toEqual(shown.toReversed());
});

test('Space looks at a ticket without leaving the list, the keys go on from there, and Escape closes', async () => {
  const { page } = await stage().seat('camille');
  const keys = new Map<string, string>();
  for (const title of ['Avocet one', 'Avocet two']) keys.set(title, await question(stage(), title));
  await openList(page, 'state=open&group=none&text=avocet', 'Avocet two');
  const peek = (of: string) => the('complementary', m.views_peek({ key: of }), page);
  const titles = await page.getByRole('link', { name: /^Avocet/ }).allInnerTexts();
  const [key, next] = titles.map((title) => keys.get(title)!) as [string, string];
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await seen(peek(key).getByRole('log').getByText(titles[0]!));
  await page.waitForURL(new RegExp(`peek=${key}`));
  await page.keyboard.press('j');
  await seen(peek(next).getByRole('log').getByText(titles[1]!));
  await page.keyboard.press('Escape');
  await gone(peek(next));
  await page.goto(at(`?peek=${key}`));
  await seen(peek(key).getByRole('log').getByText(titles[0]!));
  await page.keyboard.press('Escape');
  await gone(peek(key));
});

test('a card moved by the keyboard passes the turn, and moves on the other company’s board by itself', async () => {
  const [camille, chen] = [await stage().seat('camille'), await stage().seat('chen')];
  const title = 'Dunlin board question';
  const key = await question(stage(), title);
  const search = 'state=open&layout=board&text=dunlin';
  await Promise.all([openList(camille.page, search, title), openList(chen.page, search, title)]);
  await seen(columnOf('Exemplis', chen.page).getByRole('link', { name: title }));
  await chen.mark();
  await camille.page.keyboard.press('j');
  await camille.page.keyboard.press('m');
  const menu = camille.page.getByRole('menu');
  await seen(menu.getByText(m.views_move_to({ key }), { exact: true }));
  const refused = menu.getByRole('menuitem', { name: m.tickets_turn_of({ name: 'Shili' }) });
  expect(await refused.getAttribute('aria-disabled')).toBe('true');
  await menu.getByRole('menuitem', { name: m.tickets_turn_of({ name: 'Yangben' }) }).click();
  for (const { page } of [camille, chen]) {
    await seen(columnOf('Yangben', page).getByRole('link', { name: title }));
    await gone(columnOf('Exemplis', page).getByRole('link', { name: title }));
  }
  expect(await chen.stayed()).toBe(true);
});

test('a label and a due date are set on the row by keys; the other company sees both on its own list, and undo takes one back', async () => {
  const [camille, chen] = [await stage().seat('camille'), await stage().seat('chen')];
  const title = 'Egret, sorted in the list';
  const key = await question(stage(), title);
  const search = 'state=open&group=none&text=egret';
  await Promise.all([openList(camille.page, search, title), openList(chen.page, search, title)]);
  await chen.mark();
  const cell = (field: string, { page }: typeof chen) =>
    page.getByRole('button', { name: m.views_change({ field, key }) });

  await camille.page.keyboard.press('j');
  await camille.page.keyboard.press('l');
  const box = the('dialog', m.views_change({ field: m.views_field_label(), key }), camille.page);
  await the('textbox', m.tickets_label_add(), box).fill('wading');
  await camille.page.keyboard.press('Enter');
  await camille.page.keyboard.press('Escape');
  await gone(box);
  await seen(cell(m.views_field_label(), chen).getByText('wading', { exact: true }));

  await camille.page.keyboard.press('Shift+D');
  const day = camille.page.locator('[data-cell="due"] input[type="date"]');
  await day.fill('2026-02-03', { force: true });
  const due = (screen: typeof chen) => cell(m.views_field_due(), screen).locator('time');
  await seen(due(chen));
  // The turn is in Paris: the day of both is the one there, though it ends past midnight in Wuxi.
  for (const screen of [camille, chen]) expect(await due(screen).innerText()).toBe('Tue 3 Feb');
  expect(await due(camille).getAttribute('title')).toBe('3 Feb 2026, 17:30');
  expect(await due(chen).getAttribute('title')).toBe('4 Feb 2026, 00:30');
  await camille.page.keyboard.press('Escape');
  await camille.page.locator('body').click({ position: { x: 700, y: 20 } });
  await camille.page.keyboard.press('Control+z');
  await gone(due(chen));
  await seen(cell(m.views_field_label(), chen).getByText('wading', { exact: true }));
  expect(await chen.stayed()).toBe(true);

  await camille.page.keyboard.press('Control+a');
  await choose(m.views_more(), m.views_bulk_due(), camille.page);
  const dialog = the('dialog', m.views_bulk_due_title({ n: 1 }), camille.page);
  await dialog.getByLabel(m.views_field_due()).fill('2026-02-05');
  await press(m.views_bulk_go(), dialog);
  await seen(due(chen));
  for (const screen of [camille, chen]) expect(await due(screen).innerText()).toBe('Thu 5 Feb');

  // Wherever it is set, the day is that of the company whose turn it is.
  await chen.page.keyboard.press('j');
  await chen.page.keyboard.press('Shift+D');
  await chen.page.locator('[data-cell="due"] input[type="date"]').fill('2026-02-06', { force: true });
  await seen(due(camille).and(camille.page.getByTitle('6 Feb 2026, 17:30')));
  expect(await due(chen).innerText()).toBe('Fri 6 Feb');
});

test('an act on several tickets does what the rules allow and says of the others why not', async () => {
  const { page } = await stage().seat('camille');
  const [sponsor, cdmo, licensee] = [
    await stage().player('camille'),
    await stage().player('chen'),
    await stage().player('lin'),
  ];
  const all = sponsor.actor.seat | cdmo.actor.seat | licensee.actor.seat;
  const wide = await ask(cdmo, sponsor, 'Curlew for all', all);
  await sponsor.reached(wide.n);
  const key = await question(stage(), 'Curlew for two');
  await openList(page, 'state=open&group=none&text=curlew', 'Curlew for two');
  await page.keyboard.press('Control+a');
  await seen(page.getByText(m.views_bulk_chosen({ n: 2 }), { exact: true }));
  await page.keyboard.press('t');
  await the('menuitem', 'Shili', page).click();
  const left = page.getByRole('status').filter({ hasText: m.views_bulk_refused({ n: 1 }) });
  await seen(left.getByText(key, { exact: true }));
  await seen(left.getByText(m.tickets_reason_turn_outside_audience()));
  await seen(page.getByText(m.views_bulk_chosen({ n: 1 }), { exact: true }));
  await sponsor.reached(wide.n + 1);
  expect(sponsor.get('ticket', wide.ticketId)!.turnParty).toBe(licensee.actor.partyId);
  await seen(page.getByText(m.views_bulk_done({ n: 1 }), { exact: true }));
});

test('a saved view is in the menu of the company it is shared with, and in no other', async () => {
  const [camille, chen, lin] = [await stage().seat('camille'), await stage().seat('chen'), await stage().seat('lin')];
  await question(stage(), 'Godwit question');
  await openList(camille.page, 'state=open&text=godwit', 'Godwit question');
  await press(m.views_save_as_menu(), camille.page);
  const dialog = the('dialog', m.views_save_as(), camille.page);
  await the('textbox', /^Name/, dialog).fill('Godwits of both');
  await the('radio', new RegExp(m.views_companies()), dialog).check({ force: true });
  await the('checkbox', /Yangben/, dialog).check({ force: true });
  await press(m.views_save_with({ names: 'Exemplis + Yangben' }), dialog);
  await gone(dialog);
  await seen(the('button', 'Godwits of both', camille.page));

  await openList(chen.page, 'state=open&text=godwit', 'Godwit question');
  await chen.page.goto(at('/tickets?view=open'));
  await press(m.tickets_filter_open(), chen.page);
  await chen.page.getByRole('menuitem', { name: 'Godwits of both' }).click();
  await seen(foot(1, chen.page));
  await lin.open(at('/tickets?view=open'));
  await press(m.tickets_filter_open({}, lin.tongue), lin.page);
  await seen(the('menuitem', m.tickets_filter_all({}, lin.tongue), lin.page));
  await gone(lin.page.getByText('Godwits of both'));
  expect((await lin.recording.received()).join('\n')).not.toContain('Godwits');
});

test('two Chinese characters find a message, in the palette and on the page of results; who may not see it finds nothing', async () => {
  const [camille, lin] = [await stage().seat('camille'), await stage().seat('lin')];
  await question(stage(), '除病毒过滤器面积放大三倍');
  await camille.open(at('/tickets'));
  await seen(the('button', m.tickets_new(), camille.page));
  await camille.page.keyboard.press('Control+k');
  await camille.page.getByRole('combobox').fill('面积');
  await seen(camille.page.getByRole('option', { name: m.search_all({ text: '面积' }) }));
  await camille.page.getByRole('option', { name: m.search_all({ text: '面积' }) }).click();
  const results = the('region', m.search_results(), camille.page);
  await seen(results.locator('mark').filter({ hasText: '面积' }).first());
  await seen(results.getByRole('link', { name: /陈立行|Chen/ }));
  await the('radio', m.search_when_last_month(), camille.page).check({ force: true });
  await seen(camille.page.getByText(m.search_none({ text: '面积' })));
  await lin.open('/search?q=面积');
  await seen(lin.page.getByText(m.search_none({ text: '面积' }, lin.tongue)));
});

test('what is found before the page knows all kinds of things is shown as soon as it does', async () => {
  const { page, context } = await stage().seat('julien');
  await question(stage(), 'Gannet 面积');
  const coming = Promise.withResolvers<void>();
  await context.route(builtWith(/[{,]leadsTo:/), async (route) => {
    await coming.promise;
    await route.continue();
  });
  await page.goto(at('/tickets'));
  await seen(row('Gannet 面积', page));
  await page.keyboard.press('Control+k');
  const answered = page.waitForResponse(/search\.find/);
  await page.getByRole('combobox').fill('gannet');
  await answered;
  const all = page.getByRole('option', { name: m.search_all({ text: 'gannet' }) });
  expect(await all.count()).toBe(0);
  coming.resolve();
  await seen(all);
});

test('the list is saved as a table for Excel: what is shown, in words, and no formula', async () => {
  const { page } = await stage().seat('camille');
  const key = await question(stage(), '=SUM(A1) plover, "quoted"');
  await openList(page, 'state=open&text=plover', 'plover');
  await press(m.views_display(), page);
  const saving = page.waitForEvent('download');
  await the('menuitem', m.views_csv(), page).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^EXB-101 tickets as seen by Exemplis \d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\ufeff"Key","Title"')).toBe(true);
  const [, line] = text.split('\r\n');
  expect(line).toContain(`"${key}","'=SUM(A1) plover, ""quoted"""`);
  expect(line).toContain('Visible to Exemplis and Yangben. Not visible to Shili');
  expect(line).toMatch(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"/);
});

endsInPeace(stage);
