import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { PATIENCE_MS } from '../world/comes-true.ts';
import { ask } from '../world/ticket-acts.ts';
import { builtWith } from './built-with.ts';
import { batch, startBatch } from './running-batch.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, desk, endsInPeace, phone, useStage, type Screen } from './stage.ts';
import { conversation, openConversation, question, row, ticketPage } from './ticket-pages.ts';

const stage = useStage();
const form = ({ page, tongue }: Screen, tab: Page = page): Locator => the('dialog', m.tickets_new({}, tongue), tab);
const asked = (screen: Screen, tab?: Page): Locator =>
  the('textbox', m.tickets_question({}, screen.tongue), form(screen, tab));

/** The list, with the dialog opened by its key. */
async function begin(screen: Screen, page: Page = screen.page): Promise<void> {
  await seen(the('button', m.tickets_new({}, screen.tongue), page));
  await page.keyboard.press('c');
  await seen(form(screen, page));
}
async function write(screen: Screen, page: Page = screen.page): Promise<void> {
  await asked(screen, page).click();
  await seen(form(screen, page).locator('[contenteditable="true"]'));
}
const attach = (within: Locator, name: string) =>
  within.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('1;2') });

test('a question with a table, a name and a file arrives whole; a name outside is told of, and let in by a press', async () => {
  const [chen, lin] = [await stage().seat('chen'), await stage().seat('lin')];
  await Promise.all([chen.open(at('/tickets')), lin.open(at('/tickets'))]);
  await begin(chen);
  const dialog = form(chen);
  await dialog.getByLabel(m.tickets_title_label()).fill('Heron: lactate by day');
  await dialog.getByLabel(m.tickets_category()).selectOption('TS-META');
  await write(chen);
  await chen.page.keyboard.type('Since **day 9**, @Lin');
  await seen(the('listbox', m.tickets_mention_who(), dialog));
  await chen.page.keyboard.press('Escape');
  await gone(the('listbox', m.tickets_mention_who(), dialog));
  await seen(dialog);
  await chen.page.keyboard.type(' ');
  await chen.page.keyboard.press('Backspace');
  await chen.page.keyboard.press('Enter');
  await seen(dialog.locator('.mention.out', { hasText: 'Lin Shuya' }));
  await seen(dialog.getByText(m.tickets_outside({ party: 'Shili' })));
  await chen.page.keyboard.press('Enter');
  await asked(chen).evaluate((element) => {
    const data = new DataTransfer();
    data.setData('text/html', '<table><tr><td>Day</td><td>g/L</td></tr><tr><td>9</td><td>2.1</td></tr></table>');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await seen(asked(chen).getByRole('table'));
  await attach(dialog, 'lactate.csv');
  await seen(dialog.getByText(/^Uploaded/));
  await press(m.tickets_share_with({ name: 'Shili' }), dialog);
  await gone(dialog.getByText(m.tickets_outside({ party: 'Shili' })));
  await seen(the('button', m.tickets_raise_to({ names: 'Exemplis + Shili + Yangben' }), dialog));
  await asked(chen).press('Control+Enter');
  await seen(the('heading', 'Heron: lactate by day', chen.page));

  await row('Heron: lactate by day', lin.page).click();
  const log = conversation(lin);
  await seen(log.getByRole('table'));
  expect(await log.locator('strong').allInnerTexts()).toEqual(['day 9']);
  expect(await log.locator('.mention:not(.out)').innerText()).toBe('@Lin Shuya');
  await seen(log.getByText('lactate.csv'));
});

test('a tab closed in the middle of a question loses nothing of it, in Chinese: words, choices, the batch, the file', async () => {
  await startBatch(stage());
  const gu = await stage().seat('gu');
  const batchId = (await stage().player('gu')).rows('batch').find(({ number }) => number === batch)!.id;
  const tab = await gu.tab(
    at(`/tickets?new=1&title=${encodeURIComponent('复苏活率低于限度')}&body=&link=batch/${batchId}`),
  );
  const dialog = form(gu, tab);
  await dialog.getByLabel(m.tickets_category({}, gu.tongue)).selectOption('TS-CELL');
  await dialog.getByLabel(m.tickets_severity({}, gu.tongue)).selectOption('S1');
  await dialog.getByLabel(m.tickets_priority({}, gu.tongue)).selectOption('urgent');
  await dialog.getByLabel(m.tickets_step({}, gu.tongue)).selectOption('UP-01');
  await press(m.tickets_labels({}, gu.tongue), dialog);
  await the('textbox', m.tickets_label_add({}, gu.tongue), tab).fill('复苏');
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Escape');
  await the('checkbox', /示例医药/, dialog).check({ force: true });
  await write(gu, tab);
  await tab.keyboard.type('活率 **62 %**');
  await tab.keyboard.press('Enter');
  await tab.keyboard.type('- 第一管');
  await attach(dialog, 'viability.txt');
  await seen(dialog.getByText(/^已上传/));
  const names = await dialog.getByRole('button', { name: /提交给/ }).innerText();
  await tab.close();

  const again = await gu.tab(at('/tickets'));
  await begin(gu, again);
  const kept = form(gu, again);
  await seen(asked(gu, again).locator('strong', { hasText: '62 %' }));
  expect(await kept.getByLabel(m.tickets_title_label({}, gu.tongue)).inputValue()).toBe('复苏活率低于限度');
  expect(await asked(gu, again).getByRole('listitem').allInnerTexts()).toEqual(['第一管']);
  for (const [label, chosen] of [
    [m.tickets_category({}, gu.tongue), 'TS-CELL'],
    [m.tickets_step({}, gu.tongue), 'UP-01'],
    [m.tickets_severity({}, gu.tongue), 'S1'],
    [m.tickets_priority({}, gu.tongue), 'urgent'],
  ] as const)
    expect(await kept.getByLabel(label).inputValue()).toBe(chosen);
  await seen(kept.getByText('复苏', { exact: true }));
  await seen(kept.getByText('viability.txt'));
  await seen(the('list', m.tickets_raise_about({}, gu.tongue), kept).getByText(batch));
  expect(await kept.getByRole('button', { name: /提交给/ }).innerText()).toBe(names);

  await press(/提交给/, kept);
  await seen(the('heading', '复苏活率低于限度', again));
  const pane = the('complementary', m.tickets_properties({}, gu.tongue), again);
  await seen(pane.getByRole('link', { name: new RegExp(batch) }).first());
  await again.goto(at('/tickets'));
  await begin(gu, again);
  expect(await kept.getByLabel(m.tickets_title_label({}, gu.tongue)).inputValue()).toBe('');
  await again.close();
});

test('an emptied draft comes back by undo; on a phone nothing of the dialog is wider than the screen', async () => {
  const chen = await stage().seat('chen');
  const { page } = chen;
  await page.setViewportSize(phone);
  await chen.open(at('/tickets?new=1&title=Osprey&body=Is%20it%20foam%3F'));
  const dialog = form(chen);
  await seen(asked(chen).getByText('Is it foam?'));
  const wide = await dialog.evaluate((element) =>
    [...element.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
  expect(wide).toEqual([]);
  await press(m.tickets_raise_clear(), dialog);
  await gone(asked(chen).getByText('Is it foam?'));
  await press(m.kernel_cancel(), dialog);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('c');
  await seen(asked(chen).getByText('Is it foam?'));
  await press(m.tickets_raise_clear(), dialog);
  await page.setViewportSize(desk);
});

test('a reply that points to what a reader cannot open says so before it is sent, by key, number and address, and is sent', async () => {
  const [camille, lin] = [await stage().seat('camille'), await stage().seat('lin')];
  const [sponsor, cdmo, licensee] = [
    await stage().player('camille'),
    await stage().player('chen'),
    await stage().player('lin'),
  ];
  const narrow = await question(stage(), 'Between two');
  const all = sponsor.actor.seat | cdmo.actor.seat | licensee.actor.seat;
  const { ticketId, n } = await ask(licensee, sponsor, 'Among three', all);
  await licensee.reached(n);
  const key = licensee.get('ticket', ticketId)!.key;
  await Promise.all([openConversation(camille, key), openConversation(lin, key)]);
  const told = (what: string) =>
    ticketPage(camille.page).getByText(m.kernel_beyond_readers({ names: 'Shili', what }), { exact: true });
  const field = ticketPage(camille.page).getByRole('textbox');

  await field.fill(`As in ${key}.`);
  await field.fill(`As in ${narrow}.`);
  await seen(told(narrow));
  await field.fill(`As in ${key}.`);
  await gone(told(narrow));
  expect(
    await ticketPage(camille.page)
      .getByText(/will see only the reference/)
      .count(),
  ).toBe(0);
  await field.fill(`See ${new URL(at(`/t/${narrow}`), camille.page.url()).href} and ${batch}`);
  await seen(told(`${narrow} and ${batch}`));
  await the('tab', m.tickets_note_only({ name: 'Exemplis' }), ticketPage(camille.page)).click();
  await gone(told(`${narrow} and ${batch}`));
  await the('tab', m.tickets_reply_to({ names: 'Exemplis + Shili + Yangben' }), ticketPage(camille.page)).click();
  await seen(told(`${narrow} and ${batch}`));
  await ticketPage(camille.page).getByRole('textbox').press('Control+Enter');
  await gone(told(`${narrow} and ${batch}`));

  await seen(conversation(lin).getByText(new RegExp(`and ${batch}$`)));
  expect(await conversation(lin).getByRole('link', { name: narrow, exact: true }).count()).toBe(0);
  // Whoever cannot open it is not told that there is anything.
  const own = ticketPage(lin.page).getByRole('textbox');
  await own.fill(`${narrow} ${batch}`);
  await seen(own.getByText(narrow));
  expect(
    await ticketPage(lin.page)
      .getByText(/只能看到/)
      .count(),
  ).toBe(0);
  await own.fill('');
});

test('what is typed while the dialog is still on its way stands in its first field when it is there', async () => {
  const helen = await stage().seat('helen');
  const { page, context } = helen;
  const coming = Promise.withResolvers<void>();
  await context.route(builtWith(m.tickets_title_placeholder()), async (route) => {
    await coming.promise;
    await route.continue();
  });
  await helen.open(at('/tickets'));
  await seen(the('button', m.tickets_new(), page));
  await page.keyboard.press('c');
  await page.keyboard.type('Typed ahead');
  expect(await form(helen).count()).toBe(0);
  coming.resolve();
  const field = form(helen).getByLabel(m.tickets_title_label());
  await expect.poll(() => field.inputValue(), { timeout: PATIENCE_MS }).toBe('Typed ahead');
  await press(m.tickets_raise_clear(), form(helen));
});

endsInPeace(stage);
