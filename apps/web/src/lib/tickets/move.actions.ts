import {
  askSeverity,
  consentToSeverity,
  declineSeverity,
  triageTicket,
  watchTicket,
} from '@crossflow/domain/tickets/fields';
import { askForInformation } from '@crossflow/domain/tickets/conversation';
import type { ResolveInput, TriageInput } from '@crossflow/domain/tickets/inputs';
import { mergeTicket } from '@crossflow/domain/tickets/merge';
import { resolveTicket } from '@crossflow/domain/tickets/moves';
import type { Severity } from '@crossflow/domain/reference/ticket-taxonomy';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { calls } from '../kernel/calls.ts';
import { newId } from '../kernel/ids.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';
import type { Written } from './tickets.actions.ts';
import { around, linkBetween } from './tickets.live.ts';

type Said<Input> = Omit<Input, 'commandId' | 'ticketId' | 'version'>;
const NOTHING = { changes: [], notices: [] };

/** The moves that sort a ticket, settle it or end it for another one. */
export const moveActions = (live: Live) => ({
  ask(ticket: Ticket, { body, mentions, fileIds }: Written, partyId: string): Promise<Performed> {
    const said = { body, mentions: [...mentions], fileIds: [...fileIds] };
    const input = { ticketId: ticket.id, messageId: newId(), partyId, ...said };
    return live.perform({
      call: (commandId) => calls.tickets.ask.mutate({ commandId, ...input }),
      predict: () => askForInformation(ticket, live.actor, { commandId: '', ...input }, around(live)),
      offline: fileIds.length > 0 ? 'refuse' : 'queue',
    });
  },

  triage(ticket: Ticket, sorted: Said<TriageInput>): Promise<Performed> {
    const input = { ticketId: ticket.id, version: ticket.version, ...sorted };
    return live.perform({
      call: (commandId) => calls.tickets.triage.mutate({ commandId, ...input }),
      predict: () => triageTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  resolve(ticket: Ticket, how: Said<ResolveInput>): Promise<Performed> {
    const input = { ticketId: ticket.id, ...how };
    const message = live.get('message', how.messageId) ?? null;
    return live.perform({
      call: (commandId) => calls.tickets.resolve.mutate({ commandId, ...input }),
      predict: () => resolveTicket(ticket, message, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  askSeverity(ticket: Ticket, severity: Severity): Promise<Performed> {
    const input = { ticketId: ticket.id, severity };
    return live.perform({
      call: (commandId) => calls.tickets.askSeverity.mutate({ commandId, ...input }),
      predict: () => askSeverity(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  consent(ticket: Ticket, severity: Severity): Promise<Performed> {
    const input = { ticketId: ticket.id, severity };
    return live.perform({
      call: (commandId) => calls.tickets.consent.mutate({ commandId, ...input }),
      predict: () => consentToSeverity(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  decline(ticket: Ticket, severity: Severity): Promise<Performed> {
    const input = { ticketId: ticket.id, severity };
    return live.perform({
      call: (commandId) => calls.tickets.decline.mutate({ commandId, ...input }),
      predict: () => declineSeverity(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  watch(ticket: Ticket, watching: boolean): Promise<Performed> {
    const input = { ticketId: ticket.id, watching };
    return live.perform({
      call: (commandId) => calls.tickets.watch.mutate({ commandId, ...input }),
      predict: () => watchTicket(ticket, live.actor, { commandId: '', ...input }) ?? NOTHING,
      offline: 'queue',
    });
  },

  merge(ticket: Ticket, into: Ticket): Promise<Performed> {
    const input = { ticketId: ticket.id, intoId: into.id, linkId: newId() };
    const known = linkBetween(ticket.id, into.id, live) ?? null;
    return live.perform({
      call: (commandId) => calls.tickets.merge.mutate({ commandId, ...input }),
      predict: () => mergeTicket(ticket, into, known, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  /** Takes back the act that gave the ticket this version. Only the record knows what it was before, so nothing is predicted. */
  undo: (ticketId: string, version: number): Promise<Performed> =>
    live.perform({ call: (commandId) => calls.tickets.undo.mutate({ commandId, ticketId, version }) }),
});
