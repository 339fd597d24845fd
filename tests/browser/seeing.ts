import type { Locator, Page } from 'playwright-core';

/** Comes to be on the screen. */
export const seen = (what: Locator): Promise<void> => what.waitFor({ state: 'visible' });
/** Comes to be off the screen. */
export const gone = (what: Locator): Promise<void> => what.waitFor({ state: 'hidden' });

type Role = Parameters<Page['getByRole']>[0];
type Within = Page | Locator;

/** By its role and its whole name. */
export const the = (role: Role, name: string | RegExp, within: Within): Locator =>
  within.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) });

export const press = (name: string | RegExp, within: Within): Promise<void> => the('button', name, within).click();

/** Opens a menu by its button and takes an entry of it. */
export async function choose(menu: string | RegExp, entry: string | RegExp, page: Page): Promise<void> {
  await press(menu, page);
  await the('menuitem', entry, page).click();
}
