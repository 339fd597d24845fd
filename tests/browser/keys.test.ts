import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { fillDemoWorld } from '@crossflow/server/demo/fill';
import { startEmptyServer } from '../world/server.ts';
import { paletteOf, type Listed } from './command-walk.ts';
import { places } from './places.ts';
import { endsInPeace, useStage } from './stage.ts';

const stage = useStage(startEmptyServer);

beforeAll(() => fillDemoWorld(stage().server.app, stage().server.clock));

/** Runs in the page: counts what a person at the screen could notice, and what has no screen here. Time goes by of itself. */
function notice(): void {
  const noticed = { times: 0 };
  const once = () => void (noticed.times += 1);
  const ofItself = ({ target, type, addedNodes }: MutationRecord) => {
    const element = target instanceof Element ? target : target.parentElement;
    if (element?.closest('ul[aria-relevant]') != null) return type !== 'childList' || addedNodes.length === 0;
    return element?.closest('time, [data-ticking]') != null;
  };
  new MutationObserver((records) => {
    if (!records.every(ofItself)) once();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  addEventListener('focusin', once);
  addEventListener('scroll', once, { capture: true });
  window.print = once;
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
/** On how many pages the same command is tried. */
const PAGES_EACH = 2;
const SIGNS = { '↵': 'Enter', Esc: 'Escape', '↑': 'ArrowUp', '↓': 'ArrowDown', '←': 'ArrowLeft', '→': 'ArrowRight' };

/** Until nothing has changed from one frame to the next but one. */
async function atRest(page: Page): Promise<number> {
  for (let before = -1, now = await noticedTimes(page); ; before = now, now = await noticedTimes(page)) {
    if (before === now) return now;
    await page.evaluate(() => new Promise((rested) => requestIdleCallback(() => requestAnimationFrame(rested))));
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

/** Closes what a key has opened, and leaves the field that it went to. */
async function comeBack(page: Page): Promise<void> {
  const over = page.locator('[role=dialog]:visible, [role=menu]:visible, [role=listbox]:visible');
  for (let times = 0; times < 3 && (await over.count()) > 0; times += 1) await page.keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

test.each(['camille', 'gu'] as const)(
  'every key that a page tells of does something there, or says why it cannot: %s',
  async (person) => {
    const screen = await stage().seat(person);
    const { page } = screen;
    await page.context().addInitScript(notice);
    const tried = new Map<string, number>();
    const dead: string[] = [];
    for (const { name, address, ready } of await places(stage(), screen)) {
      const enter = async () => {
        await screen.open(address);
        await ready(page);
      };
      await enter();
      for (const command of await paletteOf(screen)) {
        const times = tried.get(command.id) ?? 0;
        if (command.hint === '' || times === PAGES_EACH) continue;
        tried.set(command.id, times + 1);
        if (!(await isAlive(page, command))) dead.push(`${name}: ${command.hint} (${command.label})`);
        await comeBack(page);
        if (!page.url().endsWith(address)) await enter();
      }
    }
    expect(dead).toEqual([]);
    expect(tried.size).toBeGreaterThan(60);
  },
  600_000,
);

endsInPeace(stage);
