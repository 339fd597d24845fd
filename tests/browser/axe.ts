import { source } from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

declare const axe: { run(context: Node | string, options: object): Promise<AxeResults> };

const grave = ['serious', 'critical'];

interface Asked {
  /** All rules, or these. */
  readonly rules?: readonly string[] | undefined;
  /** The whole page, or what this selects. */
  readonly within?: string | undefined;
}

/** What axe finds on the page as it stands that keeps people out, one line for each rule. */
export async function barriers(page: Page, { rules, within }: Asked = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    ([values, place]) =>
      axe.run(place ?? document, { resultTypes: ['violations'], ...(values && { runOnly: { type: 'rule', values } }) }),
    [rules, within] as const,
  );
  return violations
    .filter(({ impact }) => grave.includes(impact ?? ''))
    .map(({ id, nodes: [first, ...others] }) => {
      const why = [...first!.any, ...first!.all, ...first!.none].map(({ message }) => message).join(' ');
      return `${id}: ${first!.html.slice(0, 160)} ${why}${others.length > 0 ? `, and ${others.length} more` : ''}`;
    });
}
