import type { Page } from 'playwright-core';
import { m } from '@crossflow/i18n';
import { gone, seen, the } from './seeing.ts';
import type { Screen } from './stage.ts';

/** A command as the palette lists it. */
export interface Listed {
  readonly id: string;
  readonly label: string;
  /** As printed: "g t", "⇧F"; empty where it has no key. */
  readonly hint: string;
  /** Why it cannot be run now; empty where it can. */
  readonly why: string;
}

const words = ({ tongue }: Screen) => ({
  palette: m.kernel_command_search({}, tongue),
  shortcuts: m.kernel_command_shortcuts({}, tongue),
});

/** Every command that the page has, by the palette. */
export async function paletteOf(screen: Screen): Promise<Listed[]> {
  const { page } = screen;
  await page.keyboard.press('Control+k');
  const field = the('combobox', words(screen).palette, page);
  await field.fill('>');
  const options = page.locator('[role=listbox] [role=option]');
  await seen(options.first());
  const listed = await options.evaluateAll((options) =>
    options.map((option) => {
      const text = (part: string) => (option.querySelector(part) as HTMLElement | null)?.innerText.trim() ?? '';
      return {
        id: option.id.replace(/^.*?-run:/, ''),
        label: text('.label'),
        hint: text('.end'),
        why: text('.detail'),
      };
    }),
  );
  await page.keyboard.press('Escape');
  await gone(field);
  return listed;
}

/** The same by the sheet of shortcuts. */
export async function sheetOf(screen: Screen): Promise<{ label: string; hint: string }[]> {
  const { page } = screen;
  await page.keyboard.press('?');
  const sheet = the('dialog', words(screen).shortcuts, page);
  await seen(sheet);
  const rows = await sheet.locator('dl > div').evaluateAll((lines) =>
    lines.map((line) => ({
      label: (line.querySelector('dt') as HTMLElement).innerText.trim(),
      hint: [...line.querySelectorAll('kbd, .kbd')].map((key) => (key as HTMLElement).innerText.trim()).join(' '),
    })),
  );
  await page.keyboard.press('Escape');
  await gone(sheet);
  return rows;
}

/** The keys that buttons of the page say they have, in the words of `aria-keyshortcuts`. */
export const promised = (page: Page): Promise<{ name: string; keys: string }[]> =>
  page.locator('[aria-keyshortcuts]:visible').evaluateAll((buttons) =>
    buttons.map((button) => ({
      name: button.getAttribute('aria-label') ?? '',
      keys: button.getAttribute('aria-keyshortcuts') ?? '',
    })),
  );
