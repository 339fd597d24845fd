import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Outcome } from '../record/change.ts';
import { parameterOf } from '../reference/batch-process.ts';
import type { Batch, Operation, Reading, Series } from './manufacturing.ts';
import { correctReading, enterReadings, type EnterReadingsInput, valueRefusal } from './reading.ts';

const AT = '2026-11-24T00:00:00.000Z';
const at = (minutes: number): string => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const everyone = 0b111;

const actorOf = (partyId: string, role: Actor['role'] = 'contributor') =>
  ({ memberId: `of ${partyId}`, partyId, role }) as Actor;
const maker = actorOf('yangben');
const batch = { id: uuid(5), audience: everyone, state: 'in-process', makerPartyId: maker.partyId } as Batch;
/** The production bioreactor, started at AT + 30 minutes. */
const operation = { id: uuid(303), batchId: batch.id, code: 'UP-04', state: 'running', startedAt: at(30) } as Operation;

const entering = (values: [number, number][], more: Partial<EnterReadingsInput> = {}): EnterReadingsInput => ({
  commandId: uuid(6),
  batchId: uuid(5),
  operationId: uuid(303),
  source: 'manual',
  reason: null,
  groups: [
    {
      seriesId: uuid(400),
      parameter: 'ph',
      unit: 'pH',
      setPoint: 7,
      points: values.map(([minutes, value]) => ({ id: uuid(10_000 + minutes), at: at(minutes), value, censor: null })),
    },
  ],
  ...more,
});
const digest = (before: string, readings: readonly Reading[]) => `${before}+${readings.length}`;
const seriesOf = (outcome: Outcome) => outcome.changes.find(({ kind }) => kind === 'series')!.row as Series;
const readingsOf = (outcome: Outcome) => (outcome.bulk?.[0]?.rows ?? []) as Reading[];

function enter(values: [number, number][], now: number, known: Series[] = [], readings: Reading[] = [], more = {}) {
  return enterReadings(
    batch,
    operation,
    maker,
    entering(values, more),
    { series: known, readings, digest },
    { at: at(now) },
  );
}

