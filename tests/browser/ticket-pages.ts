import type { Locator, Page } from 'playwright-core';
import { m } from '@crossflow/i18n';
import { ask } from '../world/ticket-acts.ts';
import { press, seen, the } from './seeing.ts';
import { at, type Screen, type Stage } from './stage.ts';

/** The conversation with its composer, apart from the list and the properties beside it. */
export const ticketPage = (page: Page): Locator => page.getByRole('region', { name: /^(Ticket |工单\s*)T-/ });

/** A ticket in a list, by its title. */
export const row = (title: string, page: Page): Locator => page.getByRole('link', { name: title });

export const conversation = ({ page, tongue }: Screen): Locator => the('log', m.tickets_conversation({}, tongue), page);

export async function openConversation(screen: Screen, key: string): Promise<void> {
  await screen.open(at(`/t/${key}`));
  await seen(conversation(screen).getByRole('article').first());
}

/** Writes in the field that is open and sends it. */
export async function reply({ page }: Screen, text: string): Promise<void> {
  const field = ticketPage(page).getByRole('textbox');
  await field.fill(text);
  await field.press('Control+Enter');
}

/** What stands in the field, be it the editor or the plain field before it. */
export const written = (field: Locator): Promise<string> =>
  field.evaluate((element) => ('value' in element ? String(element.value) : (element as HTMLElement).innerText).trim());

export async function pass({ page, tongue }: Screen, to: string): Promise<void> {
  await press(m.tickets_pass_to({}, tongue), page);
  await the('menuitem', to, page).click();
}

/** A question of the CDMO to the sponsor that both see; gives its key. */
export async function question({ player }: Stage, title: string): Promise<string> {
  const [cdmo, sponsor] = [await player('chen'), await player('camille')];
  const { ticketId, n } = await ask(cdmo, sponsor, title, sponsor.actor.seat | cdmo.actor.seat);
  await cdmo.reached(n);
  return cdmo.get('ticket', ticketId)!.key;
}
