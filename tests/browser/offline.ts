import { m, type Locale } from '@crossflow/i18n';
import type { Page } from 'playwright-core';
import { comesTrue } from '../world/comes-true.ts';

/** Every script and style that this page has loaded is on the device, so that it opens without a connection. */
export async function isKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const keepsWhatIsLoaded = async () => {
    // Any request sets the worker to fetching what is missing.
    await fetch('/healthz');
    const files = performance.getEntriesByType('resource').filter(({ name }) => /\.(js|css)$/.test(name));
    const kept = await Promise.all(files.map(({ name }) => caches.match(name)));
    return files.length > 0 && kept.every((one) => one !== undefined);
  };
  await comesTrue(page, keepsWhatIsLoaded, undefined);
}

/** What the pill says without a connection: that there is none, or that it is being looked for and how old is what is shown. */
export const pillOffline = (tongue: { readonly locale: Locale }): RegExp =>
  new RegExp(
    `^(${m.kernel_pill_offline({}, tongue)}|${m.kernel_pill_reconnecting({ time: '' }, tongue)}\\d\\d:\\d\\d)$`,
  );
