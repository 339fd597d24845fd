import type { Actor } from '../access/actor.ts';
import { audienceRefusal, namesRefusal, seatBit, sees, type Audience } from '../access/audience.ts';
import { allow, Refused, type Refusal } from '../access/refusal.ts';
import { partiesOfClocks } from '../clocks/clock.ts';
import type { File } from '../files/file.ts';
import { changed, gone, reaudience, type Change, type Outcome } from '../record/change.ts';
import type { Around } from './conversation.ts';
import type { History, ShareInput } from './inputs.ts';
import { refusal, seesAs, type People } from './refusal.ts';
import type { Holding, Message, Opening, Reaction, Ticket } from './ticket.ts';

/** What hangs on a ticket, as far as the actor sees it. Files are those of its messages. */
export interface TicketContent {
  readonly messages: readonly Message[];
  readonly files: readonly File[];
  readonly openings: readonly Opening[];
  readonly holdings: readonly Holding[];
  readonly reactions: readonly Reaction[];
}

/**
 * Gives a ticket another audience. Replies, their files and marks, who opened it and who held it follow: whoever loses the ticket loses them;
 * whoever gains it gains them with the whole history, or with `from-now-on` only what is written later. Notes stay where they are.
 */
export function shareTicket(
  ticket: Ticket,
  content: TicketContent,
  actor: Actor,
  input: ShareInput,
  around: Around,
): Outcome {
  allow(refusal(ticket, 'share', actor));
  if (input.audience === ticket.audience) throw new Refused('audience-unchanged');
  allow(audienceRefusal(input.audience, actor, around.parties));
  const { audience, history, reason } = input;
  allow(answerRefusal(ticket, audience, history));
  const told = { within: ticket.id };
  const follow = followed(ticket, audience, history);
  const replies = content.messages.filter(({ kind }) => kind === 'reply');
  const attached = filesOf(replies, content.files);
  const marks = marksOn(replies, content.reactions);
  const gained = around.parties.filter(({ seat }) => sees(seatBit(seat), audience & ~ticket.audience));
  const next = shareOut(ticket, actor, audience, around);
  const { openings, holdings } = content;
  const shown = history === 'whole' ? { replies, marks, openings, holdings } : NOTHING_SHOWN;
  allow(namesRefusal(namedIn([ticket, next], shown, around), audience & ~ticket.audience, around.parties));
  return {
    changes: [
      ...reshared(ticket, next, reason),
      ...replies.flatMap((reply) => reaudience('message', reply, follow(reply.audience), told)),
      ...attached.flatMap((file) => reaudience('file', file, follow(file.audience), told)),
      ...marks.flatMap((mark) => reaudience('reaction', mark, follow(mark.audience), told)),
      ...openings.flatMap((opening) => reaudience('opening', opening, follow(opening.audience), told)),
      ...holdings.flatMap((holding) => reaudience('holding', holding, follow(holding.audience), told)),
    ],
    notices:
      gained.length === 0
        ? []
        : [{ reason: 'shared', to: { partyIds: gained.map(({ id }) => id) }, kind: 'ticket', subjectId: ticket.id }],
  };
}

/** The answer stands on the ticket itself: a company that may not read the reply it comes from may not read it there either. */
export function answerRefusal(ticket: Ticket, audience: Audience, history: History): Refusal | null {
  const gained = audience & ~ticket.audience;
  const quoted = ticket.answer !== null && ticket.acceptedMessageId !== null;
  return gained !== 0 && quoted && history === 'from-now-on' ? 'answer-comes-along' : null;
}

export interface Consequences {
  /** Companies that will see the ticket, with how many people each has. */
  readonly gains: readonly { readonly partyId: string; readonly people: number }[];
  /** Companies that lose it, and how many of their people have opened it. */
  readonly loses: readonly { readonly partyId: string; readonly people: number; readonly opened: number }[];
  /** Replies and files that gain an audience now; replies that stay as they are. */
  readonly replies: number;
  readonly files: number;
  readonly earlierReplies: number;
  /** Private notes of the actor's own company, which stay hidden whatever is chosen. */
  readonly notes: number;
  /** When the first reply that is shown was written. */
  readonly since: string | null;
}

