import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { fillDemoWorld } from '@crossflow/server/demo/fill';
import { startEmptyServer } from '../world/server.ts';
import { paletteOf, type Listed } from './command-walk.ts';
import { places } from './places.ts';
import { endsInPeace, useStage } from './stage.ts';

const stage = useStage(startEmptyServer);

beforeAll(() => fillDemoWorld(stage().server.app, stage().server.clock));

/** Runs in the page: counts what a person at the screen could notice, and what has no screen here. Time stands still. */
function notice(): void {
  const noticed = { times: 0 };
  const once = () => void (noticed.times += 1);
  new MutationObserver(once).observe(document, {
    ...{ subtree: true, childList: true, attributes: true, characterData: true },
  });
  addEventListener('focusin', once);
  addEventListener('scroll', once, { capture: true });
  window.print = once;
  window.setInterval = (() => 0) as unknown as typeof setInterval;
  Object.assign(globalThis, { noticed });
}

const noticedTimes = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { noticed: { times: number } }).noticed.times);

/** "Ctrl ⇧K", "g t" and "↵" as a keyboard has them. */
const strokes = (hint: string): string[] =>
  hint
    .replaceAll('Ctrl ', 'Control+')
    .split(' ')
    .map((stroke) => stroke.replace('⇧', 'Shift+'))
    .map((stroke) => Object.entries(SIGNS).reduce((key, [sign, name]) => key.replace(sign, name), stroke));
const SIGNS = { '↵': 'Enter', Esc: 'Escape', '↑': 'ArrowUp', '↓': 'ArrowDown', '←': 'ArrowLeft', '→': 'ArrowRight' };

/** A browser that draws a document is not idle for long. */
const REST_MS = 500;

/** Until nothing has changed from one pause of the page to the next. */
async function atRest(page: Page): Promise<number> {
  for (let before = -1, now = await noticedTimes(page); ; before = now, now = await noticedTimes(page)) {
    if (before === now) return now;
    await page.evaluate((timeout) => new Promise((rested) => requestIdleCallback(rested, { timeout })), REST_MS);
  }
}

async function isAlive(page: Page, { hint }: Listed): Promise<boolean> {
  const before = await atRest(page);
  for (const stroke of strokes(hint)) await page.keyboard.press(stroke);
  return page
    .waitForFunction(
      (before) => (globalThis as unknown as { noticed: { times: number } }).noticed.times > before,
      before,
    )
    .then(
      () => true,
      () => false,
    );
}

/** Closes what a key has opened, and leaves the field that it went to. The date picker is the browser's own: nothing of the page shows it. */
async function comeBack(page: Page, { id }: Listed): Promise<void> {
  const over = page.locator('[role=dialog]:visible, [role=menu]:visible, [role=listbox]:visible');
  if (id.endsWith('due')) await page.keyboard.press('Escape');
  for (let times = 0; times < 3 && (await over.count()) > 0; times += 1) await page.keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

test('every key that a page tells of does something there, or says why it cannot', async () => {
  const screen = await stage().seat('gu');
  const { page } = screen;
  await page.context().addInitScript(notice);
  const tried = new Set<string>();
  const dead: string[] = [];
  for (const { name, address, ready } of await places(stage(), screen)) {
    const enter = async () => {
      await screen.open(address);
      await ready(page);
    };
    await enter();
    for (const command of await paletteOf(screen)) {
      if (command.hint === '' || tried.has(command.id)) continue;
      tried.add(command.id);
      if (!(await isAlive(page, command))) dead.push(`${name}: ${command.hint} (${command.label})`);
      await comeBack(page, command);
      if (!page.url().endsWith(address)) await enter();
    }
  }
  expect(dead).toEqual([]);
  expect(tried.size).toBeGreaterThan(60);
}, 300_000);

endsInPeace(stage);
