import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { ask } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { isKept, pillOffline } from './offline.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, desk, endsInPeace, phone, useStage, type Screen } from './stage.ts';
import { question, row, ticketPage } from './ticket-pages.ts';

const stage = useStage();
const zh = { locale: 'zh-CN' } as const;
const part = (title: string, { page }: Pick<Screen, 'page'>) => the('region', title, page);
const lost = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to fetch/;

test('what waits for one person, what they hold, watch and have begun stands on one page, each in one place', async () => {
  const [camille, chen] = [await stage().player('camille'), await stage().player('chen')];
  const screen = await stage().seat('camille');
  const { page } = screen;
  const asked = await question(stage(), 'Waits for the sponsor');
  const both = camille.actor.seat | chen.actor.seat;
  const { ticketId } = await ask(camille, chen, 'Held by Camille, with Yangben', both);
  await camille.calls.tickets.assign.mutate({ commandId: newId(), ticketId, memberId: camille.actor.memberId });
  await ask(camille, chen, 'Watched by Camille, with Yangben', both);

  await screen.open(at(`/t/${asked}`));
  await ticketPage(page).getByRole('textbox').fill('An answer begun');
  await screen.open(at());
  await seen(page.getByText(m.kernel_latest_activity()));
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await page.waitForURL('**/my');
  await seen(the('heading', m.kernel_my_work(), page));
  await seen(part(m.kernel_my_work_mine(), screen).getByRole('link', { name: /Waits for the sponsor/ }));
  await seen(part(m.kernel_my_work_assigned(), screen).getByRole('link', { name: /Held by Camille.*Yangben’s turn/ }));
  const watched = part(m.kernel_my_work_watched(), screen);
  await seen(watched.getByRole('link', { name: /Watched by Camille/ }));
  expect(await watched.getByRole('link', { name: /Held by Camille|Waits for/ }).count()).toBe(0);
  const draft = part(m.kernel_my_work_drafts(), screen).getByRole('link', { name: /Waits for the sponsor/ });
  await seen(draft.getByText('An answer begun'));

  // The turn goes to the other company: the row leaves at once, and the rail counts one less.
  const rail = the('navigation', m.kernel_navigation(), page).first();
  await seen(rail.getByText(m.kernel_my_work_waits({ n: 1 })));
  await screen.mark();
  const { id } = camille.rows('ticket').find(({ key }) => key === asked)!;
  await camille.calls.tickets.pass.mutate({ commandId: newId(), ticketId: id, to: chen.actor.partyId });
  await seen(page.getByText(m.clocks_my_turn_empty()));
  await gone(rail.getByText(m.kernel_my_work_waits({ n: 1 })));
  expect(await screen.stayed()).toBe(true);
  await draft.click();
  await seen(ticketPage(page).getByText('An answer begun'));
});

test('rows are walked by keys, a draft is discarded and taken back', async () => {
  const screen = await stage().seat('camille');
  const { page } = screen;
  const key = await question(stage(), 'Walked by keys');
  await screen.open(at(`/t/${key}`));
  await ticketPage(page).getByRole('textbox').fill('Thrown away by mistake');
  await screen.open('/my');
  const drafts = part(m.kernel_my_work_drafts(), screen);
  await press(m.kernel_draft_discard({ title: 'Walked by keys' }), drafts);
  await gone(drafts.getByText('Thrown away by mistake'));
  await page.keyboard.press('Control+z');
  await seen(drafts.getByText('Thrown away by mistake'));
  await page.keyboard.press('j');
  const first = part(m.kernel_my_work_mine(), screen).getByRole('link').first();
  await seen(first);
  expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await seen(the('heading', 'Walked by keys', page));
});

test('it shows what is kept without a connection, and says so; on a phone it stands under “More”, in Chinese too', async () => {
  const screen = await stage().seat('gu');
  const { page, context } = screen;
  screen.recording.excuse(lost);
  const [chen, gu] = [await stage().player('camille'), await stage().player('gu')];
  await ask(chen, gu, '等待样本生物回答', chen.actor.seat | gu.actor.seat);
  await screen.open('/my');
  await seen(row('等待样本生物回答', page));
  await isKept(page);
  await context.setOffline(true);
  await page.reload();
  await seen(row('等待样本生物回答', page));
  await seen(page.getByText(pillOffline(zh)));
  await context.setOffline(false);
  await page.setViewportSize(phone);
  await press(m.kernel_more({}, zh), page);
  await the('link', m.kernel_my_work({}, zh), the('dialog', 'EXB-101', page)).click();
  await seen(the('heading', m.kernel_my_work({}, zh), page));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.setViewportSize(desk);
});

test('who has parts in two programs sees how much waits in the other, and goes there', async () => {
  const [chen, camille] = [await stage().player('chen'), await stage().player('camille')];
  const marc = await stage().seat('marc');
  const player = await stage().player('marc');
  const { ticketId } = await ask(chen, camille, 'For the consultant', chen.actor.seat | camille.actor.seat);
  await camille.calls.tickets.assign.mutate({ commandId: newId(), ticketId, memberId: player.actor.memberId });
  await marc.open(at());
  await seen(marc.page.getByText(m.kernel_latest_activity()));
  await marc.open('/my');
  await seen(row('For the consultant', marc.page));
  const elsewhere = part(m.kernel_my_work_elsewhere(), marc);
  const other = elsewhere.getByRole('link');
  await seen(other);
  expect(await other.textContent()).not.toContain('EXB-101');
  await other.click();
  const back = elsewhere.getByRole('link', { name: /EXB-101/ });
  await seen(back.getByText(/^[1-9]\d* waits? there$/));
  expect(await row('For the consultant', marc.page).count()).toBe(0);
});

test('the navigation folds to its signs and stays so on this device; the page does not jump when it is loaded again', async () => {
  const screen = await stage().seat('camille');
  const { page } = screen;
  const rail = the('navigation', m.kernel_navigation(), page).first();
  const width = async () => Math.round((await rail.boundingBox())!.width);
  await screen.open('/inbox');
  await press(m.kernel_rail_fold(), page);
  await seen(the('button', m.kernel_rail_unfold(), page));
  expect(await width()).toBe(48);
  await page.addInitScript(() => {
    const moved: number[] = [];
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) =>
      moved.push(...list.getEntries().map((one) => (one as unknown as { value: number }).value)),
    ).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  await seen(the('button', m.kernel_rail_unfold(), page));
  expect(await width()).toBe(48);
  expect(
    await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved.reduce((a, b) => a + b, 0)),
  ).toBeLessThan(0.01);
  const link = the('link', m.organizations_people(), rail);
  await link.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await seen(page.locator('.hint').getByText(m.organizations_people(), { exact: true }));
  await page.keyboard.press('[');
  await seen(the('button', m.kernel_rail_fold(), page));
  expect(await width()).toBe(220);
});

endsInPeace(stage);
