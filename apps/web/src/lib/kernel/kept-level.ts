const PREFIX = 'crossflow.level.';

/** When the rows that this device keeps for a member were last level with the server's: what a page without a connection must say. */
export const keptLevel = {
  read(memberId: string): Date | null {
    const at = Date.parse(localStorage.getItem(PREFIX + memberId) ?? '');
    return Number.isNaN(at) ? null : new Date(at);
  },
  write(memberId: string, at: Date): void {
    try {
      localStorage.setItem(PREFIX + memberId, at.toISOString());
    } catch {
      // A full store: an earlier time is told, which is true as well.
    }
  },
  /** On signing out of a shared device. */
  forget(): void {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  },
};
