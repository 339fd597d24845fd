import { m } from '@crossflow/i18n';
import { moment } from '#lib/kernel/clock.svelte.ts';
import { personal } from '#lib/kernel/personal.svelte.ts';
import { undo } from '#lib/kernel/undo.ts';
import type { ObjectNotices } from './by-object.ts';

const noticesOf = (groups: readonly ObjectNotices[]) => groups.flatMap(({ notices }) => notices);
const idsOf = (groups: readonly ObjectNotices[]) => noticesOf(groups).map(({ id }) => id);

/** What a person does with items of the inbox. Each can be taken back. */
export const inboxActs = {
  done(groups: readonly ObjectNotices[]): void {
    if (groups.length === 0) return;
    const before = noticesOf(groups);
    void personal.mark(idsOf(groups), 'done');
    undo.offer({ text: m.notifications_marked_done({ n: groups.length }), undo: () => personal.restore(before) });
  },

  mark(group: ObjectNotices, state: 'unread' | 'read'): void {
    const before = noticesOf([group]);
    void personal.mark(idsOf([group]), state);
    const text = state === 'unread' ? m.notifications_marked_unread() : m.notifications_back();
    undo.offer({ text, undo: () => personal.restore(before) });
  },

  snooze(group: ObjectNotices, until: number): void {
    const before = noticesOf([group]);
    void personal.snooze(idsOf([group]), new Date(until).toISOString());
    undo.offer({ text: m.notifications_snoozed_until({ time: moment(until) }), undo: () => personal.restore(before) });
  },

  wake(group: ObjectNotices): void {
    const before = noticesOf([group]);
    void personal.snooze(idsOf([group]), null);
    undo.offer({ text: m.notifications_woken(), undo: () => personal.restore(before) });
  },

  /** What it says from now on is not told; what it said already is done with. */
  mute(subjectId: string, group?: ObjectNotices): void {
    const before = group === undefined ? [] : noticesOf([group]);
    void personal.mute(subjectId, true);
    if (group !== undefined) void personal.mark(idsOf([group]), 'done');
    undo.offer({
      text: m.notifications_muted_done(),
      undo: async () => {
        await personal.mute(subjectId, false);
        await personal.restore(before);
      },
    });
  },

  unmute(subjectId: string): void {
    void personal.mute(subjectId, false);
    undo.offer({ text: m.notifications_unmuted_done(), undo: () => personal.mute(subjectId, true) });
  },
};
