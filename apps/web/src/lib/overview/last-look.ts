/** Looks at the overview that lie closer together than this are one. */
const ONE_LOOK_MS = 30 * 60_000;

interface Kept {
  /** When the look before this one ended. */
  readonly before: string | null;
  /** When this one was last under way. */
  readonly until: string;
}

/**
 * When this person last looked at the overview before now, on this device; null on the first look. Keeps that they look now.
 * It is theirs alone, and never leaves the device.
 */
export function lastLook(memberId: string, now: number): string | null {
  const kept = read(memberId);
  const before = kept === null || now - Date.parse(kept.until) < ONE_LOOK_MS ? (kept?.before ?? null) : kept.until;
  try {
    localStorage.setItem(
      place(memberId),
      JSON.stringify({ before, until: new Date(now).toISOString() } satisfies Kept),
    );
  } catch {
    // A full store: the next look counts from an earlier one.
  }
  return before;
}

const place = (memberId: string): string => `crossflow.look.${memberId}`;

function read(memberId: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(place(memberId)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}
