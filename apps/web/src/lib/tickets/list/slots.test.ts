import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('an item that stays keeps its row, and one that comes by itself gets a row that nobody had', () => {
  const slots = new Slots();
  expect(slots.assign(['a', 'b', 'c'], '')).toEqual([0, 1, 2]);
  expect(slots.assign(['b', 'd', 'c'], '')).toEqual([1, 3, 2]);
  expect(slots.assign(['a', 'b'], ''), 'what went and comes back is made anew').toEqual([4, 1]);
});

test('the items of another question take over the rows of those that it does not show', () => {
  const slots = new Slots();
  slots.assign(['a', 'b', 'c'], '');
  expect(slots.assign(['x', 'b', 'y', 'z'], 'v')).toEqual([0, 1, 2, 3]);
  expect(slots.assign(['x', 'w'], 'v'), 'the same question again').toEqual([0, 4]);
  expect(slots.assign([], 'vv')).toEqual([]);
  expect(slots.assign(['a'], 'v')).toEqual([5]);
});