describe('readings', () => {
  test('several readings are one entry, which names the range and carries the newest points', () => {
    const outcome = enter(
      [
        [40, 7.01],
        [50, 6.98],
      ],
      60,
    );
    expect(outcome.changes).toHaveLength(1);
    expect(seriesOf(outcome)).toMatchObject({
      count: 2,
      setPoint: 7,
      normal: { min: 6.85, max: 7.15 },
      last: [
        { at: at(40), value: 7.01 },
        { at: at(50), value: 6.98 },
      ],
      appended: { count: 2, from: at(40), to: at(50), enteredBy: maker.memberId, source: 'manual' },
      digest: '+2',
    });
    expect(readingsOf(outcome).map(({ value, audience }) => [value, audience])).toEqual([
      [7.01, everyone],
      [6.98, everyone],
    ]);
  });

  test('the others enter nothing', () => {
    const standing = { series: [], readings: [], digest };
    for (const actor of [actorOf('exemplis'), actorOf('shili', 'lead')])
      expect(() => enterReadings(batch, operation, actor, entering([[40, 7]]), standing, { at: at(41) })).toThrow(
        'not-your-company',
      );
  });

  test('an excursion grows with the points and ends with the first one inside', () => {
    const first = seriesOf(enter([[40, 6.71]], 41));
    expect(first.excursions).toEqual([{ side: 'below', from: at(40), to: null, worst: 6.71 }]);
    const second = seriesOf(
      enter(
        [
          [60, 6.7],
          [82, 7.0],
        ],
        83,
        [first],
      ),
    );
    expect(second.excursions).toEqual([{ side: 'below', from: at(40), to: at(82), worst: 6.7 }]);
    expect(second.count).toBe(3);
  });

  test('a point that comes out of order is put where it belongs', () => {
    const first = enter(
      [
        [40, 7.0],
        [60, 7.0],
      ],
      61,
    );
    const next = seriesOf(enter([[50, 6.7]], 62, [seriesOf(first)], readingsOf(first)));
    expect(next.last.map(({ at: time }) => time)).toEqual([at(40), at(50), at(60)]);
    expect(next.excursions).toEqual([{ side: 'below', from: at(50), to: at(60), worst: 6.7 }]);
  });

  test('a reading entered more than an hour late needs a reason and is marked', () => {
    expect(() => enter([[40, 7]], 101)).toThrow('late-entry-reason');
    const [reading] = readingsOf(enter([[40, 7]], 101, [], [], { reason: 'Sensor swap' }));
    expect(reading).toMatchObject({ late: true, reason: 'Sensor swap' });
    expect(readingsOf(enter([[40, 7]], 100))[0]).toMatchObject({ late: false, reason: null });
  });

  test('what cannot be so is refused before it is on the record', () => {
    const ph = parameterOf('UP-04', 'ph');
    expect(valueRefusal(ph, 'pH', 71)).toBe('implausible-value');
    expect(valueRefusal(ph, 'pH', 7.1)).toBeNull();
    expect(valueRefusal(ph, 'pH', 6.2)).toBeNull();
    expect(valueRefusal(ph, 'mV', 7.1)).toBe('wrong-unit');
    expect(valueRefusal(ph, 'pH', Number.NaN)).toBe('not-a-number');
    expect(valueRefusal(ph, 'pH', 7.012345)).toBe('too-many-decimals');
    expect(valueRefusal(ph, 'pH', 1e-7)).toBe('too-many-decimals');
    expect(valueRefusal(parameterOf('UP-04', 'vcd'), '1e6 cells/mL', -1)).toBe('implausible-value');
    expect(valueRefusal(parameterOf('UP-04', 'myco'), 'detected/not', 0)).toBe('unknown-parameter');
    expect(valueRefusal(parameterOf('DS-01', 'store_temp'), '°C', -70)).toBeNull();
    expect(() => enter([[70, 7]], 60)).toThrow('in-the-future');
    expect(() => enter([[20, 7]], 60)).toThrow('before-the-operation');
  });

  test('an operation that has not begun has no readings', () => {
    const standing = { series: [], readings: [], digest };
    expect(() =>
      enterReadings(batch, { ...operation, startedAt: null }, maker, entering([[40, 7]]), standing, { at: at(41) }),
    ).toThrow('operation-not-started');
  });

  test('a correction is a new reading with a reason; the old one stays, and the chart is told again', () => {
    const entered = enter(
      [
        [40, 7.0],
        [50, 6.2],
        [60, 7.0],
      ],
      61,
    );
    const [series, readings] = [seriesOf(entered), readingsOf(entered)];
    expect(series.excursions).toHaveLength(1);
    const input = {
      commandId: uuid(7),
      readingId: readings[1]!.id,
      correctionId: uuid(8),
      value: 7.02,
      censor: null,
      reason: 'Typed 6.2 for 7.02',
    };
    const standing = { series: [series], readings, digest };
    const outcome = correctReading(batch, operation, series, readings[1]!, maker, input, standing, { at: at(70) });
    expect(outcome.changes.map(({ kind, verb, reason }) => [kind, verb, reason])).toEqual([
      ['reading', 'superseded', null],
      ['reading', 'corrected', 'Typed 6.2 for 7.02'],
      ['series', 'retold', null],
    ]);
    const [old, correction] = outcome.changes.map(({ row }) => row as Reading);
    expect(old).toMatchObject({ value: 6.2, supersededBy: uuid(8) });
    expect(correction).toMatchObject({
      value: 7.02,
      supersedes: readings[1]!.id,
      at: at(50),
      enteredAt: at(70),
      version: 1,
    });
    expect(seriesOf(outcome)).toMatchObject({ count: 3, excursions: [] });
    expect(seriesOf(outcome).last.map(({ value }) => value)).toEqual([7.0, 7.02, 7.0]);
    expect(() => correctReading(batch, operation, series, old!, maker, input, standing, { at: at(71) })).toThrow(
      'already-corrected',
    );
  });
});
