import { keepHere } from './keep-here.ts';
import type { Personal } from './socket.ts';

const KEPT_AS = 'crossflow.personal';

/** The end of the person's own stream on this device, so that the inbox opens without a connection. Gone on signing out. */
export const keptPersonal = {
  read(): Personal | null {
    try {
      return JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') as Personal | null;
    } catch {
      return null;
    }
  },
  write(personal: Personal): void {
    try {
      keepHere(KEPT_AS, JSON.stringify(personal));
    } catch {
      // A full store: the inbox is asked for again on the next visit.
    }
  },
  forget: (): void => localStorage.removeItem(KEPT_AS),
};
