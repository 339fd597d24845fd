import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { enter } from '../world/player.ts';
import { ask } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Screen } from './stage.ts';
import { question, row } from './ticket-pages.ts';

const stage = useStage();
const tab = ({ page }: Screen, name: string) => the('tab', new RegExp(`^${name}`), page);
const lost = /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/;

async function inboxWith(title: string): Promise<Screen> {
  await question(stage(), title);
  const camille = await stage().seat('camille');
  await camille.open('/inbox');
  await seen(row(title, camille.page));
  return camille;
}

test('by keyboard alone an item is put off, finished, muted, and each is taken back', async () => {
  const title = 'Which resin lot?';
  const camille = await inboxWith(title);
  const { page } = camille;
  const item = row(title, page);

  await page.keyboard.press('h');
  await seen(the('dialog', m.notifications_snooze_title(), page));
  await page.keyboard.press('Enter');
  await gone(item);
  await tab(camille, m.notifications_snoozed_tab()).click();
  await seen(row(title, page));
  await tab(camille, m.notifications_waits()).click();
  await page.keyboard.press('Control+z');
  await seen(item);

  await page.keyboard.press('e');
  await gone(item);
  await page.keyboard.press('Control+z');
  await seen(item);

  await page.keyboard.press('m');
  await gone(item);
  await seen(tab(camille, m.notifications_muted_tab()));
  await page.keyboard.press('Control+z');
  await seen(item);
  await gone(tab(camille, m.notifications_muted_tab()));

  await page.keyboard.press('Shift+E');
  await gone(item);
  await seen(page.getByText(m.notifications_none()));
  await page.keyboard.press('Control+z');
  await seen(item);
});

test('what is finished without a connection is finished, and told when the connection is back', async () => {
  const title = 'Where does the buffer wait?';
  const camille = await inboxWith(title);
  const { page, context } = camille;
  camille.recording.excuse(lost);
  await context.setOffline(true);
  await page.keyboard.press('e');
  await gone(row(title, page));
  await context.setOffline(false);
  const other = await camille.tab('/inbox');
  await tab({ ...camille, page: other }, m.notifications_done_tab()).click();
  await seen(row(title, other));
  await other.close();
});

test('single keys do nothing once they are switched off, on every device of that person; Ctrl+K and Escape still do', async () => {
  const title = 'Keys off';
  const camille = await inboxWith(title);
  const { page } = camille;
  const player = await stage().player('camille');
  await player.calls.organizations.saveProfile.mutate({ commandId: newId(), shortcuts: false });
  await page.reload();
  await seen(row(title, page));
  for (const key of ['e', 'h', 'm', 'c', '?', 'Shift+E']) await page.keyboard.press(key);
  await page.keyboard.press('Control+k');
  await seen(the('combobox', m.kernel_command_search(), page));
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.keyboard.press('Escape');
  await gone(page.getByRole('dialog'));
  await seen(row(title, page));
  await player.calls.organizations.saveProfile.mutate({ commandId: newId(), shortcuts: true });
  await page.reload();
  await seen(row(title, page));
  await page.keyboard.press('h');
  await press(m.kernel_cancel(), the('dialog', m.notifications_snooze_title(), page));
});

test('an item of a program that is not open says what it is about, for as long as that company sees it', async () => {
  const [shen, otto] = [await stage().seat('shen'), await enter(stage().server.origin, 'otto', 'BIRCH-7')];
  const asked = await enter(stage().server.origin, 'shen', 'BIRCH-7');
  const title = 'Which clone of the bispecific?';
  const { ticketId, n } = await ask(otto, asked, title, otto.actor.seat | asked.actor.seat);
  await otto.reached(n);
  const { key } = otto.get('ticket', ticketId)!;
  await shen.open(at('/tickets'));
  await seen(the('button', m.tickets_new(), shen.page));
  await shen.open('/inbox');
  const item = shen.page.getByRole('link', { name: new RegExp(`${title.replace('?', '\\?')}.*${key}.*BIRCH-7`, 's') });
  await seen(item);
  await seen(the('img', m.kernel_audience_visible({ names: 'Third Party and Yangben' }), item));

  const { version } = otto.get('ticket', ticketId)!;
  await otto.calls.tickets.amend.mutate({ commandId: newId(), ticketId, version, title: 'Which clone, by Friday?' });
  await otto.calls.tickets.pass.mutate({ commandId: newId(), ticketId, to: otto.actor.partyId });
  await otto.calls.tickets.pass.mutate({ commandId: newId(), ticketId, to: asked.actor.partyId });
  await seen(shen.page.getByText('Which clone, by Friday?'));

  await otto.calls.tickets.pass.mutate({ commandId: newId(), ticketId, to: otto.actor.partyId });
  const withdrawn = { audience: otto.actor.seat, history: 'whole', reason: 'Ours alone.' } as const;
  await otto.calls.tickets.share.mutate({ commandId: newId(), ticketId, ...withdrawn });
  const answered = shen.page.waitForResponse(/notifications\.objects/);
  await shen.page.reload();
  expect(await (await answered).text()).not.toContain('Which clone');
  await seen(shen.page.getByRole('link', { name: /BIRCH-7/ }));
  expect(await shen.page.getByText(/Which clone/).count()).toBe(0);
  for (const player of [otto, asked]) player.leave();
});

endsInPeace(stage);
