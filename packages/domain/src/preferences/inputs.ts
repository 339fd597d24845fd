import { z } from 'zod';
import { command } from '../record/command.ts';

const MOST_CHARACTERS = 20_000;
const name = z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/);

/** What a person keeps for themselves in a program, by name; null forgets it. */
export const keepInput = command({
  name,
  value: z.json().refine((value) => {
    const text = JSON.stringify(value);
    return text.length <= MOST_CHARACTERS && !text.includes('\\u0000') && text.isWellFormed();
  }),
});
export type KeepInput = z.output<typeof keepInput>;

/** A preference as its person reads it. */
export interface Preference {
  readonly name: string;
  readonly value: unknown;
}
