import type { ResolutionCode } from '@crossflow/domain/reference/ticket-taxonomy';
import { amendTicket, watchTicket } from '@crossflow/domain/tickets/fields';
import { assignTicket, cancelTicket, closeTicket, passTurn } from '@crossflow/domain/tickets/moves';
import type { Priority, Ticket } from '@crossflow/domain/tickets/ticket';
import { calls } from '../../kernel/calls.ts';
import type { Live, Performed } from '../../kernel/live.svelte.ts';
import { around } from '../tickets.live.ts';

/** One act on one ticket of several: a command of its own, whose refusal is told by the bar and by nothing else. */
export type BulkAct = (ticket: Ticket) => Promise<Performed>;

export const bulkActs = (live: Live) => ({
  assign:
    (memberId: string | null): BulkAct =>
    (ticket) => {
      const input = { ticketId: ticket.id, memberId };
      return live.perform({
        call: (commandId) => calls.tickets.assign.mutate({ commandId, ...input }),
        predict: () => assignTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
        quiet: true,
      });
    },

  amend:
    (changes: (ticket: Ticket) => { priority?: Priority; labels?: string[]; dueAt?: string | null }): BulkAct =>
    (ticket) => {
      const input = { ticketId: ticket.id, version: ticket.version, ...changes(ticket) };
      return live.perform({
        call: (commandId) => calls.tickets.amend.mutate({ commandId, ...input }),
        predict: () => amendTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
        quiet: true,
      });
    },

  pass:
    (to: string): BulkAct =>
    (ticket) => {
      const input = { ticketId: ticket.id, to };
      return live.perform({
        call: (commandId) => calls.tickets.pass.mutate({ commandId, ...input }),
        predict: () => passTurn(ticket, live.actor, { commandId: '', ...input }, around(live)),
        quiet: true,
      });
    },

  watch:
    (watching: boolean): BulkAct =>
    (ticket) => {
      const input = { ticketId: ticket.id, watching };
      return live.perform({
        call: (commandId) => calls.tickets.watch.mutate({ commandId, ...input }),
        predict: () => watchTicket(ticket, live.actor, { commandId: '', ...input }) ?? { changes: [], notices: [] },
        quiet: true,
      });
    },

  close:
    (resolutionCode: ResolutionCode): BulkAct =>
    (ticket) => {
      const input = { ticketId: ticket.id, resolutionCode, rootCause: '' };
      return live.perform({
        call: (commandId) => calls.tickets.close.mutate({ commandId, ...input }),
        predict: () => closeTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
        quiet: true,
      });
    },

  cancel:
    (reason: string): BulkAct =>
    (ticket) => {
      const input = { ticketId: ticket.id, reason };
      return live.perform({
        call: (commandId) => calls.tickets.cancel.mutate({ commandId, ...input }),
        predict: () => cancelTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
        quiet: true,
      });
    },

  undo: (ticket: Ticket): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.tickets.undo.mutate({ commandId, ticketId: ticket.id, version: ticket.version }),
      quiet: true,
    }),
});
