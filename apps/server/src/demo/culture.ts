import { demoCurve } from '@crossflow/domain/reference/batch-process';

/** A measured value at a time of the culture, in days since inoculation. */
export interface Measured {
  readonly day: number;
  readonly value: number;
}

/** What a culture shows, by parameter key of the production bioreactor. */
export type Culture = Readonly<Record<string, readonly Measured[]>>;

interface CultureOptions {
  readonly seed: number;
  /** Until which day it has run. */
  readonly until: number;
  /** Days between two points of a sensor. */
  readonly every: number;
  /** The run of the story: a base line occluded on day 6, and lactate that comes back on day 9. */
  readonly eventful?: boolean;
}

const SHIFT_DAY = 5;
const MINUTE = 1 / 1440;
/** 42 minutes below the acceptable range, a point every six minutes. */
const DIP = { from: 6.13, values: [6.74, 6.72, 6.71, 6.71, 6.72, 6.73, 6.74, 6.81, 6.9, 6.97] } as const;

/** An invented culture after the illustrative curve of the reference, with noise that is the same in every run. */
export function culture({ seed, until, every, eventful = false }: CultureOptions): Culture {
  const noise = noiseOf(seed);
  const days = steps(0, until, every);
  const sensor = (value: (day: number) => number, spread: number, decimals: number) =>
    wander(days, value, spread, decimals, noise);
  const daily = (
    curve: readonly number[],
    spread: number,
    decimals: number,
    scale: (day: number) => number = () => 1,
  ) =>
    sampled(curve, until).map(({ day, value }) => ({
      day,
      value: round(value * scale(day) * (1 + spread * (noise() - 0.5)), decimals),
    }));
  const temperature = sensor((day) => (day < SHIFT_DAY ? 37 : 33), 0.12, 1);
  const ph = sensor((day) => 7.01 - day * 0.002, 0.03, 2);
  return {
    ph: eventful ? withDip(ph) : ph,
    do: sensor((day) => 41 - day * 0.25, 3, 1),
    temp: temperature.filter(({ day }) => day < SHIFT_DAY),
    temp_shift: temperature.filter(({ day }) => day >= SHIFT_DAY),
    pco2: daily(demoCurve.pco2, 0.03, 0, (day) => (eventful ? 1 + day * 0.05 : 1 + day * 0.01)),
    vcd: daily(demoCurve.vcd, 0.05, 1),
    viab: daily(demoCurve.viability, 0.006, 1),
    glc: daily(demoCurve.glucose, 0.06, 1),
    lac: eventful ? withRebound(daily(demoCurve.lactate, 0.06, 1), until) : daily(demoCurve.lactate, 0.1, 1),
    osmo: daily(demoCurve.osmolality, 0.015, 0),
    titer: daily(demoCurve.titer, 0.04, 2).filter(({ day }) => [7, 10, 12, 14].includes(day)),
  };
}

/** A generator of numbers from 0 to 1, the same ones for the same seed. */
export function noiseOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** A line that wanders about its value, as a controlled one does. */
function wander(
  days: readonly number[],
  value: (day: number) => number,
  spread: number,
  decimals: number,
  noise: () => number,
): Measured[] {
  let off = 0;
  return days.map((day) => {
    off = off * 0.8 + (noise() - 0.5) * spread;
    return { day, value: round(value(day) + off, decimals) };
  });
}

function sampled(curve: readonly number[], until: number): Measured[] {
  return curve.map((value, day) => ({ day, value })).filter(({ day }) => day <= until);
}

function withDip(points: readonly Measured[]): Measured[] {
  const dip = DIP.values.map((value, index) => ({ day: DIP.from + index * 6 * MINUTE, value }));
  const ends = dip.at(-1)?.day ?? DIP.from;
  return [...points.filter(({ day }) => day < DIP.from || day > ends), ...dip].sort((a, b) => a.day - b.day);
}

function withRebound(points: readonly Measured[], until: number): Measured[] {
  const rebound = [
    { day: 8.5, value: 1.2 },
    { day: 9, value: 1.6 },
    { day: 9.35, value: 1.9 },
  ];
  return [...points.filter(({ day }) => day <= 8), ...rebound.filter(({ day }) => day <= until)];
}

const steps = (from: number, to: number, by: number): number[] =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
