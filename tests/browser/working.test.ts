import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { ask } from '../world/ticket-acts.ts';
import { batch, startBatch } from './running-batch.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';
import { conversation, openConversation, question, reply, row, ticketPage, written } from './ticket-pages.ts';

const stage = useStage();

test('a ticket is linked with a batch, and both companies find the one from the other', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await startBatch(stage());
  const key = await question(stage(), 'Thaw time of the second vial');
  for (const screen of [chen, camille]) await openConversation(screen, key);
  await press(m.links_add(), chen.page);
  const dialog = the('dialog', m.links_add(), chen.page);
  await dialog.getByLabel(m.links_search(), { exact: true }).first().fill(batch);
  await seen(dialog.getByText(batch).first());
  await chen.page.keyboard.press('Enter');
  await gone(dialog);
  const pane = the('complementary', m.tickets_properties(), camille.page);
  // It stands among the properties, and among what is linked.
  await pane
    .getByRole('link', { name: new RegExp(batch) })
    .first()
    .click();
  await seen(camille.page.getByRole('heading', { name: new RegExp(batch) }));
  expect(new URL(camille.page.url()).pathname).toBe(at(`/mfg/b/${batch}`));
});

test('the bell rings for a turn, a mention and a share, and leads to the ticket', async () => {
  const [chen, camille, lin] = [await stage().seat('chen'), await stage().seat('camille'), await stage().seat('lin')];
  const key = await question(stage(), 'Who takes the sample?');
  await openConversation(camille, key);
  await chen.open(at());
  await lin.open(at());
  const bell = async ({ page, tongue }: typeof chen) =>
    (await page
      .getByRole('button', { name: new RegExp(m.kernel_bell({ n: 7 }, tongue).replace('7', '\\d+')) })
      .getAttribute('aria-label')) ?? '';
  const before = Number.parseInt(/\d+/.exec(await bell(chen))![0]);
  await reply(camille, 'The next shift; @Chen Lixing please book it.');
  await press(m.kernel_bell({ n: before + 1 }), chen.page);
  const notice = chen.page
    .getByRole('link', { name: new RegExp(m.notifications_mentioned()) })
    .filter({ hasText: key });
  await notice.click();
  await seen(conversation(chen).getByText('please book it.'));
  await seen(the('button', m.kernel_bell({ n: before }), chen.page));

  const [sponsor, licensee] = [await stage().player('camille'), await stage().player('lin')];
  await ask(sponsor, licensee, 'For China to answer', sponsor.actor.seat | licensee.actor.seat);
  await press(m.kernel_bell({ n: 1 }, lin.tongue), lin.page);
  await seen(
    lin.page
      .getByRole('link', { name: new RegExp(m.notifications_your_turn({}, lin.tongue)) })
      .filter({ hasText: 'For China to answer' }),
  );
  expect(await lin.page.title()).toMatch(/^\(1\) /);
});

test('the palette finds a ticket by its words and opens it', async () => {
  const chen = await stage().seat('chen');
  const key = await question(stage(), 'Resin packing of the second column');
  await chen.open(at());
  await seen(the('button', /unread notification/, chen.page));
  await chen.page.keyboard.press('Control+k');
  await the('combobox', m.kernel_command_search(), chen.page).fill('resin pack');
  await seen(the('option', new RegExp(key), chen.page));
  await chen.page.keyboard.press('Enter');
  await seen(the('heading', 'Resin packing of the second column', chen.page));
});

test('the sheet of shortcuts tells every key that works on the page', async () => {
  const chen = await stage().seat('chen');
  await chen.open(at('/tickets'));
  await seen(the('button', m.tickets_new(), chen.page));
  await chen.page.keyboard.press('?');
  const sheet = the('dialog', m.kernel_command_shortcuts(), chen.page);
  for (const label of [
    m.kernel_command_search(),
    m.tickets_new(),
    m.tickets_next(),
    m.tickets_previous(),
    m.tickets_open_it(),
    m.kernel_inbox(),
  ])
    await seen(sheet.getByText(label, { exact: true }).first());
  await chen.page.keyboard.press('Escape');
  await gone(sheet);
});

test('a question is found, read and answered with the keyboard alone', async () => {
  const [camille, chen] = [await stage().seat('camille'), await stage().seat('chen')];
  await question(stage(), 'The first by the keyboard');
  const key = await question(stage(), 'The second by the keyboard');
  await openConversation(chen, key);
  await camille.open(at());
  const { page } = camille;
  const { keyboard } = page;
  await seen(page.getByText(m.kernel_latest_activity()));
  await keyboard.press('g');
  await keyboard.press('t');
  // The overview that is left behind names the ticket as well.
  await gone(page.getByText(m.kernel_latest_activity()));
  await seen(row('The second by the keyboard', page));
  const chosen = page.locator('[aria-current="true"]').filter({ hasText: 'The second by the keyboard' });
  for (let steps = 0; steps < 20 && (await chosen.count()) === 0; steps += 1) await keyboard.press('j');
  await keyboard.press('k');
  expect(await chosen.count()).toBe(0);
  await keyboard.press('j');
  await seen(chosen);
  await keyboard.press('Enter');
  await seen(the('heading', 'The second by the keyboard', page));
  await seen(conversation(camille).getByRole('article').first());
  await keyboard.press('r');
  await page.waitForFunction(() => document.activeElement?.matches('textarea, [role="textbox"]'));
  await keyboard.type('Answered without a mouse.');
  await keyboard.press('Control+Enter');
  await seen(conversation(chen).getByText('Answered without a mouse.'));
  expect(await written(ticketPage(page).getByRole('textbox'))).toBe('');
});

endsInPeace(stage);
