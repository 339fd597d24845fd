import { seatBit } from '@crossflow/domain/access/audience';
import { refusal, type TicketMove } from '@crossflow/domain/tickets/refusal';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import type { MenuEntry } from '@crossflow/ui';
import Ban from '@lucide/svelte/icons/ban';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Eye from '@lucide/svelte/icons/eye';
import Link2 from '@lucide/svelte/icons/link-2';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import UserCheck from '@lucide/svelte/icons/user-check';
import { refusalSentence } from '../kernel/call-error.ts';
import { commands, type Command } from '../kernel/commands.svelte.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { ticketActions } from './tickets.actions.ts';

export type TicketDialog = 'share' | 'close' | 'reject' | 'cancel' | 'reopen';

interface Way {
  readonly id: TicketDialog | 'link' | 'take';
  readonly label: () => string;
  readonly icon: typeof Eye;
  readonly move: TicketMove;
  readonly keys?: string;
  readonly warn?: boolean;
}

const ways: readonly Way[] = [
  { id: 'take', label: m.tickets_take, icon: UserCheck, move: 'assign', keys: 'a' },
  { id: 'share', label: m.tickets_share, icon: Eye, move: 'share' },
  { id: 'link', label: m.tickets_link, icon: Link2, move: 'note', keys: 'l' },
  { id: 'close', label: m.tickets_close_it, icon: CircleCheck, move: 'close' },
  { id: 'reopen', label: m.tickets_reopen, icon: RotateCcw, move: 'reopen' },
  { id: 'cancel', label: m.tickets_cancel, icon: Ban, move: 'cancel', warn: true },
];

/** What is open over a ticket's page, and every way to open it: the menu, the palette and the keys read one list. */
export class TicketDoor {
  dialog = $state<TicketDialog | null>(null);
  /** The property pane, where it is a sheet. */
  pane = $state(false);
  /** An audience that the share dialog begins with. */
  suggested = $state<number | undefined>(undefined);

  menu(ticket: Ticket, live: Live, onlink: () => void): MenuEntry[] {
    return ways.map(({ id, label, icon, move, keys, warn }) => ({
      id,
      label: label(),
      icon,
      kbd: keys,
      warn,
      why: why(ticket, move, live),
      onpick: () => this.#go(id, ticket, live, onlink),
    }));
  }

  /** Registers the same ways as commands while the ticket is on the screen. */
  offer(ticket: Ticket, live: Live, onlink: () => void): () => void {
    const offered: Command[] = ways.map(({ id, label, icon, move, keys }) => ({
      id: `tickets.${id}`,
      label,
      icon,
      group: 'here',
      ...(keys && { keys }),
      refusal: () => why(ticket, move, live),
      run: () => this.#go(id, ticket, live, onlink),
    }));
    const pane: Command = {
      id: 'tickets.pane',
      label: m.tickets_properties,
      group: 'here',
      keys: ']',
      run: () => (this.pane = !this.pane),
    };
    return commands.offer([...offered, pane]);
  }

  /** Opens the share dialog with this person's company added. */
  shareWith(memberId: string, ticket: Ticket, live: Live): void {
    const party = live.get('party', live.get('member', memberId)?.partyId);
    this.suggested = party === undefined ? undefined : ticket.audience | seatBit(party.seat);
    this.dialog = 'share';
  }

  #go(id: Way['id'], ticket: Ticket, live: Live, onlink: () => void): void {
    if (id === 'link') onlink();
    else if (id === 'take') void ticketActions(live).assign(ticket, live.membership.memberId);
    else {
      this.suggested = undefined;
      this.dialog = id;
    }
  }
}

const why = (ticket: Ticket, move: TicketMove, live: Live): string | null =>
  refusalSentence(refusal(ticket, move, live.actor), 'tickets') ?? null;
