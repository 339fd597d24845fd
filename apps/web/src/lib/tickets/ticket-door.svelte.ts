import { seatBit } from '@crossflow/domain/access/audience';
import { refusal, type TicketMove } from '@crossflow/domain/tickets/refusal';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import type { MenuEntry } from '@crossflow/ui';
import Ban from '@lucide/svelte/icons/ban';
import Bell from '@lucide/svelte/icons/bell';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import Eye from '@lucide/svelte/icons/eye';
import Funnel from '@lucide/svelte/icons/funnel';
import Link2 from '@lucide/svelte/icons/link-2';
import Merge from '@lucide/svelte/icons/merge';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import UserCheck from '@lucide/svelte/icons/user-check';
import { MediaQuery } from 'svelte/reactivity';
import { refusalSentence } from '../kernel/call-error.ts';
import { commands, type Command } from '../kernel/commands.svelte.ts';
import { keyHint } from '../kernel/keys.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { undoableActions } from './undoable.actions.ts';

/** The properties are a sheet over the conversation, and do not stand beside it. */
export const narrow = new MediaQuery('(max-width: 1279px)');

export type TicketDialog = 'share' | 'triage' | 'resolve' | 'close' | 'reject' | 'cancel' | 'reopen' | 'merge';
/** The properties that a key opens where they stand. */
export type PropertyName = 'status' | 'assignee' | 'priority' | 'labels' | 'due';

interface Way {
  readonly id: TicketDialog | 'link' | 'take' | 'watch' | 'accept';
  readonly label: (ticket: Ticket, live: Live) => string;
  readonly icon: typeof Eye;
  readonly move: TicketMove;
  readonly keys?: string;
  readonly warn?: boolean;
  /** Among the words of the status: it moves the ticket on. */
  readonly moves?: boolean;
}

const watches = (ticket: Ticket, live: Live) => ticket.watchers.includes(live.membership.memberId);

const ways: readonly Way[] = [
  { id: 'take', label: () => m.tickets_take(), icon: UserCheck, move: 'assign' },
  {
    id: 'watch',
    label: (ticket, live) => (watches(ticket, live) ? m.tickets_unwatch() : m.tickets_watch()),
    icon: Bell,
    move: 'watch',
    keys: 'w',
  },
  { id: 'share', label: () => m.tickets_share(), icon: Eye, move: 'share' },
  { id: 'link', label: () => m.tickets_link(), icon: Link2, move: 'note' },
  { id: 'triage', label: () => m.tickets_triage(), icon: Funnel, move: 'triage', moves: true },
  { id: 'accept', label: () => m.tickets_accept(), icon: CircleCheck, move: 'accept', moves: true },
  { id: 'reject', label: () => m.tickets_reject(), icon: RotateCcw, move: 'reject', moves: true },
  { id: 'resolve', label: () => m.tickets_resolve(), icon: CircleCheck, move: 'resolve', moves: true },
  { id: 'close', label: () => m.tickets_close_it(), icon: CircleCheckBig, move: 'close', moves: true },
  { id: 'reopen', label: () => m.tickets_reopen(), icon: RotateCcw, move: 'reopen', moves: true },
  { id: 'merge', label: () => m.tickets_merge(), icon: Merge, move: 'merge', moves: true },
  { id: 'cancel', label: () => m.tickets_cancel(), icon: Ban, move: 'cancel', moves: true, warn: true },
];

const properties: readonly { id: PropertyName; label: () => string; move: TicketMove; keys: string }[] = [
  { id: 'assignee', label: m.tickets_change_assignee, move: 'assign', keys: 'a' },
  { id: 'priority', label: m.tickets_change_priority, move: 'amend', keys: 'p' },
  { id: 'status', label: m.tickets_change_status, move: 'note', keys: 's' },
  { id: 'labels', label: m.tickets_change_labels, move: 'label', keys: 'l' },
  { id: 'due', label: m.tickets_change_due, move: 'amend', keys: 'shift+d' },
];

