import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Outcome } from '@crossflow/domain/record/change';
import {
  askForInformation,
  editMessage,
  noteOnTicket,
  openTicket,
  raiseTicket,
  replyToTicket,
  translateMessage,
  type Around,
} from '@crossflow/domain/tickets/conversation';
import {
  amendTicket,
  askSeverity,
  consentToSeverity,
  declineSeverity,
  triageTicket,
  watchTicket,
} from '@crossflow/domain/tickets/fields';
import type * as inputs from '@crossflow/domain/tickets/inputs';
import { mergeTicket } from '@crossflow/domain/tickets/merge';
import {
  acceptAnswer,
  assignTicket,
  cancelTicket,
  closeTicket,
  passTurn,
  rejectAnswer,
  reopenTicket,
  resolveTicket,
} from '@crossflow/domain/tickets/moves';
import { ownMark, reactTo, takeBackReaction } from '@crossflow/domain/tickets/reactions';
import { shareTicket } from '@crossflow/domain/tickets/sharing';
import type { Message, Ticket } from '@crossflow/domain/tickets/ticket';
import { undoMove } from '@crossflow/domain/tickets/undo';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import type { Tx } from '../kernel/unit-of-work/tx.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import {
  actOf,
  aroundOf,
  contentOf,
  linkBetween,
  readConsequences,
  readHistory,
  readThread,
  readVersions,
  type Sharing,
} from './tickets.reads.ts';
import { openingTable, reactionTable } from './tickets.table.ts';

