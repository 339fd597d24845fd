import { expect, test } from 'vitest';
import { closedUp, namedIn, namingAt, withName } from './mentions.ts';

test.each([
  ['Agree with @Gu', { from: 11, query: 'Gu' }],
  ['Agree with @Gu Ming', { from: 11, query: 'Gu Ming' }],
  ['请@顾', { from: 1, query: '顾' }],
  ['@', { from: 0, query: '' }],
  ['mail@example', null],
  ['@Gu Mingyuan ', null],
  ['@Gu\nMing', null],
  ['no name here', null],
])('a name is being typed in %j: %j', (text, expected) => {
  expect(namingAt(text, text.length)).toEqual(expected);
});

test('the name takes the place of what was typed', () => {
  expect(withName('Agree with @Gu, then', { from: 11, query: 'Gu' }, 'Gu Mingyuan')).toEqual({
    text: 'Agree with @Gu Mingyuan , then',
    caret: 24,
  });
});

test('a mark after an inserted name stands beside it', () => {
  expect(closedUp('@Gu Mingyuan :', 14, 13)).toEqual({ text: '@Gu Mingyuan:', caret: 13 });
  expect(closedUp('@Gu Mingyuan a', 14, 13)).toBeNull();
  expect(closedUp('@Gu Mingyuan :', 14, null)).toBeNull();
});

test('a longer name does not name the person with the shorter one', () => {
  const people = [
    { id: 'short', names: ['Gu Ming'] },
    { id: 'long', names: ['Gu Mingyuan', '顾明远'] },
  ];
  expect(namedIn('@Gu Mingyuan', people)).toEqual(['long']);
  expect(namedIn('@顾明远 and @Gu Ming', people)).toEqual(['short', 'long']);
  expect(namedIn('Gu Ming', people)).toEqual([]);
});
