import { source } from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

declare const axe: { run(options: object): Promise<AxeResults> };

const grave = ['serious', 'critical'];

/** What axe finds on the page as it stands that keeps people out, one line for each rule. Rules: all, or these. */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    (only) => axe.run({ resultTypes: ['violations'], ...(only && { runOnly: { type: 'rule', values: only } }) }),
    rules,
  );
  return violations
    .filter(({ impact }) => grave.includes(impact ?? ''))
    .map(({ id, nodes: [first, ...others] }) => {
      const why = [...first!.any, ...first!.all, ...first!.none].map(({ message }) => message).join(' ');
      return `${id}: ${first!.html.slice(0, 160)} ${why}${others.length > 0 ? `, and ${others.length} more` : ''}`;
    });
}
