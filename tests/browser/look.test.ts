import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { companies } from '@crossflow/server/demo/cast';
import { seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';

const stage = useStage();
const zh = { locale: 'zh-CN' } as const;

test('the language is switched with a word and stays switched', async () => {
  const { page, open } = await stage().seat('camille');
  await open(at('/tickets'));
  await seen(the('button', m.tickets_new(), page));
  await page.keyboard.press('Control+k');
  await the('combobox', m.kernel_command_search(), page).fill(m.kernel_command_language());
  await page.keyboard.press('Enter');
  await seen(the('button', m.tickets_new({}, zh), page));
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await page.reload();
  await seen(the('button', m.tickets_new({}, zh), page));
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
});

test('dark is chosen in the profile, and holds wherever this person signs in', async () => {
  const { page, open } = await stage().seat('chen');
  await open('/settings/profile');
  await the('radio', m.organizations_theme_dark(), page).check({ force: true });
  await seen(page.getByText(m.kernel_saved(), { exact: true }).first());
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await page.reload();
  await seen(the('radio', m.organizations_theme_dark(), page));
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await background()).toMatch(/^rgb\(\d{1,2}, \d{1,2}, \d{1,2}\)$/);

  const elsewhere = await stage().stranger();
  await elsewhere.open('/login');
  expect(await elsewhere.page.locator('html').getAttribute('data-theme')).toBe('light');
  await the('button', /Chen Lixing/, elsewhere.page).click();
  await seen(
    elsewhere.page
      .getByText(m.kernel_latest_activity())
      .or(elsewhere.page.getByText(/EXB-101/))
      .first(),
  );
  await elsewhere.page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
});

test('the times of a person are told in their own zone, whatever that of the device', async () => {
  const { page, open } = await stage().seat('gu');
  const hour = () =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' }).format();
  const from = hour();
  await open(at('/people'));
  const own = the('button', /顾明远\s*\d\d:\d\d$/, page);
  await seen(own);
  const told = /(\d\d):\d\d$/.exec((await own.textContent())?.trim() ?? '')?.[1];
  expect([from, hour()]).toContain(told);
});

test('while the first rows are on their way, a reader of Chinese finds the own company by its Chinese name', async () => {
  const { page, context, open, tongue } = await stage().seat('lin');
  const coming = Promise.withResolvers<void>();
  await context.route('**/sync/*/bootstrap*', async (route) => {
    await coming.promise;
    await route.continue();
  });
  await open(at('/tickets'));
  await seen(the('link', m.kernel_acting_for({ name: companies.shili.nameZh! }, tongue), page));
  await seen(page.getByText(m.kernel_loading({}, tongue)));
  coming.resolve();
  await seen(the('button', m.tickets_new({}, tongue), page));
});

endsInPeace(stage);
