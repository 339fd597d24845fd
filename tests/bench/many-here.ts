import type { Page } from 'playwright-core';
import { SPONSOR } from './cast.ts';
import type { Figure } from './figure.ts';
import { sincePress, watchFor } from './painting.ts';
import { PROGRAM, settled, type Stage } from './stage.ts';

const MANY = 50_000;
const TITLES = ['Filter sizing at step', '除病毒过滤器面积，步骤', 'Lactate rebound on day', 'Charge variants in lot'];

interface Kept {
  readonly kind: string;
  readonly row: { readonly key: string } & Record<string, unknown>;
}

/** Runs in the page: lays many tickets like the first one beside it, in what this device has kept. */
async function multiplyKept({ many, titles }: { many: number; titles: readonly string[] }): Promise<void> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  const name = names.find((one) => /^crossflow\.[0-9a-f-]{36}$/.test(one)) ?? '';
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  const database = await done(indexedDB.open(name));
  const writing = database.transaction('row', 'readwrite');
  const store = writing.objectStore('row');
  const rows = (await done(store.getAll())) as Kept[];
  const ticket = rows.find(({ kind }) => kind === 'ticket');
  if (ticket === undefined) throw new Error('No ticket is kept here.');
  for (let n = 1; n <= many; n += 1) {
    const id = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
    const row = {
      ...{ ...ticket.row, id, key: `M-${n}`, title: `${titles[n % titles.length]} ${n}` },
      ...{ severity: `S${1 + (n % 4)}`, state: n % 3 === 0 ? 'closed' : 'in-progress' },
    };
    store.put({ kind: 'ticket', row }, `ticket/${id}`);
  }
  await new Promise((resolve) => (writing.oncomplete = resolve));
  database.close();
}

/** A page that only looks through as many texts and shows the first forty: what the browser alone takes. */
const bare = (titles: readonly string[]) => `<input /><output></output><ol></ol><script>
  const titles = ${JSON.stringify(titles)};
  const all = Array.from({ length: ${MANY} }, (_, n) => titles[n % titles.length] + ' ' + n).map((one) => one.toLowerCase());
  document.querySelector('input').oninput = ({ target }) => {
    const found = all.filter((one) => one.includes(target.value.toLowerCase()));
    document.querySelector('output').textContent = found.length + ' found';
    const lines = found.slice(0, 40).map((one) => Object.assign(document.createElement('li'), { textContent: one }));
    document.querySelector('ol').replaceChildren(...lines);
  };
</script>`;

async function openMany(stage: Stage): Promise<Page> {
  const context = await stage.seat(SPONSOR);
  await settled(context);
  const page = await context.newPage();
  await page.goto('/icon.svg');
  await page.evaluate(multiplyKept, { many: MANY, titles: TITLES });
  await page.goto(`${PROGRAM}/tickets?state=all&group=none`);
  await page.locator('main a[href*="/t/"]').first().waitFor();
  await page.getByText(/^5\d,?\d{3} tickets$/).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

/** One letter that a quarter of the titles have. */
const LETTER = 'v';
const QUARTER = String(MANY / 4).slice(0, 3);

async function typeLetter(page: Page, counted: string): Promise<number> {
  const field = page.locator('input:not([type=checkbox]):visible').last();
  await field.fill('');
  await page.waitForFunction(
    ([selector, text]) => !document.querySelector(selector ?? '')?.textContent.includes(text ?? ''),
    [counted, QUARTER],
  );
  await watchFor(page, { selector: counted, text: QUARTER });
  await field.press(LETTER);
  return sincePress(page);
}

const COUNT = '.foot [role="status"]';

export const filtering: Figure = {
  ...{ id: 'P14', group: 'speed', unit: 'ms', rounds: 9 },
  title: `press to paint of a search through ${MANY.toLocaleString('en')} tickets that are here`,
  gate: { most: 16, of: 'value' },
  async measure(stage) {
    const page = await openMany(stage);
    await page.keyboard.press('f');
    const other = await stage.bare();
    await other.setContent(bare(TITLES));
    return async () => ({ value: await typeLetter(page, COUNT), yardstick: await typeLetter(other, 'output') });
  },
};

export const switchingViews: Figure = {
  ...{ id: 'P14b', group: 'speed', unit: 'ms', rounds: 9 },
  title: `press to paint of another view of ${MANY.toLocaleString('en')} tickets`,
  gate: { most: 32, of: 'value' },
  async measure(stage) {
    const page = await openMany(stage);
    const choose = async (from: string, to: string, counted: string) => {
      await page.locator('.head').getByRole('button', { name: from }).click();
      const item = page.locator('[role="menu"]').getByText(to, { exact: true });
      await item.waitFor();
      await watchFor(page, { selector: COUNT, text: counted });
      await item.click();
      return sincePress(page);
    };
    return async () => {
      const value = await choose('All tickets', 'Settled', String(MANY / 3).slice(0, 3));
      await choose('Settled', 'All tickets', String(MANY).slice(0, 3));
      return { value };
    };
  },
};