/** What is open over a ticket's page, and every way to open it: the menu, the palette and the keys read one list. */
export class TicketDoor {
  dialog = $state<TicketDialog | null>(null);
  /** The property pane, where it is a sheet. */
  pane = $state(false);
  property = $state<PropertyName | null>(null);
  /** An audience that the share dialog begins with. */
  suggested = $state<number | undefined>(undefined);

  menu(ticket: Ticket, live: Live, onlink: () => void): MenuEntry[] {
    return [...ways.map((way) => this.#entry(way, ticket, live, onlink)), ...quiet()];
  }

  /** The moves that take it to another state, those that are possible first. */
  statusMenu(ticket: Ticket, live: Live, onlink: () => void): MenuEntry[] {
    const entries = ways.filter(({ moves }) => moves).map((way) => this.#entry(way, ticket, live, onlink));
    return entries.toSorted((a, b) => Number('why' in a && a.why !== null) - Number('why' in b && b.why !== null));
  }

  /** Registers the same ways as commands while the ticket is on the screen. */
  offer(ticket: Ticket, live: Live, onlink: () => void): () => void {
    const offered: Command[] = ways.map(({ id, label, icon, move, keys }) => ({
      id: `tickets.${id}`,
      label: () => label(ticket, live),
      icon,
      group: 'here',
      ...(keys && { keys }),
      refusal: () => why(ticket, move, live),
      run: () => this.#go(id, ticket, live, onlink),
    }));
    const inPlace: Command[] = properties.map(({ id, label, move, keys }) => ({
      ...{ id: `tickets.property.${id}`, label, group: 'here' as const, keys },
      refusal: () => why(ticket, move, live),
      run: () => this.edit(id),
    }));
    const pane: Command = {
      id: 'tickets.pane',
      label: m.tickets_properties,
      group: 'here',
      keys: ']',
      refusal: () => (narrow.current ? null : m.tickets_properties_shown()),
      run: () => (this.pane = !this.pane),
    };
    return commands.offer([...offered, ...inPlace, pane]);
  }

  /** Opens a property where it stands, and its pane first where that is a sheet. */
  edit(name: PropertyName): void {
    this.pane = narrow.current;
    this.property = name;
  }

  /** Opens the share dialog with this person's company added. */
  shareWith(memberId: string, ticket: Ticket, live: Live): void {
    const party = live.get('party', live.get('member', memberId)?.partyId);
    this.suggested = party === undefined ? undefined : ticket.audience | seatBit(party.seat);
    this.dialog = 'share';
  }

  #entry({ id, label, icon, move, warn }: Way, ticket: Ticket, live: Live, onlink: () => void): MenuEntry {
    return {
      id,
      label: label(ticket, live),
      icon,
      kbd: keyHint(`tickets.${id}`),
      warn,
      why: why(ticket, move, live),
      onpick: () => this.#go(id, ticket, live, onlink),
    };
  }

  #go(id: Way['id'], ticket: Ticket, live: Live, onlink: () => void): void {
    const act = undoableActions(live);
    if (id === 'link') onlink();
    else if (id === 'take') void act.assign(ticket, live.membership.memberId);
    else if (id === 'watch') void act.watch(ticket, !watches(ticket, live));
    else if (id === 'accept') void act.accept(ticket);
    else {
      this.suggested = undefined;
      this.dialog = id;
    }
  }
}

/** The page's own way to hear nothing more of what is on it, where one is offered. */
const quiet = (): MenuEntry[] =>
  commands.all
    .filter(({ id }) => id === 'mute-object')
    .map((command) => ({
      ...{ id: command.id, label: command.label(), kbd: keyHint(command.id) },
      ...(command.icon && { icon: command.icon }),
      onpick: () => commands.run(command),
    }));

const why = (ticket: Ticket, move: TicketMove, live: Live): string | null =>
  refusalSentence(refusal(ticket, move, live.actor), 'tickets') ?? null;
