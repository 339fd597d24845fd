import { z } from 'zod';
import { command, id } from '../record/command.ts';
import { linkableKinds } from './link.ts';

const end = z.strictObject({ kind: z.enum(linkableKinds), id });
export const linkInput = command({ linkId: id, from: end, to: end });
export const unlinkInput = command({ linkId: id });
export type LinkInput = z.output<typeof linkInput>;
export type UnlinkInput = z.output<typeof unlinkInput>;
