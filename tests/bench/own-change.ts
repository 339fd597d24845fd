import type { Page } from 'playwright-core';
import { SPONSOR } from './cast.ts';
import type { Figure } from './figure.ts';
import { sincePress, watchFor } from './painting.ts';
import { PROGRAM, settled, ticketLink, type Stage } from './stage.ts';

const THROTTLE = 6;

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

/** A page with nothing but links that show what they name. */
const BARE_LINKS = `<main></main><script>
  onclick = ({ target }) => {
    const heading = document.createElement('h1');
    heading.textContent = target.textContent;
    document.querySelector('main').replaceChildren(heading);
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
  await watchFor(page, { selector: 'article', text });
  await page.keyboard.press('Control+Enter');
  return sincePress(page);
}

function ownChange(id: string, title: string, rate: number, most: number): Figure {
  let n = 0;
  return {
    ...{ id, title, group: 'speed', unit: 'ms', rounds: 9, gate: { most, of: 'value' } },
    async measure(stage) {
      const page = await openTicket(stage);
      const bare = await stage.bare();
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

/** The tickets of the list by turns, so that each is opened from the list as for the first time. */
export const openingTicket: Figure = {
  ...{ id: 'P13c', group: 'speed', unit: 'ms', rounds: 9 },
  title: 'press to paint of a ticket that is opened from the list',
  gate: { most: 32, of: 'value' },
  async measure(stage) {
    const context = await stage.seat(SPONSOR);
    await settled(context);
    const page = await context.newPage();
    const bare = await stage.bare();
    await bare.setContent(BARE_LINKS);
    let n = 0;
    return async () => {
      await page.goto(`${PROGRAM}/tickets`);
      const link = page.locator('main a[href*="/t/T-"]').nth((n += 1));
      const text = (await link.textContent()) ?? '';
      await page.waitForLoadState('networkidle');
      const value = await pressed(page, `main a[href="${await link.getAttribute('href')}"]`, text);
      await bare.evaluate(
        (words) => document.body.append(Object.assign(document.createElement('a'), { textContent: words })),
        text,
      );
      return { value, yardstick: await pressed(bare, 'a:last-of-type', text) };
    };
  },
};

async function pressed(page: Page, link: string, text: string): Promise<number> {
  await watchFor(page, { selector: 'main h1', text });
  await page.locator(link).first().click();
  return sincePress(page);
}
