import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { people } from '@crossflow/server/demo/cast';
import { fillDemoWorld } from '@crossflow/server/demo/fill';
import { startEmptyServer } from '../world/server.ts';
import { barriers } from './axe.ts';
import { englishForms, readable } from './chinese.ts';
import { places } from './places.ts';
import { press, seen, the } from './seeing.ts';
import { at, desk, endsInPeace, phone, useStage } from './stage.ts';

const stage = useStage(startEmptyServer);
const english = englishForms();
/** What people of the cast call their work: theirs, in the language they chose. */
const jobs = new Set(Object.values(people).map(({ title }) => title));

/** What of the page a reader of Chinese would find in English. */
const leftInEnglish = async (page: Page) =>
  (await readable(page))
    .filter((text) => !jobs.has(text))
    .flatMap((text) => english.filter(({ form }) => form.test(text)).map(({ key }) => `${key}: ${text}`));

/** Light and dark, and in Chinese the words; every finding names its page. */
async function inspect(page: Page, name: string, zh: boolean, found: string[], within?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, colorScheme);
    // Dark and light differ in nothing but colors.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    found.push(...(await barriers(page, { rules, within })).map((barrier) => `${name}, ${colorScheme}: ${barrier}`));
  }
  if (zh) found.push(...(await leftInEnglish(page)).map((text) => `${name}: ${text}`));
}

test.each(['en', 'zh-CN'] as const)('the first start can be read by everybody: %s', async (locale) => {
  const { page, tongue } = await stage().stranger(locale);
  const found: string[] = [];
  await page.goto('/');
  await seen(the('heading', m.organizations_setup_title({}, tongue), page));
  await inspect(page, 'setup', locale === 'zh-CN', found);
  expect(found).toEqual([]);
});

describe('in the demo world', () => {
  beforeAll(() => fillDemoWorld(stage().server.app, stage().server.clock));

  test.each(['en', 'zh-CN'] as const)('the door can be read by everybody: %s', async (locale) => {
    const { page, tongue } = await stage().stranger(locale);
    const found: string[] = [];
    await page.goto('/login');
    await seen(the('button', new RegExp(locale === 'en' ? 'Chen Lixing' : '陈立行'), page));
    await inspect(page, 'login', locale === 'zh-CN', found);
    await page.setViewportSize(phone);
    expect(await widerThanScreen(page)).toBe(0);
    await seen(the('button', m.organizations_sign_in({}, tongue), page));
    expect(found).toEqual([]);
  });

  test.each([
    ['camille', 'en'],
    ['gu', 'zh-CN'],
  ] as const)(
    'every page can be read by everybody, light and dark: %s, %s',
    async (person, locale) => {
      const screen = await stage().seat(person);
      const found: string[] = [];
      for (const { name, address, ready } of await places(stage(), screen)) {
        await screen.open(address);
        await ready(screen.page);
        await inspect(screen.page, name, locale === 'zh-CN', found);
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  test.each([
    ['camille', 'en'],
    ['gu', 'zh-CN'],
  ] as const)('so can what opens over a page: %s, %s', async (person, locale) => {
    const screen = await stage().seat(person);
    const { page, tongue } = screen;
    const found: string[] = [];
    const [, , ticket] = await places(stage(), screen);
    await screen.open(ticket!.address);
    await ticket!.ready(page);
    const over = async (name: string, open: () => Promise<unknown>) => {
      await open();
      await seen(page.getByRole('dialog'));
      await inspect(page, name, locale === 'zh-CN', found, '[role=dialog]');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await over('palette', () => page.keyboard.press('Control+k'));
    await over('shortcuts', () => page.keyboard.press('?'));
    await over('new ticket', () => page.keyboard.press('c'));
    await over('who can see it', () => page.keyboard.press('v'));
    await over('link with', () => page.keyboard.press('l'));
    await over('notifications', () => press(new RegExp(m.kernel_bell({ n: 1 }, tongue).replace(/^\D*1\s*/, '')), page));
    expect(found).toEqual([]);
  });

  test('a screen reader hears who can see a row, in words', async () => {
    const camille = await stage().seat('camille');
    await camille.open(at('/tickets'));
    const row = camille.page.getByRole('link', { name: /Lactate rebound/ });
    await seen(row);
    const told =
      m.kernel_audience_visible({ names: 'Exemplis and Yangben' }) +
      m.kernel_audience_hidden({ names: 'Shili or Modelo' });
    const described = camille.page.locator(`[id="${await row.getAttribute('aria-describedby')}"]`);
    expect(await described.getByRole('img', { name: told, exact: true }).count()).toBe(1);
  });

  test('that people and values are invented is said without the server, too', async () => {
    const { page, tongue, open, recording } = await stage().seat('camille');
    recording.excuse(/ERR_INTERNET_DISCONNECTED/);
    const note = page.getByText(m.kernel_demo_note({}, tongue));
    await open(at('/tickets'));
    await seen(note);
    await page.route('**/organizations.installation*', (route) => route.abort('internetdisconnected'));
    const asked = page.waitForEvent('requestfailed', (request) => request.url().includes('organizations.installation'));
    await page.reload();
    await asked;
    await seen(note);
  });

  test('on a phone no page is wider than the screen, none of its buttons cut off, and the tabs below lead on', async () => {
    const camille = await stage().seat('camille');
    const { page } = camille;
    await page.setViewportSize(phone);
    const wide: string[] = [];
    for (const { name, address, ready } of await places(stage(), camille)) {
      await camille.open(address);
      await ready(page);
      const by = await widerThanScreen(page);
      if (by > 0) wide.push(`${name}: ${by} px`);
      wide.push(...(await cutOff(page)).map((control) => `${name}: ${control}`));
    }
    expect(wide).toEqual([]);
    const tabs = the('navigation', m.kernel_navigation(), page).last();
    await the('link', m.tickets_title(), tabs).click();
    await seen(page.getByRole('link', { name: /Lactate rebound/ }));
    await press(m.kernel_search(), tabs);
    await seen(the('combobox', m.kernel_command_search(), page));
    await page.keyboard.press('Escape');
    await press(m.kernel_more(), tabs);
    await the('link', m.organizations_people(), the('dialog', 'EXB-101', page)).click();
    await seen(page.locator('main').getByText('Camille Arnoux').first());
    await page.setViewportSize(desk);
  });

  endsInPeace(stage);
});

/** Buttons and links that reach past the side of the screen, where nothing can be scrolled to show them. */
const cutOff = (page: Page): Promise<string[]> =>
  page.locator('button:visible, a:visible').evaluateAll((controls) =>
    controls
      .filter((control) => {
        const { left, right } = control.getBoundingClientRect();
        // The way past the navigation stands outside until it has the focus.
        if (right <= 0 || (left >= 0 && right <= innerWidth)) return false;
        for (let one = control.parentElement; one !== null; one = one.parentElement)
          if (/auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth) return false;
        return true;
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent.trim()),
  );

const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
