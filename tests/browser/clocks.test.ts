import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { BreachWatch } from '@crossflow/server/clocks/breach-watch';
import { ask, question } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { barriers } from './axe.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, desk, endsInPeace, phone, useStage, type Screen } from './stage.ts';
import { openConversation, pass } from './ticket-pages.ts';

const stage = useStage();
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const column = ({ page }: Screen, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const inColumn = (screen: Screen, name: string, title: string) =>
  column(screen, name).getByRole('link').filter({ hasText: title });

test('a clock that was let pass is told on the screens of both companies, and counted on their overviews', async () => {
  const [cdmo, sponsor] = [await stage().player('chen'), await stage().player('camille')];
  const { server } = stage();
  server.clock.set(ago(3));
  const late = question(newId(), sponsor, 'Foam reaches the exit filter', sponsor.actor.seat | cdmo.actor.seat);
  const { n } = await cdmo.calls.tickets.raise.mutate({ ...late, severity: 'S1' });
  server.clock.set(null);
  expect(await server.app.get(BreachWatch).look()).toBe(1);
  await cdmo.reached(n);
  const { key } = cdmo.get('ticket', late.ticketId)!;

  for (const screen of [await stage().seat('chen'), await stage().seat('camille')]) {
    const { page } = screen;
    await openConversation(screen, key);
    const pane = the('complementary', m.tickets_properties(), page);
    await seen(pane.getByText(m.clocks_over({ time: m.kernel_hours({ n: 1 }) })));
    await seen(page.getByText(m.clocks_answer_over({ time: m.kernel_hours({ n: 1 }) })));
    await screen.open(at());
    await seen(page.getByText(m.clocks_state_longest({ key, age: m.kernel_hours({ n: 3 }), name: 'Exemplis' })));
    const row = page.getByRole('row', { name: new RegExp(m.clocks_standing_breached()) });
    await row.getByRole('link').first().click();
    await page.waitForURL((url) => url.search === '?clock=breached&age=0-1');
    await seen(page.locator('[data-row]').getByRole('link', { name: 'Foam reaches the exit filter' }));
  }
});

test('what waits moves to the other column as the turn passes; the licensee counts nothing of it', async () => {
  const [chen, camille, lin] = [await stage().seat('chen'), await stage().seat('camille'), await stage().seat('lin')];
  const [cdmo, sponsor] = [await stage().player('chen'), await stage().player('camille')];
  await lin.open(at('/waiting'));
  await seen(lin.page.getByText(m.kernel_waiting_on_sub({ n: 0 }, lin.tongue)));
  // The hours of the companies beside their names go on.
  const counted = async () => [
    await lin.page.locator('main h2').allInnerTexts(),
    await lin.page.locator('main').getByRole('link').allInnerTexts(),
  ];
  const before = await counted();
  const title = 'Which filter for the second harvest?';
  const { ticketId, n } = await ask(cdmo, sponsor, title, cdmo.actor.seat | sponsor.actor.seat);
  await cdmo.reached(n);
  await camille.open(at('/waiting'));
  await seen(inColumn(camille, 'Exemplis', title));
  await camille.mark();

  await openConversation(chen, cdmo.get('ticket', ticketId)!.key);
  await pass(chen, 'Yangben');
  await seen(inColumn(camille, 'Yangben', title));
  await gone(inColumn(camille, 'Exemplis', title));
  expect(await camille.stayed()).toBe(true);
  await seen(lin.page.getByText(m.kernel_waiting_on_sub({ n: 0 }, lin.tongue)));
  expect(await counted()).toEqual(before);
  expect((await lin.recording.received()).join('\n')).not.toContain(title);
});

test('a meeting walks through the items by keyboard, from one company to the next', async () => {
  const camille = await stage().seat('camille');
  const { page } = camille;
  await camille.open(at('/waiting'));
  await seen(inColumn(camille, 'Exemplis', 'Foam reaches the exit filter'));
  await page.keyboard.press('m');
  const item = the('region', m.clocks_meeting_item(), page);
  await seen(item.getByText(m.clocks_meeting_waits({ name: 'Exemplis Biologics' })));
  await page.keyboard.press('3');
  await seen(item.getByText(m.clocks_meeting_waits({ name: 'Yangben BioWorks' })));
  await seen(item.getByText('Which filter for the second harvest?'));
  await page.keyboard.press('k');
  await seen(item.getByText(m.clocks_meeting_waits({ name: 'Exemplis Biologics' })));
  await page.keyboard.press('j');
  await seen(item.getByText('Which filter for the second harvest?'));
  expect(await barriers(page)).toEqual([]);
  // On a phone the column of the item is the one that is shown, and choosing another takes the meeting there.
  await page.setViewportSize(phone);
  await seen(page.getByRole('tab', { name: /^Yangben/, selected: true }));
  await page.getByRole('tab', { name: /^Exemplis/ }).click();
  await seen(item.getByText(m.clocks_meeting_waits({ name: 'Exemplis Biologics' })));
  await page.keyboard.press('3');
  await seen(page.getByRole('tab', { name: /^Yangben/, selected: true }));
  await page.setViewportSize(desk);
  // The tab that was pressed has the focus until the columns are back, and Enter would press it again.
  await gone(page.getByRole('tab', { name: /^Exemplis/ }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Which filter for the second harvest?' }));
});

test('a lead sets the hours of the company, and another company reads them', async () => {
  const [camille, chen] = [await stage().seat('camille'), await stage().seat('chen')];
  await Promise.all([camille.open(at('/people')), chen.open(at('/people'))]);
  await seen(chen.page.getByText(m.organizations_hours({ hours: 'Mon–Fri 09:00–17:30' })));
  await gone(the('button', m.organizations_edit_calendar(), chen.page));
  await press(m.organizations_edit_calendar(), camille.page);
  const dialog = the('dialog', m.organizations_calendar_title({ name: 'Exemplis Biologics' }), camille.page);
  await dialog.getByLabel(m.organizations_closes()).fill('16:00');
  await dialog.getByLabel(m.organizations_days_off(), { exact: true }).fill('2031-05-01');
  await press(m.organizations_save_calendar(), dialog);
  await seen(chen.page.getByText(m.organizations_hours({ hours: 'Mon–Fri 09:00–16:00' })));
});

endsInPeace(stage);
