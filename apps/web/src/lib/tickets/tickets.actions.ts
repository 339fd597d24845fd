import type { Audience } from '@crossflow/domain/access/audience';
import { noteOnTicket, replyToTicket } from '@crossflow/domain/tickets/conversation';
import type { AmendInput, CloseInput, History, RaiseInput } from '@crossflow/domain/tickets/inputs';
import { amendTicket } from '@crossflow/domain/tickets/fields';
import {
  acceptAnswer,
  assignTicket,
  cancelTicket,
  closeTicket,
  passTurn,
  rejectAnswer,
  reopenTicket,
} from '@crossflow/domain/tickets/moves';
import type { Message, ReactionMark, Ticket } from '@crossflow/domain/tickets/ticket';
import { ownMark, reactTo, takeBackReaction } from '@crossflow/domain/tickets/reactions';
import type { LinkableKind } from '@crossflow/domain/links/link';
import { calls } from '../kernel/calls.ts';
import { newId } from '../kernel/ids.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';
import { moveActions } from './move.actions.ts';
import { around } from './tickets.live.ts';

/** What a composer sends. */
export interface Written {
  readonly body: string;
  readonly mentions: readonly string[];
  readonly fileIds: readonly string[];
}
type WithoutCommand<Input> = Omit<Input, 'commandId' | 'ticketId'>;

/** Every act on a ticket: predicted with the domain's own move, then sent. */
export const ticketActions = (live: Live) => ({
  ...moveActions(live),

  /** Not predicted: the key comes from the server. */
  raise: (input: Omit<RaiseInput, 'commandId'>): Promise<Performed> =>
    live.perform({ call: (commandId) => calls.tickets.raise.mutate({ commandId, ...input }), quiet: true }),

  /** Links a new ticket with what it is about, `batch/<id>`; the object is on its page even where this fails. */
  linkTo(ticketId: string, object: string): Promise<Performed> {
    const [kind = '', id = ''] = object.split('/');
    const to = { kind: kind as LinkableKind, id };
    const from = { kind: 'ticket' as const, id: ticketId };
    return live.perform({
      call: (commandId) => calls.links.link.mutate({ commandId, linkId: newId(), from, to }),
      quiet: true,
    });
  },

  reply(ticket: Ticket, written: Written, turn: { proposed: boolean; passTo: string | null }): Promise<Performed> {
    const input = { ticketId: ticket.id, messageId: newId(), ...turn, ...plain(written) };
    return live.perform({
      call: (commandId) => calls.tickets.reply.mutate({ commandId, ...input }),
      predict: () => replyToTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
      offline: written.fileIds.length > 0 ? 'refuse' : 'queue',
    });
  },

  note(ticket: Ticket, written: Written): Promise<Performed> {
    const input = { ticketId: ticket.id, messageId: newId(), ...plain(written) };
    return live.perform({
      call: (commandId) => calls.tickets.note.mutate({ commandId, ...input }),
      predict: () => noteOnTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
      offline: written.fileIds.length > 0 ? 'refuse' : 'queue',
    });
  },

  edit: (message: Message, body: string): Promise<Performed> =>
    live.perform({
      call: (commandId) =>
        calls.tickets.edit.mutate({ commandId, messageId: message.id, version: message.version, body }),
    }),

  translate: (message: Message, twin: string): Promise<Performed> =>
    live.perform({
      call: (commandId) =>
        calls.tickets.translate.mutate({ commandId, messageId: message.id, version: message.version, twin }),
    }),

  /** Puts the mark, or takes one's own back. */
  react(message: Message, mark: ReactionMark): Promise<Performed> {
    const known = live.where('reaction', 'messageId', message.id);
    const own = ownMark(known, live.actor, message.id, mark);
    if (own !== undefined)
      return live.perform({
        call: (commandId) => calls.tickets.unreact.mutate({ commandId, reactionId: own.id }),
        predict: () => takeBackReaction(own, live.actor),
        offline: 'queue',
      });
    const input = { reactionId: newId(), messageId: message.id, mark };
    return live.perform({
      call: (commandId) => calls.tickets.react.mutate({ commandId, ...input }),
      predict: () => reactTo(message, known, live.actor, input) ?? { changes: [], notices: [] },
      offline: 'queue',
    });
  },

  pass: (ticket: Ticket, to: string): Promise<Performed> => {
    const input = { ticketId: ticket.id, to };
    return live.perform({
      call: (commandId) => calls.tickets.pass.mutate({ commandId, ...input }),
      predict: () => passTurn(ticket, live.actor, { commandId: '', ...input }, around(live)),
      offline: 'queue',
    });
  },

  accept: (ticket: Ticket): Promise<Performed> => {
    const input = { ticketId: ticket.id };
    const proposal = live.get('message', ticket.proposedMessageId) ?? null;
    return live.perform({
      call: (commandId) => calls.tickets.accept.mutate({ commandId, ...input }),
      predict: () => acceptAnswer(ticket, proposal, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  reject(ticket: Ticket, reason: string): Promise<Performed> {
    const input = { ticketId: ticket.id, reason };
    const proposal = live.get('message', ticket.proposedMessageId) ?? { partyId: ticket.askedParty };
    return live.perform({
      call: (commandId) => calls.tickets.reject.mutate({ commandId, ...input }),
      predict: () => rejectAnswer(ticket, proposal, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  close(ticket: Ticket, how: WithoutCommand<CloseInput>): Promise<Performed> {
    const input = { ticketId: ticket.id, ...how };
    return live.perform({
      call: (commandId) => calls.tickets.close.mutate({ commandId, ...input }),
      predict: () => closeTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  cancel(ticket: Ticket, reason: string): Promise<Performed> {
    const input = { ticketId: ticket.id, reason };
    return live.perform({
      call: (commandId) => calls.tickets.cancel.mutate({ commandId, ...input }),
      predict: () => cancelTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  reopen(ticket: Ticket, reason: string, turnParty: string): Promise<Performed> {
    const input = { ticketId: ticket.id, reason, turnParty };
    return live.perform({
      call: (commandId) => calls.tickets.reopen.mutate({ commandId, ...input }),
      predict: () => reopenTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  assign(ticket: Ticket, memberId: string | null): Promise<Performed> {
    const input = { ticketId: ticket.id, memberId };
    return live.perform({
      call: (commandId) => calls.tickets.assign.mutate({ commandId, ...input }),
      predict: () => assignTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  amend(ticket: Ticket, changes: Omit<WithoutCommand<AmendInput>, 'version'>): Promise<Performed> {
    const input = { ticketId: ticket.id, version: ticket.version, ...changes };
    return live.perform({
      call: (commandId) => calls.tickets.amend.mutate({ commandId, ...input }),
      predict: () => amendTicket(ticket, live.actor, { commandId: '', ...input }, around(live)),
    });
  },

  /** Never queued, never predicted: what leaves the company leaves it when the server says so. */
  share: (ticket: Ticket, audience: Audience, history: History, reason: string): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.tickets.share.mutate({ commandId, ticketId: ticket.id, audience, history, reason }),
      quiet: true,
    }),

  /** Says that this person has seen what is there; a failure is of no interest to anybody. */
  open: (ticket: Ticket): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.tickets.open.mutate({ commandId, ticketId: ticket.id, openingId: newId() }),
      quiet: true,
    }),
});

const plain = ({ body, mentions, fileIds }: Written) => ({ body, mentions: [...mentions], fileIds: [...fileIds] });
