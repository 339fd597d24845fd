import { m } from '@crossflow/i18n';
import Download from '@lucide/svelte/icons/download';
import type { Feature } from '../kernel/feature.ts';
import { recordAtOnce } from './at-once.ts';

export const record: Feature = {
  ...recordAtOnce,
  kinds: { export: { icon: Download, word: m.kernel_export, title: () => m.kernel_export(), path: () => '/people' } },
  sentences: { 'export.taken': () => m.kernel_entry_exported() },
  panels: [{ id: 'latest', slot: 'right', order: 10, component: () => import('./LatestActivity.svelte') }],
};
