import type { Locator, Page } from 'playwright-core';

/** Comes to be on the screen. */
export const seen = (what: Locator): Promise<void> => comesTo('visible', what);
/** Comes to be off the screen. */
export const gone = (what: Locator): Promise<void> => comesTo('hidden', what);

async function comesTo(state: 'visible' | 'hidden', what: Locator): Promise<void> {
  try {
    await what.waitFor({ state });
  } catch (error) {
    // What stood there instead is told with the failure: where it happened may be far from whoever reads of it.
    if (error instanceof Error)
      error.message += `\n${await told(what.page()).catch(() => 'The page cannot be read any more.')}`;
    throw error;
  }
}

/** A page in words, as a screen reader has it: its beginning, and its end, where dialogs and notices stand. */
async function told(page: Page): Promise<string> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n');
  const shown =
    lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES / 2), '…', ...lines.slice(-MOST_LINES / 2)];
  return [page.url(), ...shown].join('\n');
}

const MOST_LINES = 60;

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
