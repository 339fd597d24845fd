import { describe, expect, test } from 'vitest';
import { aligned, type Band, heights, namedHeights, namedPlaces, nearest, straying } from './chart-shape.ts';

const point = (x: number, y: number) => ({ x, y, id: `${x}` });
const ph: Band = {
  from: null,
  to: null,
  normal: { min: 6.85, max: 7.15 },
  acceptable: { min: 6.75, max: 7.25 },
  setPoint: 7,
};
const shape = { points: [point(0, 7), point(2, 6.7)], previous: [point(1, 7.1)], bands: [ph] };

describe('what a chart shows', () => {
  test('two lines share one list of places, and neither invents a value', () => {
    expect(aligned(shape)).toEqual([
      [0, 1, 2],
      [null, 7.1, null],
      [7, null, 6.7],
    ]);
  });

  test('its height holds the acceptable range and every value', () => {
    const [low, high] = heights(shape);
    expect(low).toBeLessThan(6.7);
    expect(high).toBeGreaterThan(7.25);
  });

  test('what begins at nothing is not shown below it', () => {
    const lactate: Band = { ...ph, normal: { max: 2 }, acceptable: { max: 3 }, setPoint: null };
    expect(heights({ points: [point(0, 0.1)], previous: [], bands: [lactate] })[0]).toBe(0);
    expect(heights({ points: [], previous: [], bands: [] })).toEqual([0, 1]);
  });

  test('limits are named, the acceptable ones first, and never two on one line', () => {
    expect(namedHeights([ph], 0.2)).toEqual([6.75, 7.25]);
    expect(namedHeights([ph], 0.05)).toEqual([6.75, 6.85, 7.15, 7.25]);
  });

  test('a chart of two ranges names their set-points', () => {
    const growth: Band = { ...ph, normal: { min: 36.5, max: 37.5 }, setPoint: 37 };
    const shifted: Band = { ...ph, normal: { min: 32.5, max: 33.5 }, setPoint: null };
    expect(namedHeights([growth, shifted], 1)).toEqual([33, 37]);
  });

  test('a culture names every second day', () => {
    expect(namedPlaces(14, 'day')).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
    expect(namedPlaces(16, 'hour')).toEqual([0, 3, 6, 9, 12, 15]);
  });

  test('a last value outside its normal range alone is said beside it', () => {
    expect(straying(point(1, 7.2), [ph])).toBe('above');
    expect(straying(point(1, 7.3), [ph])).toBeNull();
    expect(straying(point(1, 7.0), [ph])).toBeNull();
    expect(straying(undefined, [ph])).toBeNull();
  });

  test('the nearest point is the one meant', () => {
    expect(nearest(shape.points, 1.4)?.id).toBe('2');
    expect(nearest([], 1)).toBeNull();
  });
});
