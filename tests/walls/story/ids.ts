import { randomUUID } from 'node:crypto';

let make: () => string = randomUUID;

/** An id as a client makes it. */
export const newId = (): string => make();

/** Ids that come in the same order in every telling: `00000001-…` for one thread of the story, `00000002-…` for another. */
export function countedIds(thread: number): () => string {
  let last = 0;
  return () => `${String(thread).padStart(8, '0')}-0000-4000-8000-${String((last += 1)).padStart(12, '0')}`;
}

/** Runs a piece of the story with its own ids. Pieces follow each other. */
export async function withIds<T>(ids: () => string, piece: () => Promise<T>): Promise<T> {
  const before = make;
  make = ids;
  return piece().finally(() => (make = before));
}
