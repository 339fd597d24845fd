import { z } from 'zod';
import { requiredLine } from '../record/command.ts';

const instant = z.iso.datetime({ precision: 3 });

/** Words that all stand in a text, written within a time. */
export const findInput = z.strictObject({
  text: requiredLine(200),
  since: instant.nullable(),
  until: instant.nullable(),
});
export type FindInput = z.output<typeof findInput>;
