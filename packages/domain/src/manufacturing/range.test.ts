import { describe, expect, test } from 'vitest';
import { parameterOf, recipe, unitOperations } from '../reference/batch-process.ts';
import type { Point } from './manufacturing.ts';
import { decimalsOf, excursionMinutes, excursionsOf, hasLimits, sideOf, standingOf, withExcursions } from './range.ts';

const ph = { normal: { min: 6.85, max: 7.15 }, acceptable: { min: 6.75, max: 7.25 } };

const minute = (n: number): string => new Date(Date.UTC(2026, 10, 21, 11) + n * 60_000).toISOString();
const points = (...values: [number, number][]): Point[] =>
  values.map(([at, value]) => ({ id: `p${at}`, at: minute(at), value, censor: null }));

describe('the reference', () => {
  test('a drug substance runs through twelve unit operations, a drug product through six', () => {
    expect(recipe('DS').map(({ code }) => code)).toEqual([
      ...['UP-01', 'UP-02', 'UP-03', 'UP-04', 'UP-05'],
      ...['DP-01', 'DP-02', 'DP-03', 'DP-04', 'DP-05', 'DP-06', 'DS-01'],
    ]);
    expect(recipe('DP').map(({ code }) => code)).toEqual(['FP-01', 'FP-02', 'FP-03', 'FP-04', 'FP-05', 'FP-06']);
  });

  test('a parameter is found by its key alone within its operation', () => {
    for (const { parameters } of unitOperations) {
      const keys = parameters.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('an attribute without alert limits is normal as far as it is accepted', () => {
    expect(parameterOf('UP-04', 'lac')).toMatchObject({ normal: { max: 2 }, acceptable: { max: 3 } });
    expect(parameterOf('UP-04', 'nh4')).toMatchObject({ normal: { max: 10 }, acceptable: { max: 10 } });
    expect(parameterOf('UP-04', 'viab')).toMatchObject({ normal: { min: 70 }, acceptable: { min: 60 } });
  });
});

describe('where a value stands', () => {
  test.each([
    [7.0, 'normal'],
    [6.85, 'normal'],
    [7.15, 'normal'],
    [6.84, 'acceptable'],
    [7.25, 'acceptable'],
    [6.74, 'outside'],
    [7.26, 'outside'],
  ])('pH %f is %s', (value, standing) => {
    expect(standingOf({ value }, ph)).toBe(standing);
  });

  test('a one-sided range bounds one side', () => {
    const lactate = { normal: { max: 2 }, acceptable: { max: 3 } };
    expect(standingOf({ value: 0 }, lactate)).toBe('normal');
    expect(standingOf({ value: 2.4 }, lactate)).toBe('acceptable');
    expect(standingOf({ value: 3.1 }, lactate)).toBe('outside');
  });

  test('an acceptable range wider on one side than the normal one accepts what lies there', () => {
    const load = { normal: { min: 80, max: 120 }, acceptable: { max: 150 } };
    expect(standingOf({ value: 40 }, load)).toBe('acceptable');
  });

  test('a criterion in words bounds no number', () => {
    const pool = { normal: { min: 0.5, max: 1 }, acceptable: { text: '0.3-1.5 AU' } };
    expect(standingOf({ value: 1.2 }, pool)).toBe('acceptable');
    expect(standingOf({ value: 3 }, { normal: { text: 'pass' }, acceptable: { text: 'pass' } })).toBe('normal');
  });

  test('a result below what the method can tell is above no limit', () => {
    expect(sideOf({ value: 5, censor: '<' }, { max: 0 })).toBeNull();
    expect(sideOf({ value: 0.5, censor: '<' }, { min: 0.5 })).toBe('below');
    expect(sideOf({ value: 3, censor: '>' }, { max: 3 })).toBe('above');
    expect(sideOf({ value: 1, censor: '>' }, { min: 2 })).toBeNull();
  });

  test('a performance attribute has expectations, not limits', () => {
    expect(hasLimits({ classification: 'PA' })).toBe(false);
    expect(hasLimits({ classification: 'CPP' })).toBe(true);
  });
});

describe('excursions', () => {
  const dip = points([0, 7.0], [6, 6.74], [12, 6.71], [36, 6.73], [48, 6.76], [54, 7.0]);

  test('one lasts from the first point outside to the first point inside', () => {
    expect(excursionsOf(dip, ph.acceptable)).toEqual([{ side: 'below', from: minute(6), to: minute(48), worst: 6.71 }]);
    expect(excursionMinutes({ from: minute(6), to: minute(48) }, minute(54))).toBe(42);
  });

  test('one that has not ended lasts until the last point', () => {
    const [open] = excursionsOf(dip.slice(0, 3), ph.acceptable);
    expect(open).toEqual({ side: 'below', from: minute(6), to: null, worst: 6.71 });
    expect(excursionMinutes(open!, minute(12))).toBe(6);
  });

  test('told point by point they are the same as told at once', () => {
    const both = points([0, 6.7], [5, 7.3], [10, 7.4], [15, 7.0], [20, 6.6]);
    const steps = both.reduce(
      (known, point) => withExcursions(known, [point], ph.acceptable),
      [] as ReturnType<typeof excursionsOf>,
    );
    expect(steps).toEqual(excursionsOf(both, ph.acceptable));
    expect(steps).toEqual([
      { side: 'below', from: minute(0), to: minute(5), worst: 6.7 },
      { side: 'above', from: minute(5), to: minute(15), worst: 7.4 },
      { side: 'below', from: minute(20), to: null, worst: 6.6 },
    ]);
  });

  test('a value on the limit is no excursion', () => {
    expect(excursionsOf(points([0, 6.75], [5, 7.25]), ph.acceptable)).toEqual([]);
  });
});

test('values are told as finely as their range is narrow', () => {
  expect(decimalsOf(ph)).toBe(2);
  expect(decimalsOf({ normal: { min: 36.5, max: 37.5 } })).toBe(1);
  expect(decimalsOf({ normal: { min: 30, max: 100 } })).toBe(0);
  expect(decimalsOf({ normal: { max: 2 } })).toBe(1);
});
