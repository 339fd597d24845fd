import { toasts } from '@crossflow/ui';
import { sayError } from './say.ts';

/** An act of this person's own that can honestly be taken back. */
export interface Undoable {
  /** What was done, in words: "T-7KQ4 was passed to Yangben". */
  readonly text: string;
  /** The opposite act, through the same doors. What it throws is told. */
  readonly undo: () => unknown;
  /** Runs when the time is over and nothing was taken back: for an act that is held until then. */
  readonly settle?: () => void;
}

const SECONDS = 10;
/** Older ones can no longer be seen, and what cannot be seen is not taken back. */
const SHOWN = 3;

/** The acts of the last ten seconds: the line at the foot of the page and Ctrl/Cmd+Z take back the latest first. */
export const undo = {
  offer({ text, undo: back, settle }: Undoable): void {
    for (const { id } of undoable().slice(0, -(SHOWN - 1))) toasts.dismiss(id);
    toasts.push({ text, undo: () => void takeBack(back), seconds: SECONDS, ...(settle && { settle }) });
  },

  /** What Ctrl/Cmd+Z would take back now; null where there is nothing. Reactive. */
  get latest(): string | null {
    return undoable().at(-1)?.text ?? null;
  },

  takeBackLatest(): void {
    toasts.undoLatest();
  },

  /** On leaving a program: its acts can no longer be taken back from the next one. */
  settleAll(): void {
    for (const { id } of undoable()) toasts.dismiss(id);
  },
};

const undoable = () => toasts.items.filter((toast) => toast.undo);

async function takeBack(back: () => unknown): Promise<void> {
  try {
    await back();
  } catch (error) {
    sayError(error);
  }
}
