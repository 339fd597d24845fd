import { z } from 'zod';
import { audience, command, id, requiredLine, text } from '../record/command.ts';
import { printQuery, queryOf } from './query.ts';

/** Kept in the one form that a query has: what is not understood is not kept. */
const query = text(2_000).transform((printed) => printQuery(queryOf(printed)));
const name = requiredLine(80);

export const saveViewInput = command({ viewId: id, name, query, audience });
export const amendViewInput = command({
  viewId: id,
  version: z.int().min(1),
  name: name.optional(),
  query: query.optional(),
});
export const shareViewInput = command({ viewId: id, audience });
export const removeViewInput = command({ viewId: id });

export type SaveViewInput = z.output<typeof saveViewInput>;
export type AmendViewInput = z.output<typeof amendViewInput>;
export type ShareViewInput = z.output<typeof shareViewInput>;
export type RemoveViewInput = z.output<typeof removeViewInput>;
