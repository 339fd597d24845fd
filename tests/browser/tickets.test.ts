import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { ask } from '../world/ticket-acts.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';
import { openConversation, pass, question, reply, row, ticketPage } from './ticket-pages.ts';

const stage = useStage();

test('the CDMO asks, the sponsor sees it without a reload and answers, and the ball passes', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at('/tickets')), camille.open(at('/tickets'))]);
  await seen(the('button', m.tickets_new(), camille.page));
  await camille.mark();

  await press(m.tickets_new(), chen.page);
  const form = the('dialog', m.tickets_new(), chen.page);
  await form.getByLabel(m.tickets_title_label()).fill('Lactate rises on day 9: feed or sparge?');
  await form.getByLabel(m.tickets_category()).selectOption('TS-META');
  await form.getByLabel(m.tickets_question(), { exact: true }).fill('Lactate climbs since day 8. Do we cut the feed?');
  await press(/^Raise to Exemplis \+ Yangben$/, form);
  await seen(the('heading', 'Lactate rises on day 9: feed or sparge?', chen.page));

  await row('Lactate rises on day 9: feed or sparge?', camille.page).click();
  await seen(the('log', m.tickets_conversation(), camille.page).getByText('Lactate climbs since day 8.'));
  await seen(ticketPage(camille.page).getByText(m.tickets_turn_of({ name: 'Exemplis' }), { exact: true }));

  const field = the('textbox', m.tickets_reply_to({ names: 'Exemplis + Yangben' }), camille.page);
  await field.pressSequentially('Keep the feed; ');
  await seen(chen.page.getByText(m.tickets_types({ name: 'Camille Arnoux', party: 'Exemplis' })));
  await field.pressSequentially('raise the sparge.');
  await press(m.tickets_send_and_pass(), ticketPage(camille.page));
  await the('menuitem', 'Yangben', camille.page).click();

  await seen(the('log', m.tickets_conversation(), chen.page).getByText('Keep the feed; raise the sparge.'));
  await gone(chen.page.getByText(m.tickets_types({ name: 'Camille Arnoux', party: 'Exemplis' })));
  for (const { page } of [chen, camille])
    await seen(ticketPage(page).getByText(m.tickets_turn_of({ name: 'Yangben' }), { exact: true }));
  expect(await camille.stayed()).toBe(true);
});

test('the licensee sees nothing; then the audience is widened and it appears, is narrowed and it goes', async () => {
  const [camille, lin] = [await stage().seat('camille'), await stage().seat('lin')];
  const [sponsor, cdmo] = [await stage().player('camille'), await stage().player('chen')];
  const title = 'Charge variants of the backup clone';
  const { ticketId, n } = await ask(sponsor, cdmo, title, sponsor.actor.seat | cdmo.actor.seat);
  await sponsor.reached(n);
  const key = sponsor.get('ticket', ticketId)!.key;

  // Not by a link: the page is the one that a key nobody ever had gives, to the letter.
  const told: string[] = [];
  for (const some of [key, 'T-ZZZZZ', key]) {
    await lin.open(at(`/t/${some}`));
    await seen(the('heading', m.kernel_not_available_title({}, lin.tongue), lin.page));
    await seen(the('button', m.kernel_bell({ n: 0 }, lin.tongue), lin.page));
    told.push(`${await lin.page.title()} ${await lin.page.locator('main').innerHTML()}`);
  }
  expect(new Set(told).size).toBe(1);
  // Not by the list beside it, nor by searching for every word of it.
  const list = await lin.tab(at('/tickets'));
  await seen(list.getByText(m.tickets_none({ filter: m.tickets_filter_open({}, lin.tongue) }, lin.tongue)));
  await list.keyboard.press('Control+k');
  for (const words of [key, 'charge', 'clone']) {
    await list.getByRole('combobox').fill(words);
    await seen(list.getByText(m.kernel_palette_empty({ query: words }, lin.tongue)));
  }
  await list.keyboard.press('Escape');
  expect((await lin.recording.received()).join('\n')).not.toContain('Charge variants');
  await lin.mark();

  await openConversation(camille, key);
  await press(m.tickets_actions(), camille.page);
  await the('menuitem', m.tickets_share(), camille.page).click();
  const dialog = the('dialog', m.tickets_share_title({ key }), camille.page);
  await the('checkbox', /Shili/, dialog).check({ force: true });
  await seen(dialog.getByText(m.tickets_people_at({ n: 2, name: 'Shili Pharma' })));
  await the('radio', new RegExp(m.tickets_share_whole()), dialog).check({ force: true });
  await seen(dialog.getByText(/^this ticket, 1 reply and 0 files, since /));
  await dialog.getByLabel(m.tickets_share_reason()).fill('China decides it too.');
  await press(m.tickets_share_whole_verb({ names: 'Shili' }), dialog);

  await seen(the('heading', title, lin.page));
  await seen(row(title, list));
  await seen(the('log', m.tickets_conversation({}, lin.tongue), lin.page).getByText(title));
  expect(await lin.stayed()).toBe(true);

  await press(m.tickets_actions(), camille.page);
  await the('menuitem', m.tickets_share(), camille.page).click();
  await the('checkbox', /Shili/, dialog).uncheck({ force: true });
  await seen(dialog.getByText(m.tickets_people_at({ n: 2, name: 'Shili Pharma' })));
  await dialog.getByLabel(m.tickets_share_reason()).fill('Decided without China.');
  await press(m.tickets_share_withdraw({ names: 'Shili' }), dialog);

  await seen(the('heading', m.kernel_not_available_title({}, lin.tongue), lin.page));
  await gone(row(title, list));
  expect(await lin.page.locator('main').innerText()).not.toContain(title);
  expect(await lin.stayed()).toBe(true);
});

