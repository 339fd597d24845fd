import { m } from '@crossflow/i18n';
import type { Command } from '#lib/kernel/commands.svelte.ts';

export interface InboxActs {
  readonly move: (by: number) => void;
  readonly open: () => void;
  readonly done: () => void;
  readonly doneAll: () => void;
  readonly unread: () => void;
}

export const inboxCommands = (acts: InboxActs): Command[] => [
  { id: 'inbox-next', group: 'here', label: m.kernel_command_next, keys: 'j', run: () => acts.move(1) },
  { id: 'inbox-before', group: 'here', label: m.kernel_command_before, keys: 'k', run: () => acts.move(-1) },
  { id: 'inbox-open', group: 'here', label: m.kernel_command_open, keys: 'enter', run: acts.open },
  { id: 'inbox-done', group: 'here', label: m.notifications_mark_done, keys: 'e', run: acts.done },
  { id: 'inbox-unread', group: 'here', label: m.notifications_mark_unread, keys: 'u', run: acts.unread },
  { id: 'inbox-all-done', group: 'here', label: m.notifications_mark_all_done, run: acts.doneAll },
];
