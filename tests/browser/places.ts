import type { Page } from 'playwright-core';
import { m } from '@crossflow/i18n';
import { seen, the } from './seeing.ts';
import { at, type Screen, type Stage } from './stage.ts';

export interface Place {
  readonly name: string;
  readonly address: string;
  /** There when the page is whole. */
  readonly ready: (page: Page) => Promise<unknown>;
}

/** The pages of the program, as this person's company has them. */
export async function places({ player: enter }: Stage, { tongue }: Screen): Promise<Place[]> {
  const player = await enter('gu');
  const ticket = player.rows('ticket').find(({ title }) => title.startsWith('Lactate rebound'))!;
  const document = player.rows('document').find(({ number }) => number === 'COMP-RPT-003')!;
  const on = (name: string, address: string, ready: Place['ready']): Place => ({ name, address, ready });
  const heading = (page: Page) => seen(page.getByRole('heading').first());
  const article = (page: Page) => seen(page.getByRole('article').first());
  const notAvailable = (page: Page) => seen(the('heading', m.kernel_not_available_title({}, tongue), page));
  return [
    on('overview', at(), async (page) => {
      await heading(page);
      await seen(page.getByText(m.kernel_latest_activity({}, tongue)));
    }),
    on('tickets', at('/tickets'), (page) => seen(page.locator('main').getByText(ticket.key).first())),
    on('ticket', at(`/t/${ticket.key}`), article),
    on('documents', at('/docs'), (page) => seen(page.getByRole('row', { name: document.number }))),
    on('document', at(`/docs/${document.key}`), (page) => seen(page.getByText('Illustrative.').first())),
    on('manufacturing', at('/mfg'), (page) => seen(page.getByText('YBW-DS-26-014').first())),
    on('campaign', at('/mfg/c/2026-B'), (page) => seen(page.getByText('YBW-DS-26-014').first())),
    on('batch', at('/mfg/b/YBW-DS-26-014'), (page) => seen(page.locator('canvas').first())),
    on('operations of a batch', at('/mfg/b/YBW-DS-26-014/operations'), (page) => seen(page.getByRole('table').first())),
    on('updates of a batch', at('/mfg/b/YBW-DS-26-014/updates'), article),
    on('people', at('/people'), (page) => seen(page.locator('main').getByText('Camille Arnoux').first())),
    on('activity', at('/activity'), (page) => seen(page.locator('main').getByRole('link').first())),
    on('waiting', at('/waiting'), (page) => seen(the('heading', m.kernel_waiting_on({}, tongue), page))),
    on('handover', at('/handover'), async (page) => {
      await heading(page);
      await seen(page.locator('main').getByRole('article').or(page.locator('main time')).first());
    }),
    on('my work', '/my', (page) => seen(the('heading', m.kernel_my_work({}, tongue), page))),
    on('search', '/search?q=lactate', (page) =>
      seen(the('region', m.search_results({}, tongue), page).getByRole('link').first()),
    ),
    on('inbox', '/inbox', (page) => seen(the('tab', new RegExp(m.notifications_waits({}, tongue)), page))),
    on('profile', '/settings/profile', (page) => seen(the('radio', m.organizations_theme_dark({}, tongue), page))),
    on('not available', at('/t/T-ZZZZZ'), notAvailable),
    on('nowhere', at('/nothing-here'), notAvailable),
  ];
}
