import { globSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { fillDemoWorld } from '@crossflow/server/demo/fill';
import { comesTrue, PATIENCE_MS } from '../world/comes-true.ts';
import { startEmptyServer } from '../world/server.ts';
import { ariaKeys } from '../../packages/ui/src/control/aria-keys.ts';
import { paletteOf, promised, sheetOf } from './command-walk.ts';
import { places, type Place } from './places.ts';
import { isKept, pillOffline } from './offline.ts';
import { press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Screen } from './stage.ts';

const stage = useStage(startEmptyServer);
const lost = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to fetch|NetworkError/;
/** Nothing of the program is on it, or nothing at all. */
const without = ['not available', 'nowhere'];
/** Letters on the poorest page. */
const FEWEST = 200;

beforeAll(() => fillDemoWorld(stage().server.app, stage().server.clock));

/** What a print shows of the page, and what of the screen's own it still shows. */
const onPaper = (page: Page) =>
  page.evaluate(() => {
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const controls =
      '.rail, .tabbar, .tab:not(.on), .topbar, .btn, [role=tablist] ~ *, ul[aria-relevant] li, textarea, [contenteditable=true]';
    return {
      head: [...document.querySelectorAll('[data-print-head]')]
        .filter(shown)
        .map((one) => (one as HTMLElement).innerText),
      controls: [...document.querySelectorAll(controls)].filter(shown).map((one) => one.outerHTML.slice(0, 120)),
      background: getComputedStyle(document.body).backgroundColor,
      words: (document.querySelector('main') as HTMLElement).innerText.length,
      ink: getComputedStyle(document.documentElement).getPropertyValue('--ink').trim(),
      cut: [...document.querySelectorAll('main, main section, main div')]
        .filter(
          (one) =>
            shown(one) &&
            /auto|scroll/.test(getComputedStyle(one).overflowY) &&
            one.scrollHeight > one.clientHeight + 1,
        )
        .map((one) => one.className),
    };
  });

test.each(['camille', 'gu'] as const)(
  'every page prints with what it is, by whom of which company, and who sees it; without what only a screen needs: %s',
  async (person) => {
    const screen = await stage().seat(person);
    const { page, tongue } = screen;
    const by = m.kernel_printed({ name: 'NAME', company: 'COMPANY', when: 'WHEN', seen: 'SEEN' }, tongue);
    const form = new RegExp(by.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/NAME|COMPANY|WHEN|SEEN/g, '.+'));
    const poor: string[] = [];
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const { name, address, ready } of await places(stage(), screen)) {
      if (without.includes(name)) continue;
      await page.emulateMedia({ media: 'screen' });
      await screen.open(address);
      await ready(page);
      await page.emulateMedia({ media: 'print' });
      // What paper needs is fetched when a page is at rest.
      await expect
        .poll(
          async () => {
            await page.evaluate(() => ['afterprint', 'beforeprint'].map((name) => dispatchEvent(new Event(name))));
            return (await onPaper(page)).words;
          },
          { message: name, timeout: PATIENCE_MS },
        )
        .toBeGreaterThanOrEqual(FEWEST);
      const { head, controls, cut, ink } = await onPaper(page);
      const [told = ''] = head;
      if (head.length !== 1 || !/^EXB-101 · ./.test(told)) poor.push(`${name}: no head, or no title: ${told}`);
      if (!form.test(told) || !/Visible to|可见/.test(told)) poor.push(`${name}: by whom, or for whom: ${told}`);
      poor.push(
        ...controls.map((control) => `${name}: ${control}`),
        ...cut.map((part) => `${name}: cut off in ${part}`),
      );
      if (ink !== '#18181b') poor.push(`${name}: the ink is ${ink}`);
    }
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    expect(poor).toEqual([]);
  },
  120_000,
);

