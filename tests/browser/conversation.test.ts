import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { answer, ask } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { gone, press, seen, the } from './seeing.ts';
import { endsInPeace, useStage } from './stage.ts';
import { conversation, openConversation, question, reply, ticketPage, written } from './ticket-pages.ts';

const stage = useStage();
const field = (page: Parameters<typeof ticketPage>[0]) => ticketPage(page).getByRole('textbox');

/** A paste as the browser makes it of what a word processor puts on the clipboard. */
const paste = (target: ReturnType<typeof field>, html: string, plain: string) =>
  target.evaluate(
    (element, [markup, words]) => {
      const data = new DataTransfer();
      data.setData('text/html', markup!);
      data.setData('text/plain', words!);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [html, plain],
  );

test('a table pasted from a word processor is a table on the screen of the other company, and nothing in it runs', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Lactate by day');
  await Promise.all([openConversation(chen, key), openConversation(camille, key)]);

  await field(camille.page).click();
  await seen(ticketPage(camille.page).locator('[contenteditable="true"]'));
  await camille.page.keyboard.type('Ours, see **day 9**:');
  const cell = (text: string) => `<td><p class=MsoNormal>${text}<o:p></o:p></p></td>`;
  const row = (...cells: string[]) => `<tr>${cells.map(cell).join('')}</tr>`;
  const attack = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";
  await paste(
    field(camille.page),
    `<html><body>${attack}<table class=MsoTableGrid>${row('<b>Day</b>', '<b>pCO<sub>2</sub></b>')}${row('9', '108')}</table></body></html>`,
    'Day\tpCO2\n9\t108',
  );
  await seen(field(camille.page).getByRole('table'));
  await camille.page.keyboard.press('Control+Enter');

  const table = conversation(chen).getByRole('table');
  await seen(table);
  expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['Day', 'pCO2']);
  expect(await table.getByRole('cell').allInnerTexts()).toEqual(['9', '108']);
  expect(await conversation(chen).locator('strong').allInnerTexts()).toEqual(['day 9']);
  expect(await conversation(chen).locator('sub').allInnerTexts()).toEqual(['2']);
  expect(await written(field(camille.page))).toBe('');
  for (const { page } of [chen, camille]) expect(await page.title()).not.toBe('broken');
});

test('a mark is seen live by the other company, in words too, and taken back it is gone', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Marked on the screen');
  await Promise.all([openConversation(chen, key), openConversation(camille, key)]);
  const article = conversation(camille).getByRole('article').first();
  await article.hover();
  await the('button', m.tickets_react(), conversation(camille)).first().click();
  await the('menuitem', m.tickets_reaction_agree(), camille.page).click();

  const told = m.tickets_reaction_who({
    mark: m.tickets_reaction_agree(),
    names: m.tickets_reaction_by({ name: 'Camille Arnoux', party: 'Exemplis' }),
  });
  const chip = the('button', told, conversation(chen));
  await seen(chip);
  expect(await chip.getAttribute('aria-pressed')).toBe('false');
  await press(told, conversation(camille));
  await gone(chip);
});

test('an edited message shows both companies what it said before, with what changed', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Rise the sparge?');
  await Promise.all([openConversation(chen, key), openConversation(camille, key)]);
  await conversation(chen).getByRole('article').first().hover();
  await the('button', m.tickets_edit(), conversation(chen)).first().click();
  const editor = the('textbox', m.tickets_edit_label(), chen.page);
  await editor.fill('Raise the sparge?');
  await press(m.kernel_save(), conversation(chen));

  await seen(conversation(camille).getByText('Raise the sparge?'));
  await press(m.tickets_edited_show(), conversation(camille));
  const dialog = the('dialog', m.tickets_versions(), camille.page);
  await seen(dialog.locator('del', { hasText: 'Rise' }));
  await seen(dialog.locator('ins', { hasText: 'Raise' }));
  await seen(dialog.getByText('Rise the sparge?'));
});

test('a quotation names its author and leads back to the message', async () => {
  const chen = await stage().seat('chen');
  const key = await question(stage(), 'To be quoted');
  await openConversation(chen, key);
  await conversation(chen).getByRole('article').first().hover();
  await the('button', m.tickets_quote(), conversation(chen)).first().click();
  await seen(field(chen.page).locator('blockquote', { hasText: 'To be quoted' }));
  await chen.page.keyboard.type('As said.');
  await chen.page.keyboard.press('Control+Enter');
  const back = conversation(chen)
    .locator('blockquote')
    .getByRole('link', { name: /^Chen Lixing, / });
  await seen(back);
  const target = (await back.getAttribute('href'))!.slice(1);
  expect(await conversation(chen).getByRole('article').first().getAttribute('id')).toBe(target);
});

test('a tab closed in the middle of typing loses nothing: marks, names and both texts come back', async () => {
  const chen = await stage().seat('chen');
  const key = await question(stage(), 'Closed in the middle');
  await openConversation(chen, key);
  const tab = await chen.tab(new URL(chen.page.url()).pathname);
  await field(tab).click();
  await seen(ticketPage(tab).locator('[contenteditable="true"]'));
  await tab.keyboard.type('Raise **now**, pCO~2~ with @Camille');
  await tab.keyboard.press('Enter');
  await tab.keyboard.type('- first');
  await tab.close();

  const again = await chen.tab(new URL(chen.page.url()).pathname);
  const kept = field(again);
  await seen(kept.locator('strong', { hasText: 'now' }));
  expect(await kept.locator('sub').innerText()).toBe('2');
  expect(await kept.locator('.mention').innerText()).toBe('@Camille Arnoux');
  await kept.fill('');
  await again.close();
});

test('a thread of two thousand messages opens at the first unread one, draws few, and finds any', async () => {
  const camille = await stage().seat('camille');
  const [cdmo, sponsor] = [await stage().player('chen'), await stage().player('camille')];
  const { ticketId, n } = await ask(cdmo, sponsor, 'A long thread', sponsor.actor.seat | cdmo.actor.seat);
  await cdmo.reached(n);
  const key = cdmo.get('ticket', ticketId)!.key;
  // Read to here by the same person, elsewhere.
  await sponsor.calls.tickets.open.mutate({ commandId: newId(), ticketId, openingId: newId() });
  for (let start = 0; start < 2000; start += 100)
    await Promise.all(Array.from({ length: 100 }, (_, place) => answer(cdmo, ticketId, `Message ${start + place}.`)));

  await openConversation(camille, key);
  const log = conversation(camille);
  const line = log.getByRole('separator');
  await seen(line);
  expect(await log.getByRole('article').count()).toBeLessThan(200);
  expect(await line.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(450);

  await press(m.tickets_to_latest(), camille.page);
  await seen(log.getByRole('article').last());
  await camille.page.keyboard.press('f');
  await camille.page.getByRole('searchbox', { name: m.tickets_find() }).fill('Message 1234.');
  await seen(log.getByText('Message 1234.', { exact: true }));
  expect(await log.getByRole('article').count()).toBeLessThan(200);
  await camille.page.keyboard.press('Escape');
  await reply(camille, 'At the end of it.');
  await seen(log.getByText('At the end of it.'));
}, 180_000);

endsInPeace(stage);
