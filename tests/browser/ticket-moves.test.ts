import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { newId } from '../world/world.ts';
import { batch, startBatch } from './running-batch.ts';
import { choose, gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Screen } from './stage.ts';
import { openConversation, question, reply, ticketPage } from './ticket-pages.ts';

const stage = useStage();

const properties = ({ page, tongue }: Screen) => the('complementary', m.tickets_properties({}, tongue), page);
const property = (screen: Screen, name: string, value: string) =>
  properties(screen)
    .getByRole('definition')
    .filter({ hasText: value })
    .and(properties(screen).locator(`dt:text-is("${name}") + dd`));

test('the sponsor triages from the keyboard and asks for less severity; the CDMO agrees, and both see it', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Feed line pressure on day 6');
  for (const screen of [chen, camille]) await openConversation(screen, key);

  await camille.page.keyboard.press('s');
  await the('menuitem', m.tickets_triage(), camille.page).press('Enter');
  const dialog = the('dialog', m.tickets_triage_title({ key }), camille.page);
  await dialog.getByLabel(m.tickets_severity()).selectOption('S4');
  await seen(dialog.getByText(m.tickets_triage_asks({ name: 'Yangben' })));
  await dialog.getByLabel(m.tickets_priority()).selectOption('high');
  await press(m.tickets_triage(), dialog);

  for (const screen of [chen, camille]) {
    await seen(property(screen, m.tickets_status(), m.tickets_state_triaged()));
    await seen(property(screen, m.tickets_priority(), m.tickets_priority_high()));
    await seen(property(screen, m.tickets_assignee(), 'Camille Arnoux'));
  }
  await seen(ticketPage(camille.page).getByText(m.tickets_severity_waits({ name: 'Yangben' })));
  expect(
    await ticketPage(camille.page)
      .getByRole('button', { name: m.tickets_severity_agree({ to: 'S4' }) })
      .count(),
  ).toBe(0);
  await press(m.tickets_severity_agree({ to: 'S4' }), ticketPage(chen.page));
  for (const screen of [chen, camille]) {
    await seen(property(screen, m.tickets_severity(), 'S4'));
    await gone(ticketPage(screen.page).getByText(/asks to lower the severity/));
  }
});

test('a slip is taken back by keyboard: the other company sees it come and go', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const key = await question(stage(), 'Which gasket lot?');
  for (const screen of [chen, camille]) await openConversation(screen, key);

  await camille.page.keyboard.press('p');
  await the('menuitem', m.tickets_priority_urgent(), camille.page).press('Enter');
  await seen(property(chen, m.tickets_priority(), m.tickets_priority_urgent()));
  await seen(camille.page.getByText(m.tickets_done_amended({ key })));
  await camille.page.keyboard.press('Control+z');
  for (const screen of [chen, camille]) await seen(property(screen, m.tickets_priority(), m.tickets_priority_normal()));
});

test('a label is typed, kept when the box closes, and offered on the next ticket', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const [first, second] = [await question(stage(), 'Foam in harvest'), await question(stage(), 'Foam in seed train')];
  for (const screen of [chen, camille]) await openConversation(screen, first);
  await camille.page.keyboard.press('l');
  const box = the('dialog', m.tickets_change_labels(), camille.page);
  await the('textbox', m.tickets_label_add(), box).fill('foam');
  await the('textbox', m.tickets_label_add(), box).press('Enter');
  await camille.page.keyboard.press('Escape');
  await seen(property(chen, m.tickets_labels(), 'foam'));

  await openConversation(chen, second);
  await chen.page.keyboard.press('l');
  await press('foam', the('dialog', m.tickets_change_labels(), chen.page));
  await chen.page.keyboard.press('Escape');
  await seen(property(chen, m.tickets_labels(), 'foam'));
});

test('a duplicate is merged: whoever has it open is led to the other ticket', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const title = 'Membrane lot for ultrafiltration';
  const [key, other] = [await question(stage(), 'UF membrane lot?'), await question(stage(), title)];
  for (const screen of [chen, camille]) await openConversation(screen, key);

  await choose(m.tickets_actions(), m.tickets_merge(), camille.page);
  const dialog = the('dialog', m.tickets_merge_title({ key }), camille.page);
  await the('combobox', m.tickets_merge_search(), dialog).fill('membrane lot for');
  await the('combobox', m.tickets_merge_search(), dialog).press('Enter');
  await press(m.tickets_merge_verb({ key: other }), dialog);
  await seen(the('heading', title, camille.page));

  await ticketPage(chen.page)
    .getByRole('link', { name: new RegExp(other) })
    .click();
  await seen(the('heading', title, chen.page));
});

test('an answer is pinned to its step: the other company finds it on a batch, and opens it', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await startBatch(stage());
  const key = await question(stage(), 'Thaw below 90 % viability');
  const cdmo = await stage().player('chen');
  const ticket = cdmo.rows('ticket').find((one) => one.key === key)!;
  const about = { commandId: newId(), ticketId: ticket.id, version: ticket.version, operation: 'UP-01' };
  await cdmo.calls.tickets.amend.mutate(about);
  for (const screen of [chen, camille]) await openConversation(screen, key);
  await reply(camille, 'Continue, and read it again at 24 h.');
  await seen(the('log', m.tickets_conversation(), chen.page).getByText('Continue, and read it again at 24 h.'));

  await choose(m.tickets_actions(), m.tickets_resolve(), chen.page);
  const dialog = the('dialog', m.tickets_resolve_title({ key }), chen.page);
  await dialog.getByLabel(m.tickets_resolution()).selectOption('information-given');
  await press(m.tickets_resolve(), dialog);
  await seen(property(camille, m.tickets_answer(), 'Continue, and read it again at 24 h.'));

  await camille.open(at(`/mfg/b/${batch}/operations`));
  const answers = the('list', m.manufacturing_answers_here(), camille.page);
  await seen(answers.getByText('Continue, and read it again at 24 h.'));
  await answers.getByRole('link', { name: new RegExp(key) }).click();
  await seen(property(camille, m.tickets_status(), m.tickets_state_resolved()));
});

endsInPeace(stage);
