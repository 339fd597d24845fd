import type { Measured } from './figure.ts';
import type { Machine } from './machine.ts';
import { shown } from './page.ts';

export interface Report {
  readonly machine: Machine;
  readonly commit: string;
  readonly figures: readonly Measured[];
}

export const columns = ['', 'figure', 'value', 'yardstick', 'ratio', 'gate', 'spread'] as const;

/** A table that a person can read. */
export function table({ machine, commit, figures }: Report): string {
  const lines = [columns, ...figures.map(cells)];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const drawn = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [...drawn, '', facts({ machine, commit })].join('\n');
}

/** Where and of what it was measured. */
export const facts = ({ machine, commit }: Pick<Report, 'machine' | 'commit'>): string => {
  const { cores, processor, memoryGiB, system, node } = machine;
  return `${cores} × ${processor}, ${memoryGiB} GiB, ${system}, Node ${node}, commit ${commit}`;
};

export function cells({ id, title, value, unit, yardstick, ratio, gate, pass, spread }: Measured): readonly string[] {
  return [
    `${pass ? '✓' : '✗'} ${id}`,
    title,
    `${shown(value)} ${unit}`,
    yardstick === null ? '' : `${shown(yardstick)} ${unit}`,
    ratio === null ? '' : `${ratio.toPrecision(2)}×`,
    gate,
    spread.map(shown).join('–'),
  ];
}
