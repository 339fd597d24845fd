import { m } from '@crossflow/i18n';
import Activity from '@lucide/svelte/icons/activity';
import Users from '@lucide/svelte/icons/users';
import type { AtOnce } from '../kernel/feature.ts';

export const organizationsAtOnce: AtOnce = {
  name: 'organizations',
  nav: [
    { path: '', label: m.organizations_overview, icon: Activity, key: 'o', order: 10, onPhone: true },
    { path: '/people', label: m.organizations_people, icon: Users, key: 'p', order: 90 },
  ],
};
