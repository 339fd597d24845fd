import { expect, test } from 'vitest';
import { ThreadWindow } from './thread-window.svelte.ts';

const ids = Array.from({ length: 2000 }, (_, place) => `m${place}`);
const drawn = (window: ThreadWindow) => window.to - window.from;

test('a long thread begins with its latest page, and never draws more than three pages however far one goes', () => {
  const window = new ThreadWindow(() => ids);
  expect([window.from, window.to]).toEqual([1940, 2000]);
  while (window.earlier()) expect(drawn(window)).toBeLessThanOrEqual(180);
  expect(window.from).toBe(0);
  while (window.later()) expect(drawn(window)).toBeLessThanOrEqual(180);
  expect([window.to, window.reachesEnd]).toEqual([2000, true]);
});

test('around a part there is a page before and after it; the end is one step away', () => {
  const window = new ThreadWindow(() => ids);
  window.toPart(1000);
  expect([window.from, window.to, window.reachesEnd]).toEqual([970, 1090, false]);
  window.toEnd();
  expect([window.from, window.reachesEnd]).toEqual([1940, true]);
});

test('parts that are put in above leave the window where it is; one that arrives at the end is drawn', () => {
  let known = ids;
  const window = new ThreadWindow(() => known);
  window.toPart(1000);
  known = ['h1', 'h2', ...ids];
  expect([known[window.from], known[window.to]]).toEqual(['m970', 'm1090']);
  window.toEnd();
  known = [...known, 'm2000'];
  expect(known[window.to - 1]).toBe('m2000');
});

test('a short thread is drawn whole', () => {
  const window = new ThreadWindow(() => ids.slice(0, 5));
  expect([window.from, window.to, window.earlier(), window.later()]).toEqual([0, 5, false, false]);
});
