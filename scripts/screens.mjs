// `npm run screens [-- names]`: the pictures of the README, taken from the running product in its demo world.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../tests/world/browser.ts';
import { serveDemo } from './demo-server.mjs';
import { build, install, requireNode } from './prepare.mjs';
import { smallerPng } from './smaller-png.mjs';
import { endAll, endWithSignals, root } from './run.mjs';

const folder = path.join(root, 'docs', 'screens');
const MOST_BYTES = 300_000;
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const program = '/p/EXB-101';

const ticket = async (page) => {
  await page.goto(`${program}/tickets`);
  await page.getByRole('link', { name: /Lactate rebound/ }).click();
  await page.getByRole('article').first().waitFor();
};
const settled = (page, text) => page.getByText(text).first().waitFor();

/** Who sits there, in what light, and what to open. */
const pictures = {
  ticket: { who: 'camille.arnoux@exemplis.example', open: ticket },
  overview: {
    who: 'camille.arnoux@exemplis.example',
    open: async (page) => {
      await page.goto(program);
      await settled(page, 'Latest activity');
    },
  },
  'batch-dark': {
    who: 'camille.arnoux@exemplis.example',
    dark: true,
    open: async (page) => {
      await page.goto(`${program}/mfg/b/YBW-DS-26-014`);
      await page.locator('canvas').nth(7).waitFor();
    },
  },
  document: {
    who: 'camille.arnoux@exemplis.example',
    open: async (page) => {
      await page.goto(`${program}/docs`);
      await page.getByRole('row', { name: /COMP-RPT-003/ }).click();
      await settled(page, 'Illustrative.');
    },
  },
  waiting: {
    who: 'camille.arnoux@exemplis.example',
    open: async (page) => {
      await page.goto(`${program}/waiting`);
      await settled(page, 'Exemplis');
    },
  },
  'board-dark': {
    who: 'chen.lixing@yangben.example',
    dark: true,
    open: async (page) => {
      await page.goto(`${program}/tickets?layout=board`);
      await page.locator('[data-row]').first().waitFor();
    },
  },
  'ticket-zh': { who: 'gu.mingyuan@yangben.example', open: ticket },
  phone: { who: 'camille.arnoux@exemplis.example', viewport: phone, open: ticket },
};

requireNode();
await install();
await build();
const data = mkdtempSync(path.join(tmpdir(), 'crossflow-screens-'));
const cleanUp = async () => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
endWithSignals(cleanUp);
mkdirSync(folder, { recursive: true });
try {
  const origin = await serveDemo(data);
  const browser = await launchBrowser();
  const asked = process.argv.slice(2);
  const wanted = Object.entries(pictures).filter(([name]) => asked.length === 0 || asked.includes(name));
  for (const [name, picture] of wanted) await take(browser, origin, name, picture);
  await browser.close();
} finally {
  await endAll(30_000);
  await cleanUp();
}

async function take(browser, origin, name, { who, open, dark = false, viewport = desk }) {
  const context = await browser.newContext({
    ...{ baseURL: origin, viewport, timezoneId: 'Europe/Paris', locale: 'en-GB', reducedMotion: 'reduce' },
    colorScheme: dark ? 'dark' : 'light',
  });
  await context.request.post('/auth/sign-in/email', { data: { email: who, password: 'crossflow-demo' } });
  const page = await context.newPage();
  await open(page);
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.waitForLoadState('networkidle');
  // A pointer left on a message would open its tools.
  await page.mouse.move(0, 0);
  const picture = smallerPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  await context.close();
  if (picture.length > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES / 1000} kB.`);
  const file = path.join(folder, `${name}.png`);
  writeFileSync(file, picture);
  console.log(`${path.relative(root, file)}  ${Math.round(picture.length / 1000)} kB`);
}