test('without a connection every page opens again with what was kept, and says that it is offline', async () => {
  const screen = await stage().seat('camille');
  const { page, context } = screen;
  screen.recording.excuse(lost);
  const all = (await places(stage(), screen)).filter(({ name }) => !without.includes(name));
  for (const { address, ready } of all) {
    await screen.open(address);
    await ready(page);
  }
  await isKept(page);
  await context.setOffline(true);
  const poor: string[] = [];
  for (const { name, address } of all) {
    await page.goto(address).catch(() => poor.push(`${name}: no page`));
    await seen(page.getByText(pillOffline(screen.tongue)).first()).catch(() => poor.push(`${name}: no pill`));
    if ((await page.locator('main').innerText()).trim() === '') poor.push(`${name}: empty`);
    if ((await page.getByText(m.kernel_unreachable_title()).count()) > 0) poor.push(`${name}: unreachable`);
  }
  await context.setOffline(false);
  expect(poor).toEqual([]);
}, 120_000);

test('code that could not be kept because the connection broke is kept once it is back, pages never opened included', async () => {
  const screen = await stage().seat('julien');
  const { page, context } = screen;
  screen.recording.excuse(lost);
  const count = (some: string) => globSync(`apps/web/build/_app/immutable/${some}`).length;
  const [built, pages] = [count('**/*.js'), count('nodes/*.js')] as const;
  const missed = new Set<string>();
  const missedAll = Promise.withResolvers<void>();
  await context.route('**/_app/immutable/nodes/*.js', (route) => {
    if (route.request().serviceWorker() === null) return route.continue();
    if (missed.add(route.request().url()).size === pages) missedAll.resolve();
    return route.abort('internetdisconnected');
  });
  await screen.open('/my');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => fetch('/healthz')).then(() => true));
  await missedAll.promise;
  await context.unrouteAll();
  const keepsAll = async (built: number) => {
    // Any request sets the worker to fetching what is missing.
    await fetch('/healthz');
    const names = (await caches.keys()).filter((name) => name.startsWith('crossflow-'));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().filter(({ url }) => /_app\/immutable\/.*\.js$/.test(url)).length === built;
  };
  await comesTrue(page, keepsAll, built);
});

test('in a program in which nothing has happened yet, every page says so and shows one way on', async () => {
  const screen = await stage().seat('otto');
  const { page } = screen;
  const birch = (path = '') => `/p/BIRCH-7${path}`;
  const told = [
    [birch(), m.kernel_state_quiet()],
    [birch('/waiting'), m.kernel_waits_for_nothing()],
    [birch('/tickets'), m.tickets_none_hint()],
    [birch('/docs'), m.documents_empty_title()],
    [birch('/mfg'), m.manufacturing_no_campaigns()],
    [birch('/handover'), m.clocks_handover_moved_none()],
    [birch('/people'), 'Otto Terz'],
    ['/inbox', m.notifications_none()],
    ['/my', m.clocks_my_turn_empty()],
    ['/search?q=lactate', m.search_none({ text: 'lactate' })],
  ] as const;
  for (const [address, words] of told) {
    await screen.open(address);
    await seen(page.locator('main').getByText(words).first());
    const busy = () => page.locator('main [aria-busy=true]').count();
    await expect.poll(busy, { message: address, timeout: PATIENCE_MS }).toBe(0);
    expect(await page.getByRole('alert').count(), address).toBe(0);
  }
});

test('what could not be read says so in its place, the rest stays, and one press reads it again', async () => {
  const screen = await stage().seat('camille');
  const { page, context } = screen;
  screen.recording.excuse(/status of 500/);
  const broken = [
    [at('/activity'), '**/trpc/record.activity*', m.kernel_could_not_refresh(), 'a[href*="/t/"]'],
    [at('/handover'), '**/trpc/record.activity*', m.kernel_could_not_refresh(), 'time'],
    ['/search?q=filter%20area&kind=texts', '**/trpc/search.find*', m.search_failed(), '.results a'],
  ] as const;
  for (const [address, call, words, rows] of broken) {
    await context.route(call, (route) => route.fulfill({ status: 500, body: '{}' }));
    await screen.open(address);
    await seen(page.getByRole('alert').getByText(words));
    await seen(the('navigation', m.kernel_navigation(), page).first());
    await context.unroute(call);
    await press(m.kernel_retry(), page.getByRole('alert'));
    await seen(page.locator('main').locator(rows).first());
    expect(await page.getByRole('alert').count(), address).toBe(0);
  }
});

