import type { Live } from '../../kernel/live.svelte.ts';
import { sayError } from '../../kernel/say.ts';

type Acts = ReturnType<typeof import('../tickets.actions.ts').ticketActions>;
type UndoableActs = ReturnType<typeof import('../undoable.actions.ts').undoableActions>;

/** One's own act from a line of the list. The moves themselves are fetched when the first one is made. */
export async function actOn(
  live: Live,
  act: (plainly: Acts, undoably: UndoableActs) => Promise<unknown>,
): Promise<void> {
  try {
    const { ticketActions } = await import('../tickets.actions.ts');
    const { undoableActions } = await import('../undoable.actions.ts');
    await act(ticketActions(live), undoableActions(live));
  } catch (error) {
    sayError(error);
  }
}
