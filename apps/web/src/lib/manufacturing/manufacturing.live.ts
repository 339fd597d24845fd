import { seatBit, sees } from '@crossflow/domain/access/audience';
import type { Moment } from '@crossflow/domain/manufacturing/batch';
import {
  type Batch,
  type Campaign,
  cultureDay,
  type Excursion,
  type Operation,
  type Series,
  type Update,
} from '@crossflow/domain/manufacturing/manufacturing';
import type { Party } from '@crossflow/domain/organizations/organization';
import { isNumeric, type Parameter, unitOperation } from '@crossflow/domain/reference/batch-process';
import { inOrder } from '../kernel/audience.ts';
import { calls } from '../kernel/calls.ts';
import { parameterName } from '../kernel/charts/chart-words.ts';
import type { Live } from '../kernel/live.svelte.ts';
import type { Opened } from '../kernel/opened.svelte.ts';

/** The companies this reader knows of and the present instant: what the moves of the domain ask for. */
export const momentNow = (live: Live): Moment => ({ at: new Date().toISOString(), parties: live.rows('party') });

/** A batch by what stands in its address: its number, or its id. */
export const batchAt = (word: string, live: Live): Batch | undefined =>
  live.where('batch', 'number', word)[0] ?? live.get('batch', word);

export const campaignAt = (word: string, live: Live): Campaign | undefined =>
  live.where('campaign', 'name', word)[0] ?? live.get('campaign', word);

export const batchPath = ({ number }: Pick<Batch, 'number'>, tab = ''): string =>
  `/mfg/b/${encodeURIComponent(number)}${tab === '' ? '' : `/${tab}`}`;
export const campaignPath = ({ name }: Pick<Campaign, 'name'>): string => `/mfg/c/${encodeURIComponent(name)}`;

export const campaigns = (live: Live): Campaign[] =>
  live
    .rows('campaign')
    .toSorted(
      (a, b) =>
        Number(runs(b, live)) - Number(runs(a, live)) ||
        firstStart(b, live).localeCompare(firstStart(a, live)) ||
        a.name.localeCompare(b.name),
    );

/** Batches of a campaign: what runs first, then what is planned, then what is done; the newest number on top. */
export const batchesOf = (campaignId: string, live: Live): Batch[] =>
  live
    .where('batch', 'campaignId', campaignId)
    .toSorted((a, b) => rank(a) - rank(b) || b.number.localeCompare(a.number));

export const operationsOf = (batchId: string, live: Live): Operation[] =>
  live.where('operation', 'batchId', batchId).toSorted((a, b) => a.order - b.order);

export const runningOperation = (batchId: string, live: Live): Operation | undefined =>
  live.where('operation', 'batchId', batchId).find(({ state }) => state === 'running');

/** The operation a batch page opens with: what runs, else the last one that has readings. */
export function operationToShow(batchId: string, live: Live): Operation | undefined {
  const operations = operationsOf(batchId, live);
  const told = operations.filter(({ id }) => live.where('series', 'operationId', id).length > 0);
  return operations.find(({ state }) => state === 'running') ?? told.at(-1) ?? operations[0];
}

/** The series of an operation as charts: in the order of the reference, a shifted parameter joined to the one it takes over from. */
export function chartsOf(operation: Operation, live: Live): Series[][] {
  const byKey = new Map(live.where('series', 'operationId', operation.id).map((series) => [series.parameter, series]));
  const parameters = inChartOrder(unitOperation(operation.code)?.parameters ?? []);
  const taken = new Set(parameters.map(({ key, continuedBy }) => (byKey.has(key) ? continuedBy : null)));
  return parameters
    .filter(({ key }) => !taken.has(key))
    .map(({ key, continuedBy }) => [key, continuedBy].flatMap((one) => (one === null ? [] : (byKey.get(one) ?? []))))
    .filter((chart) => chart.length > 0);
}

/** What can be entered at an operation. */
export const numericParameters = ({ code }: Operation): Parameter[] =>
  inChartOrder((unitOperation(code)?.parameters ?? []).filter(isNumeric));

