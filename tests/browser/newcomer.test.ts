import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { fillDemoWorld } from '@crossflow/server/demo/fill';
import { ask } from '../world/ticket-acts.ts';
import { startEmptyServer } from '../world/server.ts';
import { gone, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Screen } from './stage.ts';
import { conversation, ticketPage } from './ticket-pages.ts';

/** Ten things that people do in their first week, by what they can see, and in as few steps as they may expect. */
const stage = useStage(startEmptyServer);
beforeAll(() => fillDemoWorld(stage().server.app, stage().server.clock));

/** Counts what a hand does: a press, a word typed, a choice made. */
class Hand {
  steps = 0;
  readonly page: Page;

  constructor({ page }: Screen) {
    this.page = page;
  }
  async press(what: Locator): Promise<void> {
    this.steps += 1;
    await what.click();
  }
  async type(what: Locator, text: string): Promise<void> {
    this.steps += 1;
    await what.fill(text);
  }
  async choose(what: Locator, label: string): Promise<void> {
    this.steps += 1;
    await what.selectOption({ label });
  }
  link(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    return this.press(the('link', name, within).first());
  }
  button(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    return this.press(the('button', name, within).first());
  }
}

/** With its count, where it has one. */
const inRail = (label: string) => new RegExp(`^${label}`);
const rail = (page: Page) => the('navigation', m.kernel_navigation(), page).first();

/** At the overview, as after signing in. */
async function begin(person: 'camille' | 'chen' | 'gu'): Promise<{ screen: Screen; hand: Hand }> {
  const screen = await stage().seat(person);
  await screen.open(at());
  await seen(screen.page.getByText(m.kernel_latest_activity({}, screen.tongue)));
  return { screen, hand: new Hand(screen) };
}

async function asked(title: string): Promise<{ key: string; id: string }> {
  const [chen, camille] = [await stage().player('chen'), await stage().player('camille')];
  const { ticketId, n } = await ask(chen, camille, title, chen.actor.seat | camille.actor.seat);
  await chen.reached(n);
  return { key: chen.get('ticket', ticketId)!.key, id: ticketId };
}

test('1: a question is asked from a batch', async () => {
  const { screen, hand } = await begin('chen');
  const { page } = screen;
  await hand.link(/YBW-DS-26-014/);
  await hand.button(m.manufacturing_ask());
  await hand.button(m.manufacturing_ask_go());
  const dialog = the('dialog', m.tickets_new(), page);
  await hand.choose(
    dialog.getByLabel(m.tickets_category()),
    (await dialog.getByLabel(m.tickets_category()).locator('option').nth(1).innerText()).trim(),
  );
  await hand.type(dialog.getByLabel(m.tickets_title_label()), 'May the feed start later today?');
  await hand.button(new RegExp(`^${m.tickets_raise_to({ names: '' }).trim()}`), dialog);
  await seen(the('heading', 'May the feed start later today?', page));
  await seen(
    conversation(screen)
      .getByText(/YBW-DS-26-014/)
      .first(),
  );
  expect(hand.steps).toBeLessThanOrEqual(6);
});

test('2 and 3: it is answered, and the turn is passed', async () => {
  const { key } = await asked('Which lot of antifoam?');
  const { screen, hand } = await begin('camille');
  const { page } = screen;
  await hand.link(inRail(m.kernel_inbox()), rail(page));
  await hand.link(/Which lot of antifoam/);
  const field = ticketPage(page).getByRole('textbox');
  await hand.type(field, 'Lot 24-118, released on Monday.');
  await hand.button(m.tickets_send_to({ names: 'Exemplis + Yangben' }));
  await seen(conversation(screen).getByText('Lot 24-118, released on Monday.'));
  expect(hand.steps).toBeLessThanOrEqual(4);
  const passing = new Hand(screen);
  await passing.button(m.tickets_pass_to());
  await passing.press(the('menuitem', 'Yangben', page));
  await seen(ticketPage(page).getByText(m.tickets_turn_of({ name: 'Yangben' })));
  expect(passing.steps).toBe(2);
  expect(key).toMatch(/^T-/);
});

