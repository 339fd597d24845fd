import type { Batch, Operation, Series } from '@crossflow/domain/manufacturing/manufacturing';
import { m } from '@crossflow/i18n';
import { operationName, parameterName, unitText, valueText } from '../kernel/charts/chart-words.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { batchPath } from './manufacturing.live.ts';
import { siteMoment, utcOffset } from './words.ts';

/** What is asked about: a batch, or a parameter of it at a time, with the value measured then where there is one. */
export interface Asked {
  readonly batch: Batch;
  readonly series: Series | null;
  readonly at: string | null;
  readonly value?: number | undefined;
}

/** Where a new ticket is written: its page takes the title, the first words and the object to link from the address. */
export function askPath({ batch, series, at, value }: Asked, live: Live): string {
  const code = live.get('operation', series?.operationId)?.code ?? '';
  const { number, timeZone } = batch;
  const when = at === null ? '' : `${siteMoment(at, timeZone)} (${utcOffset(timeZone, Date.parse(at))})`;
  const parameter = series === null ? '' : parameterName(code, series.parameter);
  const title =
    series === null
      ? m.manufacturing_ask_about_batch({ number })
      : m.manufacturing_ask_title({ parameter, number, when });
  const told =
    value === undefined || series === null ? '' : ` ${valueText(value, series)} ${unitText(series.unit)}`.trimEnd();
  const body =
    series === null
      ? ''
      : [
          `${number}, ${operationName(code)}: ${parameter}${told}, ${when}`,
          location.origin + live.href(batchPath(batch)),
          '',
          '',
        ].join('\n');
  const query = new URLSearchParams({ new: '1', title, body, link: `batch/${batch.id}` });
  if (code !== '' && series !== null) {
    query.set('operation', code);
    query.set('parameter', series.parameter);
  }
  return `/tickets?${query}`;
}

/** The same for a whole step of a batch. */
export function askStepPath({ id, number }: Batch, { code }: Operation): string {
  const title = m.manufacturing_ask_step_title({ step: operationName(code), number });
  const query = new URLSearchParams({ new: '1', title, link: `batch/${id}`, operation: code });
  return `/tickets?${query}`;
}