/** Earlier batches that went through the same operation and have readings of it, the likeliest to compare with first. */
export function comparable(batch: Batch, operation: Operation, live: Live): { batch: Batch; operation: Operation }[] {
  return live
    .where('operation', 'code', operation.code)
    .filter(({ batchId, startedAt }) => batchId !== batch.id && startedAt !== null)
    .filter(({ id }) => live.where('series', 'operationId', id).length > 0)
    .flatMap((step) => {
      const earlier = live.get('batch', step.batchId);
      return earlier === undefined ? [] : [{ batch: earlier, operation: step }];
    })
    .filter((other) => (other.operation.startedAt ?? '') < (operation.startedAt ?? '9'))
    .toSorted((a, b) => likeness(b, batch) - likeness(a, batch) || b.batch.number.localeCompare(a.batch.number));
}

export const openedUpdates = (batchId: string, live: Live): Opened =>
  live.open('batch', batchId, () => calls.manufacturing.updates.query({ batchId }));

export const updatesOf = (batchId: string, live: Live): Update[] =>
  live.where('update', 'batchId', batchId).toSorted((a, b) => b.postedAt.localeCompare(a.postedAt));

export const partiesWithin = (audience: number, live: Live): Party[] =>
  inOrder(live.rows('party')).filter(({ seat }) => sees(seatBit(seat), audience));

/** "day 9 of 14" while in culture; null otherwise. */
export function dayOfCulture(batch: Batch, live: Live, now: number): { day: number; of: number } | null {
  const running = runningOperation(batch.id, live);
  const day = cultureDay(batch, new Date(now).toISOString());
  if (day === null || running === undefined) return null;
  const hours = unitOperation(running.code)?.typicalHours ?? 0;
  return running.startedAt === batch.dayZeroAt ? { day, of: Math.round(hours / 24) } : null;
}

/** Batches of any campaign that are under way or expected soon, for the overview. */
export const currentBatches = (live: Live): Batch[] =>
  live
    .rows('batch')
    .filter(
      ({ state, endedAt }) => endedAt === null || (state === 'testing' && Date.now() - Date.parse(endedAt) < RECENT),
    )
    .toSorted((a, b) => rank(a) - rank(b) || b.number.localeCompare(a.number));

export interface PinnedExcursion {
  readonly excursion: Excursion;
  readonly name: string;
  readonly until: string;
}

/** Excursions of a batch that its series tell of. */
export const excursionsOf = (batchId: string, live: Live): PinnedExcursion[] =>
  live.where('series', 'batchId', batchId).flatMap((series) =>
    series.excursions.map((excursion) => ({
      excursion,
      name: parameterName(live.get('operation', series.operationId)?.code ?? '', series.parameter),
      until: series.last.at(-1)?.at ?? excursion.from,
    })),
  );

const RECENT = 30 * 86_400_000;
const order = { 'in-process': 0, issued: 1, manufactured: 2, testing: 2, planned: 3 } as const;
const rank = ({ state }: Batch): number => order[state];

/** As a culture is read: what is controlled, then what is sampled. */
const chartOrder = ['ph', 'do', 'temp', 'temp_shift', 'pco2', 'vcd', 'viab', 'glc', 'lac', 'osmo', 'titer'];
const place = ({ key }: Parameter): number => (chartOrder.includes(key) ? chartOrder.indexOf(key) : chartOrder.length);
const inChartOrder = (parameters: readonly Parameter[]): Parameter[] =>
  parameters.toSorted((a, b) => place(a) - place(b));

const likeness = (other: { batch: Batch; operation: Operation }, batch: Batch): number =>
  Number(other.batch.type === batch.type) * 2 +
  Number(other.operation.state === 'completed') +
  Number(other.batch.state === 'testing');

const runs = ({ id }: Campaign, live: Live): boolean =>
  live.where('batch', 'campaignId', id).some(({ state }) => state === 'in-process');
const firstStart = ({ id }: Campaign, live: Live): string =>
  live
    .where('batch', 'campaignId', id)
    .reduce((first, { plannedStartAt }) => (plannedStartAt < first ? plannedStartAt : first), '9');
