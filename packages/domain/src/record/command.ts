import { z } from 'zod';

/** Text that Postgres and canonical JSON can both hold: no NUL, no lone surrogate. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), { message: 'unreadable-characters' });
export const line = (max = 200) => text(max).transform((value) => value.trim().replace(/\s+/g, ' '));
export const requiredLine = (max = 200) => line(max).refine((value) => value.length > 0, { message: 'required' });
export const requiredText = (max = 20_000) =>
  text(max).refine((value) => value.trim().length > 0, { message: 'required' });
export const id = z.uuid();
export const audience = z.int().min(1).max(0x7fff_ffff);

/** Every command carries an id made by its client: repeating it gives the first reply and no second effect. */
export const command = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ commandId: id, ...shape });

/** What a command answers: its place in the actor's own ledger, and the row it made or moved. */
export interface Reply {
  readonly n: number;
  readonly id: string;
}
