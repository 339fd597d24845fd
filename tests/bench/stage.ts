import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../world/browser.ts';
import { openKernelStage, type KernelStage } from './kernel-stage.ts';

/** The running product as the figures meet it: a process of its own, in its demo world. */
export interface Stage {
  readonly origin: string;
  readonly browser: Browser;
  /** Somebody of the cast, signed in, in a browser of their own that has seen nothing yet. */
  seat(email: string): Promise<BrowserContext>;
  /** The server's parts in this process; opened with the first figure that asks. */
  kernel(): Promise<KernelStage>;
  close(): Promise<void>;
}

export const PROGRAM = '/p/EXB-101';
export const SPONSOR = 'camille.arnoux@exemplis.example';
export const CDMO = 'chen.lixing@yangben.example';
const PASSWORD = 'crossflow-demo';
const desk = { width: 1440, height: 900 };

export async function openStage(origin: string, data: string): Promise<Stage> {
  const browser = await launchBrowser();
  let kernel: Promise<KernelStage> | undefined;
  return {
    origin,
    browser,
    async seat(email) {
      const context = await browser.newContext({ baseURL: origin, viewport: desk, reducedMotion: 'reduce' });
      const answer = await context.request.post('/auth/sign-in/email', { data: { email, password: PASSWORD } });
      if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
      return context;
    },
    kernel: () => (kernel ??= openKernelStage(data)),
    async close() {
      await browser.close();
      await (await kernel)?.close();
    },
  };
}

/** A link of the list of tickets: the list can be used. */
export const firstTicket = { selector: 'main a[href*="/t/T-"]', text: '' };
export const ticketLink = (page: Page) => page.locator(firstTicket.selector).first();

/** A first visit to the list, until its rows and its code are kept on the device. */
export async function settled(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${PROGRAM}/tickets`);
  await ticketLink(page).waitFor();
  await page.waitForFunction(async () => (await indexedDB.databases()).length > 0);
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
  await page.waitForLoadState('networkidle');
  await page.close();
}
