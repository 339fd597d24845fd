import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../world/browser.ts';
import { comesTrue } from '../world/comes-true.ts';
import { PASSWORD } from './cast.ts';
import { openDatabases, type Databases } from './databases.ts';
import { openKernelStage, type KernelStage } from './kernel-stage.ts';

/** What the figures measure, each part opened with the first figure that asks for it. */
export interface Stage {
  /** A directory of this run. */
  readonly directory: string;
  /** Somebody of the cast, signed in at the product in its demo world, in a browser of their own that has seen nothing yet. */
  seat(email: string): Promise<BrowserContext>;
  /** A page of the same browser that has nothing to do with the product. */
  bare(): Promise<Page>;
  /** The server's parts in this process. */
  kernel(): Promise<KernelStage>;
  databases(): Promise<Databases>;
  /** Runs when the figure that asks is done, whatever came of it; what was asked last runs first. */
  after(end: () => unknown): void;
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const PROGRAM = '/p/EXB-101';
/** Milliseconds; what is opened for a figure may be large, and is not measured. */
const LONGEST_OPENING = 180_000;
const desk = { width: 1440, height: 900 };

/** `serve` starts the product in its demo world and gives its address. */
export function openStage(serve: () => Promise<string>, directory: string): Stage {
  const served = once(serve);
  const browser = once(launchBrowser);
  const databases = once(() => openDatabases(directory));
  const kernel = once(async () => openKernelStage(await databases.get(), directory));
  const ends: (() => unknown)[] = [];
  const settle = async () => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  return {
    directory,
    async seat(email) {
      const context = await seatIn(await browser.get(), await served.get(), email);
      ends.push(() => context.close());
      return context;
    },
    bare: async () => (await browser.get()).newPage(),
    kernel: kernel.get,
    databases: databases.get,
    after: (end) => void ends.push(end),
    settle,
    async close() {
      await settle();
      await (await browser.opened())?.close();
      await (await kernel.opened())?.close();
      await (await databases.opened())?.close();
    },
  };
}

/** Opened with the first who asks. */
function once<T>(open: () => Promise<T>) {
  let made: Promise<T> | undefined;
  return { get: () => (made ??= open()), opened: () => made };
}

async function seatIn(browser: Browser, origin: string, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, viewport: desk, reducedMotion: 'reduce' });
  const answer = await context.request.post('/auth/sign-in/email', { data: { email, password: PASSWORD } });
  context.setDefaultTimeout(LONGEST_OPENING);
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
  return context;
}

/** A link of the list of tickets: the list can be used. */
export const firstTicket = { selector: 'main a[href*="/t/T-"]', text: '' };
export const ticketLink = (page: Page) => page.locator(firstTicket.selector).first();

/** A first visit to the list, until its rows and its code are kept on the device. */
export async function settled(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${PROGRAM}/tickets`);
  await ticketLink(page).waitFor();
  await comesTrue(page, async () => (await indexedDB.databases()).length > 0, undefined);
  await comesTrue(page, async () => (await navigator.serviceWorker.ready).active?.state === 'activated', undefined);
  await page.waitForLoadState('networkidle');
  await page.close();
}
