import { m } from '@crossflow/i18n';
import Hourglass from '@lucide/svelte/icons/hourglass';
import type { AtOnce } from '../kernel/feature.ts';
import { waitingItems } from '../kernel/waiting/waiting-items.ts';

export const clocksAtOnce: AtOnce = {
  name: 'clocks',
  nav: [
    {
      path: '/waiting',
      label: m.kernel_waiting_on,
      icon: Hourglass,
      key: 'w',
      order: 15,
      count: (live) => waitingItems(live).filter(({ partyId }) => partyId === live.membership.partyId).length,
      countLabel: (n) => m.clocks_waits_on_us({ n }),
    },
  ],
};
