import type { Measured } from './figure.ts';
import type { Report } from './report.ts';
import { shortfalls } from './shortfalls.ts';

/** `tests/PROOF.md`: what the latest kept run gave, for people. The same report gives the same page. */
export function page({ machine, commit, scale, figures }: Report): string {
  const { cores, processor, memoryGiB, system, node } = machine;
  const short = figures.filter(({ pass }) => !pass);
  return [
    '# Proof',
    '',
    'What Crossflow shows of itself, with one command that anybody can run: `npm run proof`. Name figures or groups to run some of them',
    '(`npm run proof -- P12 wall`), add `--quick` for fewer rounds, `--json FILE` for the numbers, and `--page` to write this page anew.',
    'A time is held against its gate or against a yardstick measured in turn with it in the same run, the middle of the rounds; nothing',
    'here is asserted in a test. What is counted is counted by the tests that prove it, and one failure fails the run.',
    '',
    `Measured at ${scale} scale on ${cores} × ${processor}, ${memoryGiB} GiB, ${system}, Node ${node}, commit ${commit}.`,
    '',
    '|  | Figure | Value | Yardstick | Gate | Spread |',
    '| --- | --- | --- | --- | --- | --- |',
    ...figures.map(line),
    '',
    '## What falls short',
    '',
    ...(short.length === 0
      ? ['Nothing: every gate holds.']
      : short.map(({ id }) => `- **${id}.** ${shortfalls[id] ?? 'Not looked into yet.'}`)),
    '',
  ].join('\n');
}

const line = ({ id, title, value, unit, yardstick, ratio, gate, pass, spread }: Measured): string =>
  `| ${[
    `${pass ? '✓' : '✗'} ${id}`,
    title,
    `${shown(value)} ${unit}`,
    yardstick === null ? '' : `${shown(yardstick)} ${unit}${ratio === null ? '' : `, ${ratio.toPrecision(2)}×`}`,
    gate,
    spread[0] === spread[1] ? '' : spread.map(shown).join('–'),
  ].join(' | ')} |`;

/** Counts as they are; measures to three places. */
export const shown = (number: number): string =>
  Number.isInteger(number) ? String(number) : number >= 100 ? number.toFixed(0) : number.toPrecision(3);
