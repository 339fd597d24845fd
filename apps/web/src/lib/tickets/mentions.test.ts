import { expect, test } from 'vitest';
import { namedIn, namingAt } from './mentions.ts';

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

test('a longer name does not name the person with the shorter one', () => {
  const people = [
    { id: 'short', names: ['Gu Ming'] },
    { id: 'long', names: ['Gu Mingyuan', '顾明远'] },
  ];
  expect(namedIn('@Gu Mingyuan', people)).toEqual(['long']);
  expect(namedIn('@顾明远 and @Gu Ming', people)).toEqual(['short', 'long']);
  expect(namedIn('Gu Ming', people)).toEqual([]);
});
