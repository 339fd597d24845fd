import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { builtWith } from './built-with.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Screen } from './stage.ts';
import { conversation, openConversation, question, reply, ticketPage, written } from './ticket-pages.ts';

const stage = useStage();
const lostConnection = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|WebSocket connection/;

test('a reply written without a connection is kept, shown as waiting, and sent once on return', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Which membrane for the filter?');
  for (const screen of [chen, camille]) await openConversation(screen, key);
  chen.recording.excuse(lostConnection);

  await chen.context.setOffline(true);
  await seen(chen.page.getByText(m.kernel_pill_offline(), { exact: true }));
  await reply(chen, 'The 0.1 µm one, written below deck.');
  const own = conversation(chen).getByRole('article').filter({ hasText: 'written below deck' });
  await seen(own.getByText(m.kernel_waits_for_connection()));
  await seen(chen.page.getByText(m.kernel_pill_waiting({ n: 1 })));
  expect(await written(ticketPage(chen.page).getByRole('textbox'))).toBe('');
  // What another says meanwhile does not come through, and is caught up with afterwards.
  await reply(camille, 'Said while you were away.');
  await seen(conversation(camille).getByText('Said while you were away.'));
  expect(await conversation(chen).getByText('Said while you were away.').count()).toBe(0);

  await chen.context.setOffline(false);
  await seen(chen.page.getByText(m.kernel_pill_live(), { exact: true }));
  await gone(own.getByText(m.kernel_waits_for_connection()));
  await seen(conversation(chen).getByText('Said while you were away.'));
  await seen(conversation(camille).getByText('written below deck'));
  for (const screen of [chen, camille])
    expect(await conversation(screen).getByText('written below deck').count()).toBe(1);
});

test('it survives closing the tab, and is still sent once', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Which prefilter?');
  await openConversation(camille, key);
  const tab = await chen.tab(at(`/t/${key}`));
  const screen = { ...chen, page: tab };
  await seen(conversation(screen).getByText('Which prefilter?'));
  await chen.context.setOffline(true);
  await reply(screen, 'The 0.2 µm one, from a closed tab.');
  await seen(conversation(screen).getByText(m.kernel_waits_for_connection()));
  await tab.close();
  await chen.context.setOffline(false);
  const again = { ...chen, page: await chen.tab(at(`/t/${key}`)) };
  await seen(conversation(camille).getByText('from a closed tab'));
  await seen(conversation(again).getByText('from a closed tab'));
  await gone(conversation(again).getByText(m.kernel_waits_for_connection()));
  await again.page.reload();
  await seen(conversation(again).getByText('from a closed tab'));
  for (const one of [again, camille]) expect(await conversation(one).getByText('from a closed tab').count()).toBe(1);
  await again.page.close();
});

test('typed text survives closing the tab, each composer its own', async () => {
  const chen = await stage().seat('chen');
  const key = await question(stage(), 'Draft or not?');
  const tab = await chen.tab(at(`/t/${key}`));
  const names = 'Exemplis + Yangben';
  await the('textbox', m.tickets_reply_to({ names }), tab).fill('A reply begun');
  await the('tab', m.tickets_note_only({ name: 'Yangben' }), tab).click();
  await the('textbox', m.tickets_note_only({ name: 'Yangben' }), tab).fill('A note begun');
  await tab.close();
  const again = await chen.tab(at(`/t/${key}`));
  await the('tab', m.tickets_note_only({ name: 'Yangben' }), again).click();
  expect(await written(the('textbox', m.tickets_note_only({ name: 'Yangben' }), again))).toBe('A note begun');
  await the('tab', m.tickets_reply_to({ names }), again).click();
  expect(await written(the('textbox', m.tickets_reply_to({ names }), again))).toBe('A reply begun');
  await again.close();
});

test('a refused write says why and keeps its text', async () => {
  const chen = await stage().seat('chen');
  const key = await question(stage(), 'How long may it be?');
  await openConversation(chen, key);
  chen.recording.excuse(/status of 400/);
  const longer = 'Longer than the server takes. '.repeat(700);
  await reply(chen, longer);
  await seen(chen.page.getByText(m.kernel_reason_invalid_input()).first());
  expect(await written(ticketPage(chen.page).getByRole('textbox'))).toContain('Longer than the server takes.');
  expect(await conversation(chen).getByText('Longer than the server takes.').count()).toBe(0);
  await chen.page.reload();
  await seen(ticketPage(chen.page).getByRole('textbox'));
  expect((await written(ticketPage(chen.page).getByRole('textbox'))).trim()).toBe(longer.trim());
  await ticketPage(chen.page).getByRole('textbox').fill('');
});

