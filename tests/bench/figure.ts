import type { Stage } from './stage.ts';

/** What one round gives: the product's value, and that of the yardstick beside it where the figure has one. */
export interface Round {
  readonly value: number;
  readonly yardstick?: number;
}

/** One figure of ../../README.md's proof: measured in rounds, product and yardstick in turn, and never asserted in a test. */
export interface Figure {
  /** As in the table of goals, such as `P12`; a letter follows where one goal has several figures. */
  readonly id: string;
  readonly group: 'speed' | 'size' | 'record';
  readonly title: string;
  readonly unit: 'ms' | 'µs' | 'kB' | 'MB' | 'commands/s' | 'requests/s' | 'deliveries/s';
  /** At most, or at least, of the value itself or of its ratio to the yardstick. */
  readonly gate: ({ readonly most: number } | { readonly least: number }) & { readonly of: 'value' | 'ratio' };
  /** Fewer with --quick. A size that cannot vary needs one. */
  readonly rounds: number;
  readonly measure: (stage: Stage, quick: boolean) => Promise<() => Promise<Round>>;
  /** How it grows with something, where that tells more than one value. */
  readonly curve?: (stage: Stage, quick: boolean) => Promise<Curve>;
}

/** Values at growing sizes, product and yardstick side by side. */
export interface Curve {
  /** What grows, such as "tickets". */
  readonly along: string;
  readonly points: readonly ({ readonly at: number } & Round)[];
}

export type Scale = 'full' | 'quick';

export interface Measured {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  readonly yardstick: number | null;
  readonly ratio: number | null;
  readonly gate: string;
  readonly pass: boolean;
  readonly rounds: number;
  /** How far it was taken: fewer rounds, clients and attempts with --quick. */
  readonly scale: Scale;
  /** From the lowest to the highest value of the rounds. */
  readonly spread: readonly [number, number];
  readonly curve?: Curve;
  /** At which it was measured. */
  readonly commit?: string;
}

const QUICK_ROUNDS = 3;

/** Runs a figure; `progress` is told after each round. */
export async function run(
  figure: Figure,
  stage: Stage,
  quick: boolean,
  progress: (round: number, of: number) => void,
): Promise<Measured> {
  const of = quick ? Math.min(QUICK_ROUNDS, figure.rounds) : figure.rounds;
  try {
    const round = await figure.measure(stage, quick);
    const rounds: Round[] = [];
    for (let n = 1; n <= of; n += 1) {
      rounds.push(await round());
      progress(n, of);
    }
    await stage.settle();
    const measured = judged(figure, rounds, quick ? 'quick' : 'full');
    return figure.curve === undefined ? measured : { ...measured, curve: await figure.curve(stage, quick) };
  } finally {
    await stage.settle();
  }
}

/** The middle of the rounds, held against the gate. */
export function judged({ id, title, unit, gate }: Figure, rounds: readonly Round[], scale: Scale): Measured {
  const values = rounds.map((round) => round.value);
  const { value, yardstick = null } = middle(rounds);
  const ratio = yardstick === null || yardstick === 0 ? null : value / yardstick;
  const held = gate.of === 'value' ? value : (ratio ?? NaN);
  return {
    ...{ id, title, value, unit, yardstick, ratio, rounds: rounds.length, scale },
    gate: `${'most' in gate ? `≤ ${gate.most}` : `≥ ${gate.least}`}${gate.of === 'value' ? ` ${unit}` : '×'}`,
    pass: 'most' in gate ? held <= gate.most : held >= gate.least,
    spread: [Math.min(...values), Math.max(...values)],
  };
}

/** One round that does not count comes first: every connection to Postgres compiles and plans for itself. */
export async function warmed(round: () => Promise<Round>): Promise<() => Promise<Round>> {
  await round();
  return round;
}

export async function repeated(times: number, round: () => Promise<Round>): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let n = 0; n < times; n += 1) rounds.push(await round());
  return rounds;
}

/** The middle of the values, and of the yardsticks where there are any. */
export function middle(rounds: readonly Round[]): Round {
  const yardsticks = rounds.flatMap(({ yardstick }) => (yardstick === undefined ? [] : [yardstick]));
  const value = median(rounds.map((round) => round.value));
  return yardsticks.length === 0 ? { value } : { value, yardstick: median(yardsticks) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
