import { roleRefusal, type Actor } from '../access/actor.ts';
import { audienceRefusal } from '../access/audience.ts';
import { allow, Refused } from '../access/refusal.ts';
import { changed, created, type Notice, type Outcome } from '../record/change.ts';
import type { AskInput, EditInput, NoteInput, OpenInput, RaiseInput, ReplyInput, TranslateInput } from './inputs.ts';
import { editRefusal, mentionRefusal, refusal, turnRefusal, type People } from './refusal.ts';
import type { Message, Opening, Ticket } from './ticket.ts';
import { requireParameter } from './fields.ts';
import { afterTurn, mentioned, watchersTold, watching, yourTurn } from './turn.ts';

/** The instant of the move, and the companies and people the actor knows of. */
export interface Around extends People {
  readonly at: string;
}

/** A new ticket with its question as the first reply. `key` is made by the server. */
export function raiseTicket(actor: Actor, input: RaiseInput, key: string, around: Around): Outcome {
  allow(roleRefusal(actor));
  allow(audienceRefusal(input.audience, actor, around.parties));
  allow(turnRefusal(input.turnParty, input.audience, around.parties));
  allow(mentionRefusal(input.mentions, input.audience, around));
  requireParameter(input.operation ?? null, input.parameter ?? null);
  const ticket = newTicket(actor, input, key, around.at);
  const question = newMessage(ticket, actor, { ...input, proposed: false, passTo: input.turnParty }, around.at);
  return {
    changes: [created('ticket', 'raised', ticket), created('message', 'posted', question, { within: ticket.id })],
    notices: [...yourTurn(ticket, actor), ...mentioned(ticket.id, input.mentions, actor)],
  };
}

/** A reply to all who see the ticket; with `passTo` it hands the turn on, `proposed` asks the raiser to accept it. */
export function replyToTicket(ticket: Ticket, actor: Actor, input: ReplyInput, around: Around): Outcome {
  allow(refusal(ticket, 'reply', actor));
  allow(mentionRefusal(input.mentions, ticket.audience, around));
  const next = afterReply(ticket, actor, input, around);
  const reply = newMessage(ticket, actor, input, around.at);
  return posted(ticket, next, reply, replyVerb(input), actor);
}

/** A reply that wants something of another company, which gets the turn until it has given it. */
export function askForInformation(ticket: Ticket, actor: Actor, input: AskInput, around: Around): Outcome {
  allow(refusal(ticket, 'ask', actor));
  if (input.partyId === actor.partyId) throw new Refused('ask-another-company');
  allow(turnRefusal(input.partyId, ticket.audience, around.parties));
  allow(mentionRefusal(input.mentions, ticket.audience, around));
  const next: Ticket = {
    ...ticket,
    ...afterTurn(ticket, input.partyId, actor, around.at),
    ...spoken(ticket, actor, input.mentions, around.at),
  };
  const question = newMessage(ticket, actor, { ...input, proposed: false, passTo: input.partyId }, around.at);
  return posted(ticket, next, question, 'asked', actor);
}

/** A note for the author's own company alone. The ticket's row stays untouched: another company must not see it move. */
export function noteOnTicket(ticket: Ticket, actor: Actor, input: NoteInput, around: Around): Outcome {
  allow(refusal(ticket, 'note', actor));
  allow(mentionRefusal(input.mentions, actor.seat, around));
  const note: Message = {
    ...newMessage(ticket, actor, { ...input, proposed: false, passTo: null }, around.at),
    kind: 'note',
    audience: actor.seat,
  };
  return {
    changes: [created('message', 'noted', note, { within: ticket.id })],
    notices: mentioned(ticket.id, input.mentions, actor),
  };
}

export function editMessage(ticket: Ticket, message: Message, actor: Actor, input: EditInput, at: string): Outcome {
  allow(editRefusal(ticket, message, actor));
  requireFresh(message, input.version);
  const next: Message = { ...message, body: input.body, editedAt: at };
  return { changes: [changed('message', 'edited', message, next, { within: ticket.id })], notices: [] };
}

/** Sets, confirms or clears the text's twin in the other language; anybody of the author's company may. */
export function translateMessage(
  ticket: Ticket,
  message: Message,
  actor: Actor,
  input: TranslateInput,
  at: string,
): Outcome {
  allow(roleRefusal(actor));
  if (message.partyId !== actor.partyId) throw new Refused('not-your-company');
  requireFresh(message, input.version);
  const twin = input.twin.trim() === '' ? null : input.twin;
  const written = twin === null ? { twinBy: null, twinAt: null } : { twinBy: actor.memberId, twinAt: at };
  const next: Message = { ...message, twin, ...written };
  return { changes: [changed('message', 'translated', message, next, { within: ticket.id })], notices: [] };
}

