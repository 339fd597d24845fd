import { m } from '@crossflow/i18n';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import type { AtOnce } from '../kernel/feature.ts';

export const recordAtOnce: AtOnce = {
  name: 'record',
  nav: [{ path: '/activity', label: m.organizations_activity, icon: ScrollText, key: 'a', order: 80 }],
};
