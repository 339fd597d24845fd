/** A part of an address as it is read; one that is not well encoded stays as it stands, since anybody may write an address. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