/** What a new audience would bring, counted over what the actor sees. */
export function sharingConsequences(
  ticket: Ticket,
  content: TicketContent,
  next: Audience,
  history: History,
  { parties, members }: People,
): Consequences {
  const people = (partyId: string) => members.filter((member) => member.partyId === partyId).length;
  const within = (audience: Audience) => parties.filter(({ seat }) => sees(seatBit(seat), audience));
  const replies = content.messages.filter(({ kind }) => kind === 'reply');
  const gained = next & ~ticket.audience;
  const shown = gained !== 0 && history === 'whole' ? replies : [];
  return {
    gains: within(gained).map(({ id }) => ({ partyId: id, people: people(id) })),
    loses: within(ticket.audience & ~next).map(({ id }) => ({
      partyId: id,
      people: people(id),
      opened: content.openings.filter((opening) => opening.partyId === id).length,
    })),
    replies: shown.length,
    files: filesOf(shown, content.files).length,
    earlierReplies: replies.length - shown.length,
    notes: content.messages.length - replies.length,
    since: shown.map(({ at }) => at).toSorted()[0] ?? null,
  };
}

/** A child loses what the ticket loses; it gains what the ticket gains only with the whole history. */
const followed = (ticket: Ticket, next: Audience, history: History) => (child: Audience) =>
  (child & next) | (history === 'whole' ? next & ~ticket.audience : 0);

/** A company that loses the ticket cannot hold its turn, nor look after it, watch it or want its severity lowered. */
function shareOut(ticket: Ticket, actor: Actor, audience: Audience, around: Around): Ticket {
  const { at, parties } = around;
  const inside = new Set(parties.filter(({ seat }) => sees(seatBit(seat), audience)).map(({ id }) => id));
  const turn = inside.has(ticket.turnParty) ? {} : { turnParty: actor.partyId, turnSince: at };
  const assignees = Object.fromEntries(Object.entries(ticket.assignees).filter(([partyId]) => inside.has(partyId)));
  const watchers = ticket.watchers.filter((memberId) => seesAs(memberId, audience, around));
  const severityAsked = inside.has(ticket.severityAsked?.partyId ?? '') ? ticket.severityAsked : null;
  return { ...ticket, ...turn, assignees, watchers, severityAsked, audience, updatedAt: at };
}

interface Shown {
  readonly replies: readonly Message[];
  readonly marks: readonly Reaction[];
  readonly openings: readonly Opening[];
  readonly holdings: readonly Holding[];
}
const NOTHING_SHOWN: Shown = { replies: [], marks: [], openings: [], holdings: [] };

/** The companies that whoever gains a ticket reads of: in its row, in the row before, and in what is shown with it. */
function namedIn(
  tickets: readonly Ticket[],
  { replies, marks, openings, holdings }: Shown,
  { members }: People,
): string[] {
  const partyOf = (memberId: string) => members.filter(({ id }) => id === memberId).map(({ partyId }) => partyId);
  return [
    ...tickets.flatMap((row) => [row.raisedByParty, row.askedParty, row.turnParty, ...Object.keys(row.assignees)]),
    ...tickets.flatMap((row) => [row.lastReplyBy, row.answeredBy ?? '', ...row.watchers].flatMap(partyOf)),
    ...tickets.flatMap((row) => (row.severityAsked === null ? [] : [row.severityAsked.partyId])),
    ...tickets.flatMap((row) => partiesOfClocks(row.clocks)),
    ...replies.flatMap((row) => [row.partyId, ...(row.passedTo === null ? [] : [row.passedTo])]),
    ...replies.flatMap((row) => row.mentions.flatMap(partyOf)),
    ...[...marks, ...openings, ...holdings].map((row) => row.partyId),
  ];
}

function reshared(ticket: Ticket, next: Ticket, reason: string): Change[] {
  const lost = ticket.audience & ~next.audience;
  const verb = (next.audience & ~ticket.audience) === 0 ? 'narrowed' : 'widened';
  const change = changed('ticket', verb, ticket, next, { reason });
  return lost === 0 ? [change] : [change, gone('ticket', ticket, lost)];
}

function marksOn(messages: readonly Message[], reactions: readonly Reaction[]): Reaction[] {
  const ids = new Set(messages.map(({ id }) => id));
  return reactions.filter(({ messageId }) => ids.has(messageId));
}

function filesOf(messages: readonly Message[], files: readonly File[]): File[] {
  const ids = new Set(messages.map(({ id }) => id));
  return files.filter(({ subjectKind, subjectId }) => subjectKind === 'message' && ids.has(subjectId ?? ''));
}
