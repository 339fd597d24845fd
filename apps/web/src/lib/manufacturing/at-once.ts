import { m } from '@crossflow/i18n';
import GitCommit from '@lucide/svelte/icons/git-commit-horizontal';
import type { AtOnce } from '../kernel/feature.ts';

export const manufacturingAtOnce: AtOnce = {
  name: 'manufacturing',
  nav: [{ path: '/mfg', label: m.manufacturing_title, icon: GitCommit, key: 'm', order: 40 }],
};
