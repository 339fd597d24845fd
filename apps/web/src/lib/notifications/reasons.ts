import type { IconComponent } from '@crossflow/ui';
import { m } from '@crossflow/i18n';
import AtSign from '@lucide/svelte/icons/at-sign';
import BellRing from '@lucide/svelte/icons/bell-ring';
import Eye from '@lucide/svelte/icons/eye';
import KeyRound from '@lucide/svelte/icons/key-round';
import PenLine from '@lucide/svelte/icons/pen-line';
import Refresh from '@lucide/svelte/icons/refresh-cw';
import Timer from '@lucide/svelte/icons/timer-off';
import Scale from '@lucide/svelte/icons/scale';
import User from '@lucide/svelte/icons/user-round-check';

const reasons: Readonly<Record<string, { icon: IconComponent; word: () => string }>> = {
  'your-turn': { icon: BellRing, word: m.notifications_your_turn },
  consent: { icon: Scale, word: m.notifications_consent },
  mentioned: { icon: AtSign, word: m.notifications_mentioned },
  assigned: { icon: User, word: m.notifications_assigned },
  shared: { icon: KeyRound, word: m.notifications_shared },
  review: { icon: PenLine, word: m.notifications_review },
  acknowledge: { icon: Eye, word: m.notifications_acknowledge },
  breached: { icon: Timer, word: m.notifications_breached },
  update: { icon: Refresh, word: m.notifications_update },
};

export const reasonIcon = (reason: string): IconComponent => reasons[reason]?.icon ?? Refresh;
export const reasonWord = (reason: string): string => reasons[reason]?.word() ?? m.notifications_update();
