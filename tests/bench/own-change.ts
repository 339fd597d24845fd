import type { Page } from 'playwright-core';
import type { Figure } from './figure.ts';
import { PROGRAM, SPONSOR, ticketLink, type Stage } from './stage.ts';

const THROTTLE = 6;

/** Runs in the page: from the press of a key or button to the paint that shows `text`. Milliseconds. */
function watchOwnChange(text: string): void {
  let pressed = 0;
  const note = (event: Event) => (pressed = event.timeStamp);
  addEventListener('keydown', note, { capture: true });
  addEventListener('click', note, { capture: true });
  const shown = () => [...document.querySelectorAll('article')].some((one) => one.textContent.includes(text));
  const observer = new MutationObserver(() => {
    if (!shown()) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => Object.assign(globalThis, { ownChange: performance.now() - pressed });
      painted.port2.postMessage(null);
    });
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
}

const measured = async (page: Page): Promise<number> => {
  const handle = await page.waitForFunction(() => (globalThis as { ownChange?: number }).ownChange);
  const value = Number(await handle.jsonValue());
  await page.evaluate(() => Object.assign(globalThis, { ownChange: undefined }));
  return value;
};

/** A page with nothing but a field that shows what was sent: what the browser alone takes. */
const BARE = `<textarea></textarea><main></main><script>
  document.querySelector('textarea').onkeydown = ({ key, ctrlKey, target }) => {
    if (key !== 'Enter' || !ctrlKey) return;
    const article = document.createElement('article');
    article.textContent = target.value;
    target.value = '';
    document.querySelector('main').append(article);
  };
</script>`;

async function openTicket(stage: Stage): Promise<Page> {
  const context = await stage.seat(SPONSOR);
  const page = await context.newPage();
  await page.goto(`${PROGRAM}/tickets`);
  await ticketLink(page).click();
  await page.getByRole('article').first().waitFor();
  return page;
}

async function throttled(page: Page, rate: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

async function reply(page: Page, text: string): Promise<number> {
  const field = page.getByRole('textbox').last();
  await field.click();
  await page.keyboard.insertText(text);
  await page.evaluate(watchOwnChange, text);
  await page.keyboard.press('Control+Enter');
  return measured(page);
}

function ownChange(id: string, title: string, rate: number, most: number): Figure {
  let n = 0;
  return {
    ...{ id, title, group: 'speed', unit: 'ms', rounds: 9, gate: { most, of: 'value' } },
    async measure(stage) {
      const page = await openTicket(stage);
      const bare = await stage.browser.newPage();
      await bare.setContent(BARE);
      for (const one of [page, bare]) await throttled(one, rate);
      return async () => {
        const text = `Measured ${id} ${(n += 1)}`;
        const value = await reply(page, text);
        return { value, yardstick: await reply(bare, text) };
      };
    },
  };
}

export const ownReply = ownChange('P13', "press to paint of one's own reply", 1, 16);
export const ownReplySlow = ownChange(
  'P13b',
  `press to paint of one's own reply, processor ${THROTTLE} times slower`,
  THROTTLE,
  100,
);
