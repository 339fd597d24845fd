import { describe, expect, test, vi } from 'vitest';
import type { Batch, Operation } from '@crossflow/domain/manufacturing/manufacturing';

vi.mock('../kernel/look.svelte.ts', () => ({ look: { locale: 'en' } }));
const { daysAround, ribbonRow, share, ticks, wholeOf } = await import('./ribbon.ts');
const { fromSiteField, toSiteField, utcOffset } = await import('./words.ts');

const wuxi = 'Asia/Shanghai';
const now = Date.parse('2026-11-24T09:42:00.000Z');
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
const batch = {
  id: 'b',
  state: 'in-process',
  plannedStartAt: at(-100),
  plannedEndAt: at(100),
  startedAt: at(-100),
  endedAt: null,
} as Batch;
const operation = (id: string, more: Partial<Operation>): Operation =>
  ({
    id,
    state: 'planned',
    startedAt: null,
    endedAt: null,
    plannedStartAt: at(0),
    plannedEndAt: at(10),
    ...more,
  }) as Operation;

describe('time at the site', () => {
  test('a field of local time and an instant are one and the same', () => {
    expect(toSiteField(now, wuxi)).toBe('2026-11-24T17:42');
    expect(fromSiteField('2026-11-24T17:42', wuxi)).toBe('2026-11-24T09:42:00.000Z');
    expect(fromSiteField('2026-03-29T04:30', 'Europe/Paris')).toBe('2026-03-29T02:30:00.000Z');
    expect(fromSiteField('', wuxi)).toBeNull();
    expect(utcOffset(wuxi, now)).toBe('UTC+08:00');
    expect(utcOffset('UTC', now)).toBe('UTC+00:00');
  });

  test('ten days at the site begin and end at its midnight', () => {
    const span = daysAround(now, wuxi, 5, 10);
    expect(new Date(span.from).toISOString()).toBe('2026-11-18T16:00:00.000Z');
    const days = ticks(span, wuxi, now);
    expect(days).toHaveLength(10);
    expect(days.filter(({ weekend }) => weekend)).toHaveLength(3);
    expect(days.findIndex(({ today }) => today)).toBe(5);
    expect(days.at(-1)!.left + days.at(-1)!.width).toBeCloseTo(100);
  });

  test('a day that is an hour longer is still one day', () => {
    const october = Date.parse('2026-10-24T12:00:00.000Z');
    expect(ticks(daysAround(october, 'Europe/Paris', 1, 4), 'Europe/Paris', october)).toHaveLength(4);
  });
});

describe('the ribbon', () => {
  const span = { from: now - 50 * 3_600_000, to: now + 50 * 3_600_000 };

  test('what runs is drawn until now, and its rest as planned', () => {
    const running = operation('r', {
      state: 'running',
      startedAt: at(-10),
      plannedStartAt: at(-10),
      plannedEndAt: at(20),
    });
    const { bars } = ribbonRow(batch, [running], span, now);
    expect(bars.map(({ look, left, width }) => [look, left, width])).toEqual([
      ['now', 40, 10],
      ['rest', 50, 20],
    ]);
  });

  test('what is late pushes what follows, and its plan stays behind it', () => {
    const running = operation('r', {
      state: 'running',
      startedAt: at(-10),
      plannedStartAt: at(-34),
      plannedEndAt: at(-14),
    });
    const next = operation('n', { plannedStartAt: at(-14), plannedEndAt: at(-4) });
    const row = ribbonRow(batch, [running, next], span, now);
    expect(row.lateHours).toBe(24);
    expect(row.bars.find(({ id }) => id === 'n')).toMatchObject({ look: 'plan', left: 60, width: 10 });
    expect(row.ghosts).toMatchObject([{ id: 'r/ghost', left: 16, width: 20 }]);
  });

  test('what lies outside the span is not drawn, and what reaches into it is cut', () => {
    const done = operation('d', { state: 'completed', startedAt: at(-80), endedAt: at(-40), plannedStartAt: at(-80) });
    const old = operation('o', { state: 'completed', startedAt: at(-90), endedAt: at(-80), plannedStartAt: at(-90) });
    expect(ribbonRow(batch, [old, done], span, now).bars).toMatchObject([{ id: 'd', left: 0, width: 10 }]);
  });

  test('the whole of a campaign holds its first start and its last end', () => {
    const whole = wholeOf([batch], wuxi, now);
    expect(share(Date.parse(batch.plannedStartAt), whole)).toBeGreaterThan(0);
    expect(share(Date.parse(batch.plannedEndAt), whole)).toBeLessThan(100);
  });
});
