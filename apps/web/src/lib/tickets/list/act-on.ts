import type { Live } from '../../kernel/live.svelte.ts';
import { sayError } from '../../kernel/say.ts';
import type { ticketActions } from '../tickets.actions.ts';
import type { undoableActions } from '../undoable.actions.ts';

type Acts = ReturnType<typeof ticketActions>;
type UndoableActs = ReturnType<typeof undoableActions>;

/** One's own act from a line of the list. The moves themselves are fetched when the first one is made. */
export async function actOn(
  live: Live,
  act: (plainly: Acts, undoably: UndoableActs) => Promise<unknown>,
): Promise<void> {
  try {
    const plain = await import('../tickets.actions.ts');
    const undoable = await import('../undoable.actions.ts');
    await act(plain.ticketActions(live), undoable.undoableActions(live));
  } catch (error) {
    sayError(error);
  }
}
