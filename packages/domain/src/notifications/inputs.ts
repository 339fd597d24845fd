import { z } from 'zod';
import { toldKinds } from '../record/change.ts';
import { command, id } from '../record/command.ts';

export const notificationStates = ['unread', 'read', 'done'] as const;
export type NotificationState = (typeof notificationStates)[number];

const ids = z.array(id).min(1).max(200);

export const markInput = command({ ids, state: z.enum(notificationStates) });
export type MarkInput = z.output<typeof markInput>;

/** `until` null wakes what sleeps. */
export const snoozeInput = command({ ids, until: z.iso.datetime().nullable() });
export type SnoozeInput = z.output<typeof snoozeInput>;

/** Objects of one kind that somebody was told of. */
export const objectsInput = z.strictObject({ kind: z.enum(toldKinds), ids });
export type ObjectsInput = z.output<typeof objectsInput>;

export const muteInput = command({ subjectId: id, muted: z.boolean() });
export type MuteInput = z.output<typeof muteInput>;