test('4: last month’s answer on filter sizing is found in Chinese', async () => {
  const { screen, hand } = await begin('gu');
  const { page, tongue } = screen;
  await hand.button(new RegExp(m.kernel_jump({}, tongue)), page);
  await hand.type(page.getByRole('combobox'), '过滤 面积');
  await hand.press(page.getByRole('option', { name: m.search_all({ text: '过滤 面积' }, tongue) }));
  await hand.press(page.getByText(m.search_kind_answers({}, tongue), { exact: true }));
  const results = the('region', m.search_results({}, tongue), page);
  await hand.press(results.getByRole('link', { name: /3\.5 m²/ }).first());
  await seen(conversation(screen).getByText('取 3.5 m²').first());
  expect(hand.steps).toBeLessThanOrEqual(5);
});

test('5: what waits on us is seen', async () => {
  const { screen, hand } = await begin('camille');
  await hand.link(inRail(m.kernel_waiting_on()), rail(screen.page));
  const ours = the('region', /Exemplis/, screen.page);
  await seen(ours.getByRole('link').first());
  expect(hand.steps).toBe(1);
});

test('6 and 7: a ticket is shared with the licensee, and what the licensee sees is looked at', async () => {
  const { key } = await asked('For China as well');
  const { screen, hand } = await begin('chen');
  const { page } = screen;
  await hand.link(inRail(m.tickets_title()), rail(page));
  await hand.link(/For China as well/);
  await hand.button(new RegExp(`^${m.kernel_audience_visible({ names: '' }).trim().split(' ')[0]}`), page);
  await hand.button(m.kernel_audience_change());
  const dialog = page.getByRole('dialog').filter({ hasText: m.kernel_share_reason() });
  await hand.press(dialog.getByText('Shili Pharma').first());
  await hand.type(dialog.getByLabel(m.kernel_share_reason()), 'They file it in China');
  await hand.button(/^Share with/, dialog);
  await gone(dialog);
  expect(hand.steps).toBeLessThanOrEqual(7);

  const looking = new Hand(screen);
  await looking.button(/^Visible to/, page);
  await looking.link(m.kernel_see_as({ name: 'Shili' }));
  const frame = the('region', m.kernel_lens_title({ name: 'Shili' }), page);
  await seen(frame);
  await seen(the('heading', 'For China as well', page));
  await looking.button(new RegExp(m.kernel_lens_leave()), frame);
  await gone(frame);
  expect(looking.steps).toBe(3);
  expect(new URL(page.url()).pathname).toBe(at(`/t/${key}`));
});

test('8: an item of the inbox is snoozed until the next working morning', async () => {
  await asked('Not before tomorrow');
  const { screen, hand } = await begin('camille');
  const { page } = screen;
  await hand.link(inRail(m.kernel_inbox()), rail(page));
  const item = page.getByRole('listitem').filter({ hasText: 'Not before tomorrow' });
  await hand.button(m.notifications_snooze(), item);
  // On a Friday that is next week, and offered once.
  const morning = new RegExp(`${m.notifications_snooze_tomorrow()}|${m.notifications_snooze_monday()}`);
  await hand.button(morning, page.getByRole('dialog'));
  await gone(item);
  expect(hand.steps).toBe(3);
});

test('9: a duplicate is merged', async () => {
  await asked('Gasket of port 3, the first');
  await asked('Gasket of port 3, asked again');
  const { screen, hand } = await begin('chen');
  const { page } = screen;
  await hand.link(inRail(m.tickets_title()), rail(page));
  await hand.button(m.tickets_search());
  await hand.type(page.getByRole('searchbox'), 'asked again');
  await hand.link(/Gasket of port 3, asked again/);
  await hand.button(m.tickets_actions());
  await hand.press(the('menuitem', new RegExp(m.tickets_merge()), page));
  const dialog = page.getByRole('dialog');
  await hand.type(dialog.getByRole('combobox'), 'gasket of port 3, the first');
  await hand.press(dialog.getByRole('option', { name: /Gasket of port 3, the first/ }));
  await hand.button(/^Merge into T-/, dialog);
  await seen(the('heading', 'Gasket of port 3, the first', page));
  expect(hand.steps).toBeLessThanOrEqual(9);
});

test('10: the list is exported', async () => {
  const { screen, hand } = await begin('camille');
  const { page } = screen;
  await hand.link(inRail(m.tickets_title()), rail(page));
  await hand.button(m.views_display());
  const saving = page.waitForEvent('download');
  await hand.press(the('menuitem', m.views_csv(), page));
  expect((await saving).suggestedFilename()).toMatch(/\.csv$/);
  expect(hand.steps).toBe(3);
});

endsInPeace(stage);
