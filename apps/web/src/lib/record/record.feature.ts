import { m } from '@crossflow/i18n';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import type { Feature } from '../kernel/feature.ts';

export const record: Feature = {
  name: 'record',
  nav: [{ path: '/activity', label: m.organizations_activity, icon: ScrollText, key: 'a', order: 80 }],
  panels: [{ id: 'latest', slot: 'right', order: 10, component: () => import('./LatestActivity.svelte') }],
};