@Injectable()
export class TicketsService {
  readonly work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.work = work;
  }

  raise(caller: Caller, input: inputs.RaiseInput) {
    return this.work.run(caller, input, async (tx) => {
      const outcome = raiseTicket(tx.actor, input, tx.randomKey('T'), await aroundOf(tx));
      const attached = await tx.attach(input.fileIds, 'message', input.messageId, input.audience);
      return tx.record(withChanges(outcome, attached), input.ticketId);
    });
  }

  reply(caller: Caller, input: inputs.ReplyInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const outcome = replyToTicket(ticket, tx.actor, input, await aroundOf(tx));
      const attached = await tx.attach(input.fileIds, 'message', input.messageId, ticket.audience);
      return tx.record(withChanges(outcome, attached), input.messageId);
    });
  }

  ask(caller: Caller, input: inputs.AskInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const outcome = askForInformation(ticket, tx.actor, input, await aroundOf(tx));
      const attached = await tx.attach(input.fileIds, 'message', input.messageId, ticket.audience);
      return tx.record(withChanges(outcome, attached), input.messageId);
    });
  }

  note(caller: Caller, input: inputs.NoteInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const outcome = noteOnTicket(ticket, tx.actor, input, await aroundOf(tx));
      const attached = await tx.attach(input.fileIds, 'message', input.messageId, tx.actor.seat);
      return tx.record(withChanges(outcome, attached), input.messageId);
    });
  }

  edit(caller: Caller, input: inputs.EditInput) {
    return this.onMessage(caller, input, (tx, ticket, message) =>
      editMessage(ticket, message, tx.actor, input, tx.now),
    );
  }

  translate(caller: Caller, input: inputs.TranslateInput) {
    return this.onMessage(caller, input, (tx, ticket, message) =>
      translateMessage(ticket, message, tx.actor, input, tx.now),
    );
  }

  react(caller: Caller, input: inputs.ReactInput) {
    return this.work.run(caller, input, async (tx) => {
      const message = await tx.load('message', input.messageId);
      const known = await tx.select(reactionTable, eq(reactionTable.messageId, message.id));
      const outcome = reactTo(message, known, tx.actor, input);
      const id = ownMark(known, tx.actor, message.id, input.mark)?.id ?? input.reactionId;
      return tx.record(outcome ?? NOTHING, id);
    });
  }

  unreact(caller: Caller, input: inputs.UnreactInput) {
    return this.work.run(caller, input, async (tx) => {
      const reaction = await tx.load('reaction', input.reactionId);
      return tx.record(takeBackReaction(reaction, tx.actor), reaction.id);
    });
  }

  pass(caller: Caller, input: inputs.PassInput) {
    return this.onTicket(caller, input, passTurn);
  }

  triage(caller: Caller, input: inputs.TriageInput) {
    return this.onTicket(caller, input, triageTicket);
  }

  accept(caller: Caller, input: inputs.AcceptInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const proposal = ticket.proposedMessageId === null ? null : await tx.find('message', ticket.proposedMessageId);
      return tx.record(acceptAnswer(ticket, proposal, tx.actor, input, { at: tx.now }), ticket.id);
    });
  }

  /** A reply that is hidden is not there. */
  resolve(caller: Caller, input: inputs.ResolveInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const message = input.messageId === null ? null : await tx.load('message', input.messageId);
      return tx.record(resolveTicket(ticket, message, tx.actor, input, { at: tx.now }), ticket.id);
    });
  }

  reject(caller: Caller, input: inputs.RejectInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const proposal = ticket.proposedMessageId === null ? null : await tx.find('message', ticket.proposedMessageId);
      const from = proposal ?? { partyId: ticket.askedParty };
      return tx.record(rejectAnswer(ticket, from, tx.actor, input, { at: tx.now }), ticket.id);
    });
  }

  close(caller: Caller, input: inputs.CloseInput) {
    return this.onTicket(caller, input, closeTicket);
  }

  cancel(caller: Caller, input: inputs.CancelInput) {
    return this.onTicket(caller, input, cancelTicket);
  }

  reopen(caller: Caller, input: inputs.ReopenInput) {
    return this.onTicket(caller, input, reopenTicket);
  }

  assign(caller: Caller, input: inputs.AssignInput) {
    return this.onTicket(caller, input, assignTicket);
  }

  amend(caller: Caller, input: inputs.AmendInput) {
    return this.onTicket(caller, input, amendTicket);
  }

  askSeverity(caller: Caller, input: inputs.AskSeverityInput) {
    return this.onTicket(caller, input, askSeverity);
  }

  consent(caller: Caller, input: inputs.ConsentInput) {
    return this.onTicket(caller, input, consentToSeverity);
  }

  decline(caller: Caller, input: inputs.DeclineInput) {
    return this.onTicket(caller, input, declineSeverity);
  }

  watch(caller: Caller, input: inputs.WatchInput) {
    return this.onTicket(caller, input, watchTicket);
  }

  /** Both are locked in one order, so that two people who merge them into each other do not wait for ever. */
  merge(caller: Caller, input: inputs.MergeInput) {
    return this.work.run(caller, input, async (tx) => {
      for (const id of [input.ticketId, input.intoId].toSorted()) await tx.load('ticket', id);
      const [ticket, into] = [await tx.load('ticket', input.ticketId), await tx.load('ticket', input.intoId)];
      const known = await linkBetween(tx, ticket.id, into.id);
      return tx.record(mergeTicket(ticket, into, known, tx.actor, input, { at: tx.now }), ticket.id);
    });
  }

  undo(caller: Caller, input: inputs.UndoInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const act = await actOf(tx, ticket.id, input.version);
      return tx.record(undoMove(ticket, act, tx.actor, tx.now), ticket.id);
    });
  }

  share(caller: Caller, input: inputs.ShareInput) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      const content = await contentOf(tx, ticket.id);
      return tx.record(shareTicket(ticket, content, tx.actor, input, await aroundOf(tx)), ticket.id);
    });
  }

  /** Any id is taken without a word: a page may say that it was opened after it was withdrawn, and this door tells of neither. */
  open(caller: Caller, input: inputs.OpenInput) {
    return this.work.run(caller, input, async (tx) => {
      const [ticket] = await tx.rowsOf('ticket', [input.ticketId]);
      if (ticket === undefined) return tx.record(NOTHING, input.openingId);
      const own = and(eq(openingTable.ticketId, ticket.id), eq(openingTable.memberId, tx.actor.memberId));
      const [known] = await tx.select(openingTable, own);
      const outcome = openTicket(ticket, known ?? null, tx.actor, input, tx.now);
      return tx.record(outcome ?? NOTHING, known?.id ?? input.openingId);
    });
  }

  thread(caller: Caller, ticketId: string) {
    return this.work.read(caller, (tx) => readThread(tx, ticketId));
  }

  history(caller: Caller, ticketId: string) {
    return this.work.read(caller, (tx, connection) => readHistory(tx, connection, ticketId));
  }

  versions(caller: Caller, messageId: string) {
    return this.work.read(caller, (tx, connection) => readVersions(tx, connection, messageId));
  }

  /** What this person has opened, and when: whether something is new in a list. */
  opened(caller: Caller) {
    return this.work.read(caller, async (tx) => ({
      opening: await tx.select(openingTable, eq(openingTable.memberId, tx.actor.memberId), asc(openingTable.id)),
    }));
  }

  consequences(caller: Caller, sharing: Sharing) {
    return this.work.read(caller, (tx) => readConsequences(tx, sharing));
  }

  private onTicket<Input extends { commandId: string; ticketId: string }>(
    caller: Caller,
    input: Input,
    move: (ticket: Ticket, actor: Tx['actor'], input: Input, around: Around) => Outcome | null,
  ) {
    return this.work.run(caller, input, async (tx) => {
      const ticket = await tx.load('ticket', input.ticketId);
      return tx.record(move(ticket, tx.actor, input, await aroundOf(tx)) ?? NOTHING, ticket.id);
    });
  }

  private onMessage<Input extends { commandId: string; messageId: string }>(
    caller: Caller,
    input: Input,
    move: (tx: Tx, ticket: Ticket, message: Message) => Outcome,
  ) {
    return this.work.run(caller, input, async (tx) => {
      const message = await tx.find('message', input.messageId);
      if (message === null) throw new Refused('not-found');
      // One's own note outlives the ticket that was withdrawn: it is seen, and can no longer be moved.
      if ((await tx.find('ticket', message.ticketId)) === null) throw new Refused('not-in-this-state');
      const ticket = await tx.load('ticket', message.ticketId);
      return tx.record(move(tx, ticket, await tx.load('message', message.id)), message.id);
    });
  }
}

const NOTHING: Outcome = { changes: [], notices: [] };

const withChanges = (outcome: Outcome, more: Outcome['changes']): Outcome => ({
  ...outcome,
  changes: [...outcome.changes, ...more],
});
