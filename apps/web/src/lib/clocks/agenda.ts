import { m } from '@crossflow/i18n';
import { audienceNames, shortName } from '../kernel/audience.ts';
import { exactly } from '../kernel/clock-words.ts';
import { clock, moment } from '../kernel/clock.svelte.ts';
import type { Live } from '../kernel/live.svelte.ts';
import type { WaitingFor } from '../kernel/waiting/waiting-items.ts';

/** The agenda as a table file: one line for each thing that waits, as this reader sees it. */
export function agendaFile(columns: readonly WaitingFor[], live: Live): Blob {
  const head = [
    ...[m.clocks_csv_company(), m.clocks_csv_key(), m.clocks_csv_title(), m.clocks_csv_since()],
    ...[m.clocks_csv_waited(), m.clocks_csv_clock(), m.clocks_csv_due(), m.clocks_csv_visible()],
  ];
  const lines = columns.flatMap(({ party, items }) =>
    items.map((item) => [
      ...[shortName(party), item.key, item.title, moment(item.since)],
      exactly(clock.now - Date.parse(item.since)),
      ...[item.clock()?.label ?? '', item.dueAt === null ? '' : moment(item.dueAt)],
      audienceNames(item.audience, live),
    ]),
  );
  const text = [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n');
  return new Blob([`\ufeff${text}\r\n`], { type: 'text/csv;charset=utf-8' });
}

/** Spreadsheets take these for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const cell = (value: string): string => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
