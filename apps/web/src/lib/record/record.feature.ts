import type { Feature } from '../kernel/feature.ts';
import { recordAtOnce } from './at-once.ts';

export const record: Feature = {
  ...recordAtOnce,
  panels: [{ id: 'latest', slot: 'right', order: 10, component: () => import('./LatestActivity.svelte') }],
};
