import { describe, expect, test } from 'vitest';
import { matchRank } from './match.ts';
import { initialsOf } from './pinyin.ts';

describe('a query fits', () => {
  test.each([
    ['res', ['Resin lot'], 3],
    ['lot', ['Resin lot'], 2],
    ['sin', ['Resin lot'], 1],
    ['lactate', ['Resin lot'], 0],
    ['过滤', ['除病毒过滤器面积'], 1],
    ['REÇU', ['reçu'], 3],
  ])('%s in %j: %i', (query, fields, rank) => expect(matchRank(query, fields)).toBe(rank));

  test.each([
    ['clx', ['Chen Lixing', '陈立行'], 2],
    ['GMY', ['顾明远'], 2],
    ['glq', ['除病毒过滤器面积'], 1],
    ['sl', ['沈岚'], 2],
    ['ph', ['批号不符'], 0],
    ['hplc', ['杂质 HPLC 方法'], 2],
    // One letter begins every tenth character; a word of Latin letters is not spelt by its neighbours.
    ['c', ['陈立行'], 0],
    ['xlc', ['陈立行'], 0],
    ['chen', ['陈立行'], 0],
  ])('%s by the initials of %j: %i', (query, fields, rank) => expect(matchRank(query, fields)).toBe(rank));
});

test('the initials of the words of this work', () => {
  const words = {
    单克隆抗体: 'dklkt',
    超滤: 'cl',
    深层过滤: 'scgl',
    偏差: 'pc',
    '013 批除病毒': '013 pcbd',
    阿: 'a',
    坐: 'z',
  };
  for (const [word, initials] of Object.entries(words)) expect(initialsOf(word), word).toBe(initials);
});
