import type { Locator, Page } from 'playwright-core';
import { m } from '@crossflow/i18n';
import { press, seen, the } from './seeing.ts';
import { at, type Screen } from './stage.ts';

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

export async function pass({ page, tongue }: Screen, to: string): Promise<void> {
  await press(m.tickets_pass_to({}, tongue), page);
  await the('menuitem', to, page).click();
}