/** Whether the words were edited after their twin was written or last confirmed. */
export const isTwinStale = ({ twin, twinAt, editedAt }: Message): boolean =>
  twin !== null && editedAt !== null && (twinAt === null || twinAt < editedAt);

/** That the actor has opened the ticket; `null` where what is already recorded says enough. */
export function openTicket(
  ticket: Ticket,
  known: Opening | null,
  actor: Actor,
  input: OpenInput,
  at: string,
): Outcome | null {
  const { id: ticketId, programId, audience } = ticket;
  if (known === null) {
    const { memberId, partyId } = actor;
    const opening: Opening = { id: input.openingId, programId, audience, version: 1, ticketId, memberId, partyId, at };
    return { changes: [created('opening', 'opened', opening, { within: ticketId })], notices: [] };
  }
  if (known.at >= ticket.lastReplyAt && known.audience === audience) return null;
  return {
    changes: [changed('opening', 'opened', known, { ...known, audience, at }, { within: ticketId })],
    notices: [],
  };
}

function newTicket(actor: Actor, input: RaiseInput, key: string, at: string): Ticket {
  return {
    id: input.ticketId,
    programId: actor.programId,
    audience: input.audience,
    version: 1,
    key,
    title: input.title,
    category: input.category,
    severity: input.severity,
    severityAsked: null,
    priority: input.priority ?? 'normal',
    labels: [...new Set(input.labels)],
    state: 'new',
    raisedBy: actor.memberId,
    raisedByParty: actor.partyId,
    raisedAt: at,
    askedParty: input.turnParty,
    turnParty: input.turnParty,
    turnSince: at,
    dueAt: input.dueAt,
    assignees: {},
    watchers: watching([], actor.memberId, ...input.mentions),
    operation: input.operation ?? null,
    parameter: input.parameter ?? null,
    clocks: null,
    proposedMessageId: null,
    acceptedMessageId: null,
    resolutionCode: null,
    rootCause: null,
    answer: null,
    answeredBy: null,
    answeredAt: null,
    closedAt: null,
    lastReplyAt: at,
    lastReplyBy: actor.memberId,
    updatedAt: at,
  };
}

type Posted = Pick<ReplyInput, 'messageId' | 'body' | 'mentions' | 'proposed' | 'passTo'>;

function newMessage(ticket: Ticket, actor: Actor, input: Posted, at: string): Message {
  return {
    id: input.messageId,
    programId: ticket.programId,
    audience: ticket.audience,
    version: 1,
    ticketId: ticket.id,
    kind: 'reply',
    body: input.body,
    twin: null,
    twinBy: null,
    twinAt: null,
    authorId: actor.memberId,
    partyId: actor.partyId,
    at,
    editedAt: null,
    mentions: [...new Set(input.mentions)],
    proposed: input.proposed,
    passedTo: input.passTo,
  };
}

const spoken = (ticket: Ticket, actor: Actor, mentions: readonly string[], at: string) => ({
  watchers: watching(ticket.watchers, actor.memberId, ...mentions),
  lastReplyAt: at,
  lastReplyBy: actor.memberId,
  updatedAt: at,
});

function posted(ticket: Ticket, next: Ticket, message: Message, verb: string, actor: Actor): Outcome {
  const turn: Notice[] = next.turnParty === ticket.turnParty ? [] : yourTurn(next, actor);
  return {
    changes: [changed('ticket', verb, ticket, next), created('message', 'posted', message, { within: ticket.id })],
    notices: [...turn, ...mentioned(ticket.id, message.mentions, actor), ...watchersTold(ticket, actor)],
  };
}

function afterReply(ticket: Ticket, actor: Actor, input: ReplyInput, around: Around): Ticket {
  const replied: Ticket = { ...ticket, ...spoken(ticket, actor, input.mentions, around.at) };
  if (input.proposed) {
    allow(refusal(ticket, 'propose', actor));
    const proposed: Ticket = { ...replied, state: 'proposed', proposedMessageId: input.messageId };
    return { ...proposed, ...turnTo(ticket, ticket.raisedByParty, around.at) };
  }
  if (input.passTo !== null) {
    allow(refusal(ticket, 'pass', actor));
    allow(turnRefusal(input.passTo, ticket.audience, around.parties));
    return { ...replied, ...afterTurn(ticket, input.passTo, actor, around.at) };
  }
  const taken = (ticket.state === 'new' || ticket.state === 'triaged') && actor.partyId !== ticket.raisedByParty;
  return taken ? { ...replied, state: 'in-progress' } : replied;
}

const turnTo = (ticket: Ticket, partyId: string, at: string) =>
  partyId === ticket.turnParty ? {} : { turnParty: partyId, turnSince: at };

function replyVerb({ proposed, passTo }: ReplyInput): string {
  if (proposed) return 'proposed';
  return passTo === null ? 'replied' : 'passed';
}

function requireFresh(row: Message, version: number): void {
  if (row.version !== version) throw new Refused('stale', row);
}
