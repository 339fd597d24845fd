import { m } from '@crossflow/i18n';
import type { Command } from '#lib/kernel/commands.svelte.ts';

export interface InboxActs {
  readonly move: (by: number) => void;
  readonly open: () => void;
  readonly done: () => void;
  readonly doneAll: () => void;
  readonly snooze: () => void;
  readonly unread: () => void;
  readonly mute: () => void;
  /** Why nothing can be done with the item at hand; null when something can. */
  readonly none: () => string | null;
}

export function inboxCommands(acts: InboxActs): Command[] {
  const here = { group: 'here', refusal: acts.none } as const;
  return [
    { id: 'inbox-next', ...here, label: m.kernel_command_next, keys: 'j', run: () => acts.move(1) },
    { id: 'inbox-before', ...here, label: m.kernel_command_before, keys: 'k', run: () => acts.move(-1) },
    { id: 'inbox-open', ...here, label: m.kernel_command_open, keys: 'enter', run: acts.open },
    { id: 'inbox-done', ...here, label: m.notifications_mark_done, keys: 'e', run: acts.done },
    { id: 'inbox-all-done', ...here, label: m.notifications_mark_all_done, keys: 'shift+e', run: acts.doneAll },
    { id: 'inbox-snooze', ...here, label: m.notifications_snooze, keys: 'h', run: acts.snooze },
    { id: 'inbox-unread', ...here, label: m.notifications_mark_unread, keys: 'u', run: acts.unread },
    { id: 'inbox-mute', ...here, label: m.notifications_mute, keys: 'm', run: acts.mute },
  ];
}