test('a question that is not asked yet survives as well', async () => {
  const chen = await stage().seat('chen');
  await chen.open(at('/tickets'));
  await press(m.tickets_new(), chen.page);
  await the('dialog', m.tickets_new(), chen.page).getByLabel(m.tickets_title_label()).fill('Begun in the evening');
  await chen.page.reload();
  await press(m.tickets_new(), chen.page);
  expect(await the('dialog', m.tickets_new(), chen.page).getByLabel(m.tickets_title_label()).inputValue()).toBe(
    'Begun in the evening',
  );
});

test('back online it connects at once, whatever wait failed attempts have left', async () => {
  const gu = await stage().seat('gu');
  const { page, context } = gu;
  gu.recording.excuse(lostConnection);
  await page.clock.install();
  await gu.open(at('/tickets'));
  await seen(page.getByText(m.kernel_pill_live({}, gu.tongue), { exact: true }));
  await context.setOffline(true);
  await seen(page.getByText(m.kernel_pill_offline({}, gu.tongue), { exact: true }));
  // No timer of the page runs any more: nothing is tried again by itself.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000));
  await context.setOffline(false);
  await seen(page.getByText(m.kernel_pill_live({}, gu.tongue), { exact: true }));
  await page.clock.resume();
});

/** The way to every other page is there, and how the connection stands. */
async function inShell(page: Page, tongue: Screen['tongue']): Promise<void> {
  const rail = the('navigation', m.kernel_navigation({}, tongue), page).first();
  await seen(the('link', new RegExp(`^${m.tickets_title({}, tongue)}`), rail));
  await seen(page.getByText(m.kernel_pill_live({}, tongue), { exact: true }));
}

/** Part of the overview's code is not to be had until `comes`; what is said of it. */
async function overviewWithout(code: string) {
  const { page, context, tongue, recording, open } = await stage().seat('helen');
  recording.excuse(/ERR_FAILED|Failed to fetch dynamically imported/);
  const route = builtWith(code);
  await context.route(route, (asked) => asked.abort());
  await open(at());
  const said = page.getByRole('alert').filter({ hasText: m.kernel_reason_unreachable({}, tongue) });
  await seen(said);
  await inShell(page, tongue);
  const comes = async () => {
    await context.unroute(route);
    await press(m.kernel_retry({}, tongue), said);
    await seen(the('heading', m.clocks_matrix({}, tongue), page));
  };
  return { page, comes };
}

test('a page whose code could not be fetched says so, is not loaded again and again, and a press brings it', async () => {
  // The page itself reads this, too.
  const { page, comes } = await overviewWithout(m.clocks_matrix());
  const loaded = () => page.evaluate(() => performance.timeOrigin);
  const first = await loaded();
  // Whether there is a newer version is asked before it would be loaded.
  await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/_app/version.json`).length > 0);
  await seen(page.getByRole('alert'));
  expect(await loaded()).toBe(first);
  await comes();
});

test('a panel of the overview whose code could not be fetched says so in its place, and a press brings it', async () => {
  const { page, comes } = await overviewWithout('band-3');
  await seen(page.getByText(m.kernel_latest_activity()));
  await comes();
});

test('what names objects of every kind could not be fetched: said in the shell, and a press brings it', async () => {
  const { comes } = await overviewWithout(m.tickets_entry_proposed());
  await comes();
});

test('an address that leads nowhere says so in the shell, of the program that it names, and bare to a stranger', async () => {
  const [helen, stranger] = [await stage().seat('helen'), await stage().stranger()];
  for (const address of [at('/nothing-here'), '/nothing', '/p/NONE-1/nothing']) {
    await helen.open(address);
    await seen(the('heading', m.kernel_not_available_title({}, helen.tongue), helen.page));
    await inShell(helen.page, helen.tongue);
    await stranger.open(address);
    await seen(the('heading', m.kernel_not_available_title(), stranger.page));
    expect(await stranger.page.getByRole('navigation').count()).toBe(0);
  }
  await helen.open(at('/nothing-here'));
  await seen(
    helen.page.getByText(m.kernel_not_available_ask({ name: 'Camille Arnoux', program: 'EXB-101' }, helen.tongue)),
  );
});

endsInPeace(stage);
