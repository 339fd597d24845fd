import { broken } from './broken.ts';
import type { Measured } from './figure.ts';
import type { Report } from './report.ts';
import { shortfalls } from './shortfalls.ts';

/** `tests/PROOF.md`: what the latest kept run gave, for people. The same report gives the same page. */
export function page({ machine, commit, figures }: Report): string {
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
    `Measured on ${cores} × ${processor}, ${memoryGiB} GiB, ${system}, Node ${node}; at commit ${commit} where no other is named.`,
    'Marked q: taken with `--quick`, so in fewer rounds, or with fewer clients or attempts.',
    '',
    '|  | Figure | Value | Yardstick | Gate | Spread |  |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...figures.map(line(commit)),
    '',
    '## How it grows',
    '',
    'Product, and the yardstick beside it in the same run, at growing sizes.',
    '',
    ...figures.flatMap(grown),
    '',
    '## What falls short',
    '',
    ...(short.length === 0
      ? ['Nothing: every gate holds.']
      : short.map(({ id }) => `- **${id}.** ${shortfalls[id] ?? 'Not looked into yet.'}`)),
    '',
    '## What breaking it moves',
    '',
    'Each was broken on purpose, measured with `--quick` beside the whole, and mended again.',
    '',
    '| Broken | Figure | Whole | Broken |',
    '| --- | --- | --- | --- |',
    ...broken.map((one) => `| ${[one.what, one.figure, one.whole, one.broken].join(' | ')} |`),
    '',
  ].join('\n');
}

/** `latest`: the commit that the page names for all. */
const line =
  (latest: string) =>
  ({ id, title, value, unit, yardstick, ratio, gate, pass, spread, scale, commit = latest }: Measured): string =>
    `| ${[
      `${pass ? '✓' : '✗'} ${id}`,
      title,
      `${shown(value)} ${unit}`,
      yardstick === null ? '' : `${shown(yardstick)} ${unit}${ratio === null ? '' : `, ${ratio.toPrecision(2)}×`}`,
      gate,
      spread[0] === spread[1] ? '' : spread.map(shown).join('–'),
      [...(scale === 'quick' ? ['q'] : []), ...(commit === latest ? [] : [commit])].join(' '),
    ].join(' | ')} |`;

const grown = ({ id, unit, curve }: Measured): string[] =>
  curve === undefined
    ? []
    : [
        `- **${id}** along ${curve.along}: ${curve.points
          .map(({ at, value, yardstick }) => `${at.toLocaleString('en')}: ${besides(value, yardstick)}`)
          .join(' · ')} (${unit})`,
      ];
const besides = (value: number, yardstick: number | undefined) =>
  yardstick === undefined ? shown(value) : `${shown(value)} beside ${shown(yardstick)}`;

/** Counts as they are; measures to three places. */
export const shown = (number: number): string =>
  Number.isInteger(number) ? String(number) : number >= 100 ? number.toFixed(0) : number.toPrecision(3);
