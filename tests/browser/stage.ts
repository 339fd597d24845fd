import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Locale } from '@crossflow/i18n';
import { DEMO_PASSWORD, people, type PersonKey } from '@crossflow/server/demo/cast';
import { launchBrowser } from '../world/browser.ts';
import { PATIENCE_MS } from '../world/comes-true.ts';
import { enter, type Player } from '../world/player.ts';
import { startServer, type TestServer } from '../world/server.ts';
import { Recording } from './recording.ts';

/** The address of a page of the program. */
export const at = (path = ''): string => `/p/EXB-101${path}`;
export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** One person before a browser of their own. */
export interface Screen {
  /** Null where nobody has signed in. */
  readonly person: PersonKey | null;
  readonly context: BrowserContext;
  readonly page: Page;
  /** The second argument of a message: the language of this person's screen. */
  readonly tongue: { readonly locale: Locale };
  /** All that this browser has received and complained of. */
  readonly recording: Recording;
  /** Opens a page by its address, as a link in a mail does. */
  open(address: string): Promise<void>;
  /** Another tab of the same browser. */
  tab(address: string): Promise<Page>;
  /** From now on a reload would be noticed by `stayed`. */
  mark(): Promise<void>;
  /** Whether the page is still the one that was marked: all that came to it came live. */
  stayed(): Promise<boolean>;
}

export interface Stage {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly screens: readonly Screen[];
  /** A person of the cast, signed in, in a browser of their own; the same one in every story of the file. */
  seat(person: PersonKey): Promise<Screen>;
  /** A browser in which nobody is signed in. */
  stranger(locale?: Locale): Promise<Screen>;
  /** The same cast without a screen, for what a story takes as given. */
  player(person: PersonKey): Promise<Player>;
}

/** A server and a browser for the stories of one file, opened before the first and closed after the last. */
export function useStage(start: () => Promise<TestServer> = () => startServer()): () => Stage {
  let stage: (Stage & { close(): Promise<void> }) | undefined;
  beforeAll(async () => {
    stage = await openStage(await start());
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(stage?.screens ?? [], task.name);
  });
  afterAll(() => stage?.close());
  return () => stage!;
}

/** The last story of every file: all that its browsers did before, they did here and in peace. */
export function endsInPeace(stage: () => Stage): void {
  test('nothing was loaded from another host, and no page complained', () => {
    const { screens, server } = stage();
    expect(screens.length).toBeGreaterThan(0);
    for (const { person, recording } of screens) {
      expect(recording.addresses.length).toBeGreaterThan(5);
      expect(recording.elsewhere(server.origin), person ?? '').toEqual([]);
      expect(recording.complaints, person ?? '').toEqual([]);
    }
  });
}

async function openStage(server: TestServer): Promise<Stage & { close(): Promise<void> }> {
  const browser = await launchBrowser();
  const screens: Screen[] = [];
  const players = new Map<PersonKey, Promise<Player>>();
  const seated = new Map<PersonKey, Promise<Screen>>();
  const place = async (person: PersonKey | null, locale: Locale) => {
    const screen = await openScreen(browser, server.origin, person, locale);
    screens.push(screen);
    return screen;
  };
  return {
    ...{ server, browser, screens },
    seat(person) {
      const screen = seated.get(person) ?? place(person, people[person].locale);
      seated.set(person, screen);
      return screen;
    },
    async stranger(locale = 'en') {
      const screen = await place(null, locale);
      screen.recording.excuse(/status of 401 .*organizations\.me/);
      return screen;
    },
    player(person) {
      const player = players.get(person) ?? enter(server.origin, person);
      players.set(person, player);
      return player;
    },
    async close() {
      for (const player of players.values()) (await player).leave();
      // A request that a story held on its way is not the story's failure any more.
      for (const { context } of screens) await context.unrouteAll({ behavior: 'ignoreErrors' });
      await browser.close();
      await server.close();
    },
  };
}

async function openScreen(browser: Browser, origin: string, person: PersonKey | null, locale: Locale): Promise<Screen> {
  const context = await browser.newContext({
    ...{ baseURL: origin, viewport: desk, timezoneId: 'Europe/Paris', reducedMotion: 'reduce' },
    locale: locale === 'en' ? 'en-GB' : locale,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(holdStill);
  const recording = new Recording(context);
  if (person !== null) {
    const credentials = { email: people[person].email, password: DEMO_PASSWORD };
    const answer = await context.request.post('/auth/sign-in/email', { data: credentials });
    if (!answer.ok()) throw new Error(`${person} could not sign in: ${answer.status()} ${await answer.text()}`);
  }
  const page = await context.newPage();
  return {
    ...{ person, context, page, recording, tongue: { locale } },
    open: async (address) => void (await page.goto(address)),
    async tab(address) {
      const other = await context.newPage();
      await other.goto(address);
      return other;
    },
    mark: () => page.evaluate(() => void Object.assign(globalThis, { marked: true })),
    stayed: () => page.evaluate(() => 'marked' in globalThis),
  };
}

/** Runs in the page: colors change at once, so that what is looked at is never half faded. */
function holdStill(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets = [sheet];
}

async function photograph(screens: readonly Screen[], story: string): Promise<void> {
  const folder = path.resolve(import.meta.dirname, '../.out/browser');
  mkdirSync(folder, { recursive: true });
  const name = story.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  for (const { person, context } of screens)
    for (const [index, page] of context.pages().entries())
      await page.screenshot({ path: path.join(folder, `${name}-${person}-${index}.png`) }).catch(() => undefined);
}
