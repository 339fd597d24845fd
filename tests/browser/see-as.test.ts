import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { answer } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';
import { builtWith } from './built-with.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Screen } from './stage.ts';
import { conversation, openConversation, question, row, ticketPage } from './ticket-pages.ts';

const stage = useStage();
const frame = ({ page, tongue }: Screen, name: string) => the('region', m.kernel_lens_title({ name }, tongue), page);
const pages = [
  ['/docs', m.documents_title()],
  ['/mfg', m.manufacturing_title()],
  ['/activity', m.organizations_activity()],
  ['/people', m.organizations_people()],
] as const;
const noSuchCompany = /status of 403/;

async function noted(title: string): Promise<{ key: string; id: string }> {
  const camille = await stage().player('camille');
  const key = await question(stage(), title);
  await camille.reached((await camille.bootstrap()).cursor);
  const { id } = camille.rows('ticket').find((ticket) => ticket.key === key)!;
  const told = { messageId: newId(), body: `Between us: ${title}`, mentions: [], fileIds: [] };
  await camille.calls.tickets.note.mutate({ commandId: newId(), ticketId: id, ...told });
  return { key, id };
}

test('the sponsor sees a ticket as the CDMO does: without the own note, and with nothing to write; Escape returns to the same page', async () => {
  const camille = await stage().seat('camille');
  const { page } = camille;
  const { key, id } = await noted('Which filter for the second step?');
  await openConversation(camille, key);
  await seen(conversation(camille).getByText('Between us: Which filter'));
  const chen = await stage().player('chen');
  chen.socket.emit('watch', { kind: 'ticket', id });
  await page.keyboard.press('v');
  await the('link', m.kernel_see_as({ name: 'Yangben' }), page).click();

  const yangben = frame(camille, 'Yangben');
  await seen(yangben);
  await seen(conversation(camille).getByRole('article').first());
  expect(await page.content()).not.toContain('Between us');
  expect(await ticketPage(page).getByRole('textbox').count()).toBe(0);
  expect(await the('link', m.kernel_inbox(), page).count()).toBe(0);
  await page.keyboard.press('c');
  await page.keyboard.press('t');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(new URL(page.url()).search).toBe('?as=Y');

  // What that company is told while the frame is open comes as well, and it hears of nobody who looks.
  const { memberId } = (await stage().player('camille')).actor;
  await answer(chen, id, 'The one with the larger area');
  await seen(conversation(camille).getByText('The one with the larger area'));
  const present = chen.received.filter((told) => told.startsWith('["presence"') && told.includes(id));
  expect(present.some((told) => told.includes(memberId))).toBe(true);
  expect(present.at(-1)).not.toContain(memberId);
  await page.keyboard.press('Escape');
  await gone(yangben);
  await seen(conversation(camille).getByText('Between us: Which filter'));
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(at(`/t/${key}`));
});

test('what a company cannot see is not available in its eyes, on every page; the list holds what it holds', async () => {
  const camille = await stage().seat('camille');
  const { page } = camille;
  const { key } = await noted('Not for the licensee');
  await openConversation(camille, key);
  await the('link', m.kernel_see_as({ name: 'Shili' }), page).click();
  const shili = frame(camille, 'Shili');
  await seen(the('heading', m.kernel_not_available_title(), shili));
  await the('link', m.tickets_title(), the('navigation', m.kernel_navigation(), shili).first()).click();
  await page.waitForURL(`**${at('/tickets?as=S')}`);
  await seen(page.getByText(m.tickets_none_hint()));
  expect(await row('Not for the licensee', page).count()).toBe(0);
  for (const [path, name] of pages) {
    await page.goto(at(`${path}?as=S`));
    await seen(shili);
    await seen(the('navigation', m.kernel_breadcrumb(), shili).getByText(name));
    expect(await page.content(), path).not.toContain('Not for the licensee');
  }
  await press(new RegExp(m.kernel_lens_leave()), shili);
  await gone(shili);
});

test('the eyes of a company that one must not know of are not there, as those of none', async () => {
  const lin = await stage().seat('lin');
  lin.recording.excuse(noSuchCompany);
  const told: string[] = [];
  for (const word of ['M', 'ZZ', (await stage().player('ana')).actor.partyId, newId()]) {
    await lin.open(at(`/tickets?as=${word}`));
    await seen(the('heading', m.kernel_not_available_title({}, lin.tongue), lin.page));
    told.push(await lin.page.locator('main').innerHTML());
  }
  expect(new Set(told).size).toBe(1);
});

test('the frame of another company’s eyes that could not be fetched says so in its place, and a press begins anew', async () => {
  const thomas = await stage().seat('thomas');
  const { page, context } = thomas;
  thomas.recording.excuse(/ERR_FAILED/);
  let away = true;
  await context.route(builtWith(/sees\. Read-only\./), (route) => (away ? route.abort() : route.continue()));
  await thomas.open(`${at('/tickets')}?as=Y`);
  await seen(the('heading', m.kernel_unreachable_title(), page));
  away = false;
  await press(m.kernel_retry(), page.getByRole('alert'));
  await seen(frame(thomas, 'Yangben'));
});

endsInPeace(stage);
