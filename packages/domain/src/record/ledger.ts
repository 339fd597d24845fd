/** Fields of an entry that its content hash covers: all but the audience, which each company is told only as far as it may know it. */
export function hashedContent<E extends { readonly before: unknown; readonly after: unknown }>(entry: E) {
  const { audience: _, ...content } = entry as E & { audience?: unknown };
  return { ...content, before: withoutAudience(entry.before), after: withoutAudience(entry.after) };
}

function withoutAudience(row: unknown): unknown {
  if (row === null || typeof row !== 'object') return row ?? null;
  const { audience: _, ...rest } = row as Record<string, unknown>;
  return rest;
}