test('an address of something that is not there, and of something hidden, is answered alike on every kind of page', async () => {
  const screen = await stage().seat('lin');
  const { page, tongue } = screen;
  const { seat } = (await stage().player('lin')).actor;
  const hidden = (await stage().player('camille')).rows('ticket').find(({ audience }) => (audience & seat) === 0);
  const told: string[] = [];
  for (const address of [
    at('/t/T-ZZZZZ'),
    at(`/t/${hidden!.key}`),
    at('/docs/ZZZZZ'),
    at('/mfg/b/NO-SUCH'),
    at('/mfg/c/NO-SUCH'),
    at('/o/00000000-0000-4000-8000-000000000000'),
  ]) {
    await screen.open(address);
    await seen(the('heading', m.kernel_not_available_title({}, tongue), page));
    told.push(
      await page
        .locator('main section')
        .filter({ hasText: m.kernel_not_available_title({}, tongue) })
        .last()
        .innerText(),
    );
  }
  expect(new Set(told).size).toBe(1);
});

test('an address that was opened signed out is there after signing in', async () => {
  const screen = await stage().stranger();
  const { page } = screen;
  const ticket = (await stage().player('gu')).rows('ticket').find(({ title }) => title.startsWith('Lactate rebound'))!;
  await page.goto(`${at(`/t/${ticket.key}`)}?view=open#m-1`);
  await the('button', /Chen Lixing/, page).click();
  await seen(the('heading', ticket.title, page));
  const { pathname, search, hash } = new URL(page.url());
  expect(pathname + search + hash).toBe(`${at(`/t/${ticket.key}`)}?view=open#m-1`);
});

/** The pages, with what must be pressed before all their commands have something to work on. */
async function commandPlaces(screen: Screen) {
  const all = await places(stage(), screen);
  const named = (name: string) => all.find((place) => place.name === name)!;
  const pressing = (place: Place, ...keys: string[]) => ({ ...place, keys });
  return [
    ...['overview', 'waiting', 'documents', 'document', 'batch', 'my work', 'inbox'].map((name) =>
      pressing(named(name)),
    ),
    pressing({
      ...named('overview'),
      name: 'meeting',
      address: at('/waiting?meeting=1'),
      ready: (page) => seen(the('button', m.clocks_meeting_end({}, screen.tongue), page)),
    }),
    pressing(named('tickets'), 'j'),
    pressing({ ...named('tickets'), name: 'board', address: at('/tickets?view=open&layout=board') }, 'j'),
    pressing({ ...named('tickets'), name: 'chosen tickets' }, 'j', 'x'),
    pressing({ ...named('tickets'), name: 'peek' }, 'j', 'Space'),
    pressing(named('ticket')),
  ];
}

test.each(['chen', 'gu'] as const)(
  'every command of every page stands in the palette and in the sheet, and buttons name the keys that are registered: %s',
  async (person) => {
    const screen = await stage().seat(person);
    const { page, tongue } = screen;
    const opens: readonly string[] = [m.kernel_command_search({}, tongue), m.kernel_command_find({}, tongue)];
    for (const { name, address, ready, keys } of await commandPlaces(screen)) {
      await screen.open(address);
      await ready(page);
      for (const key of keys) await page.keyboard.press(key);
      const palette = await paletteOf(screen);
      const sheet = await sheetOf(screen);
      expect(palette.length, name).toBeGreaterThan(20);
      // The palette does not list what opens it.
      expect(
        sheet
          .map(({ label }) => label)
          .filter((label) => !opens.includes(label))
          .toSorted(),
        name,
      ).toEqual(palette.map(({ label }) => label).toSorted());
      const hints = new Map(sheet.map(({ label, hint }) => [`${label} ${hint}`, hint]));
      for (const { label, hint } of palette)
        expect(hints.has(`${label} ${hint}`), `${name}: ${label} ${hint}`).toBe(true);
      const registered = new Set(sheet.map(({ hint }) => ariaKeys(hint)));
      // A sign that is typed into a text is no command.
      for (const { name: button, keys: said } of await promised(page))
        expect(registered.has(said) || said === '@', `${name}: ${button} (${said})`).toBe(true);
    }
  },
  120_000,
);

endsInPeace(stage);
