import { goto } from '$app/navigation';
import type { Live } from '../kernel/live.svelte.ts';

/** Whether the dialog for a new ticket is open: any page's key or palette may open it. */
class NewTicket {
  open = $state(false);

  /** From another page it opens over the list of tickets. */
  begin(live?: Live): void {
    this.open = true;
    if (live !== undefined && !/\/(tickets|t\/[^/]+)$/.test(location.pathname)) void goto(live.href('/tickets'));
  }
}
export const newTicket = new NewTicket();
