import { z } from 'zod';
import { command, id } from '../record/command.ts';

export const notificationStates = ['unread', 'read', 'done'] as const;
export type NotificationState = (typeof notificationStates)[number];

export const markInput = command({ ids: z.array(id).min(1).max(200), state: z.enum(notificationStates) });
export type MarkInput = z.output<typeof markInput>;
