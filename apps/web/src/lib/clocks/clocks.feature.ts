import type { Feature } from '../kernel/feature.ts';
import { clocksAtOnce } from './at-once.ts';

export const clocks: Feature = clocksAtOnce;
