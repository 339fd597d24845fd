import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** How long a page is given to come to what it is asked for. */
export const PATIENCE_MS = 20_000;
const BETWEEN_MS = 250;

/**
 * Asks the page until it answers true. A page's own waitForFunction takes the promise of an async function for its answer, and
 * never waits.
 */
export async function comesTrue<Given>(
  page: Page,
  question: (given: Given) => Promise<boolean>,
  given: Given,
): Promise<void> {
  const asked = page.evaluate.bind(page) as (question: unknown, given: Given) => Promise<boolean>;
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
    if (await asked(question, given)) return;
    // What is waited for has the machine to itself between two questions.
    await setTimeout(BETWEEN_MS);
  }
  throw new Error(`Did not come true in ${PATIENCE_MS} ms: ${question}`);
}