test('a private note cannot be confused with a reply, and no byte of it reaches the other company', async () => {
  const [chen, gu, camille] = [await stage().seat('chen'), await stage().seat('gu'), await stage().seat('camille')];
  const key = await question(stage(), 'Foam at 80 % sparge');
  for (const screen of [chen, gu, camille]) await openConversation(screen, key);

  const note = m.tickets_note_only({ name: 'Yangben' });
  const composer = ticketPage(chen.page);
  await the('tab', note, composer).click();
  await seen(the('textbox', note, composer));
  await seen(the('button', m.tickets_save_note({ name: 'Yangben' }), composer));
  await gone(composer.getByRole('button', { name: m.tickets_send_to({ names: 'Exemplis + Yangben' }) }));
  const token = 'foam-trap-4711-kept-inside';
  await the('textbox', note, composer).pressSequentially(`Check the ${token} first.`);
  await press(m.tickets_save_note({ name: 'Yangben' }), composer);

  for (const [screen, name] of [
    [chen, 'Yangben'],
    [gu, '样本生物'],
  ] as const) {
    const article = screen.page.getByRole('article').filter({ hasText: token });
    await seen(article.getByText(m.tickets_only({ name }, screen.tongue), { exact: true }));
    const frame = await article.evaluate((element) => {
      const { borderTopStyle, backgroundImage } = getComputedStyle(element.parentElement!);
      return { borderTopStyle, hatched: backgroundImage.includes('repeating-linear-gradient') };
    });
    expect(frame).toEqual({ borderTopStyle: 'dashed', hatched: true });
  }

  // What was said after it has arrived, so the note would have, too.
  await the('tab', m.tickets_reply_to({ names: 'Exemplis + Yangben' }), composer).click();
  await reply(chen, 'Nothing unusual so far.');
  await seen(the('log', m.tickets_conversation(), camille.page).getByText('Nothing unusual so far.'));
  expect(await camille.page.content()).not.toContain(token);
  const received = await camille.recording.received();
  expect(received.some((text) => text.includes('Nothing unusual so far.'))).toBe(true);
  expect(received.filter((text) => text.includes(token))).toEqual([]);
  expect(received.filter((text) => text.includes('"typing"') && text.includes('"private":true'))).toEqual([]);
  expect((await gu.recording.received()).some((text) => text.includes(token))).toBe(true);
});

test('the ball is passed without a word', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Which column lot?');
  for (const screen of [chen, camille]) await openConversation(screen, key);
  await pass(camille, 'Yangben');
  await seen(ticketPage(chen.page).getByText(m.tickets_turn_of({ name: 'Yangben' }), { exact: true }));
});

endsInPeace(stage);
