import type { Row } from '../record/rows.ts';
import type { TicketClocks } from '../clocks/clock.ts';
import type { ResolutionCode, Severity } from '../reference/ticket-taxonomy.ts';

export const ticketStates = [
  'new',
  'triaged',
  'in-progress',
  'awaiting-raiser',
  'awaiting-third-party',
  'proposed',
  'resolved',
  'closed',
  'cancelled',
] as const;
export type TicketState = (typeof ticketStates)[number];

/** How soon, among the tickets of a company; how bad is the severity. The most pressing first. */
export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

export const LABELS_AT_MOST = 10;
export const LABEL_LENGTH = 30;

/** States in which somebody has to move. */
export const openStates: readonly TicketState[] = [
  'new',
  'triaged',
  'in-progress',
  'awaiting-raiser',
  'awaiting-third-party',
  'proposed',
];
export const isOpen = (ticket: Pick<Ticket, 'state'>): boolean => openStates.includes(ticket.state);

/** A question or request between companies. Its company of origin owns it: that company alone shares it further. */
export interface Ticket extends Row {
  /** Seen by people, random: `T-7KQ4`. */
  readonly key: string;
  readonly title: string;
  /** Code of the ticket taxonomy, such as `TS-META`. */
  readonly category: string;
  readonly severity: Severity;
  /** A lower severity that another company wants and the raiser has not consented to yet. */
  readonly severityAsked: SeverityRequest | null;
  readonly priority: Priority;
  readonly labels: readonly string[];
  readonly state: TicketState;
  readonly raisedBy: string;
  readonly raisedByParty: string;
  readonly raisedAt: string;
  /** The company first asked; another one that is asked later is a third party. */
  readonly askedParty: string;
  /** The company that has to move, and since when. */
  readonly turnParty: string;
  readonly turnSince: string;
  readonly dueAt: string | null;
  /** One person in each company: party id to member id. */
  readonly assignees: Readonly<Record<string, string>>;
  /** Member ids of those who want to hear of every reply and move. */
  readonly watchers: readonly string[];
  /** Code of the unit operation it is about, such as `UP-04`, and the key of one of its parameters. */
  readonly operation: string | null;
  readonly parameter: string | null;
  readonly clocks: TicketClocks | null;
  readonly proposedMessageId: string | null;
  readonly acceptedMessageId: string | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly rootCause: string | null;
  /** The answer in short: the beginning of the accepted reply, or what the raiser wrote in its place. */
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly closedAt: string | null;
  readonly lastReplyAt: string;
  readonly lastReplyBy: string;
  /** Moved by what its audience sees; never by a private note. */
  readonly updatedAt: string;
}

/** Settled with an answer that belongs to a step of the process: whoever comes to that step next should see it. */
export const isPinned = ({ state, operation, answer }: Pick<Ticket, 'state' | 'operation' | 'answer'>): boolean =>
  operation !== null && answer !== null && (state === 'resolved' || state === 'closed');

export interface SeverityRequest {
  readonly severity: Severity;
  readonly partyId: string;
}

export const messageKinds = ['reply', 'note'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A reply to everybody who sees the ticket, or a note for the author's own company alone. */
export interface Message extends Row {
  readonly ticketId: string;
  readonly kind: MessageKind;
  /** Small markup; see markup.ts. */
  readonly body: string;
  /** The same text in the other language, added by hand by the author's company. */
  readonly twin: string | null;
  /** Who wrote the twin, and when last: one older than the newest edit may no longer say the same. */
  readonly twinBy: string | null;
  readonly twinAt: string | null;
  readonly authorId: string;
  readonly partyId: string;
  readonly at: string;
  readonly editedAt: string | null;
  /** Members told of it; everybody named here sees the message. */
  readonly mentions: readonly string[];
  readonly proposed: boolean;
  /** The company the turn went to with this reply. */
  readonly passedTo: string | null;
}

/** That a person opened a ticket, and when last. */
export interface Opening extends Row {
  readonly ticketId: string;
  readonly memberId: string;
  readonly partyId: string;
  readonly at: string;
}

/** One person's mark on a message; taken away again by the same person. Seen by whoever sees the message. */
export interface Reaction extends Row {
  readonly ticketId: string;
  readonly messageId: string;
  readonly memberId: string;
  readonly partyId: string;
  readonly mark: ReactionMark;
}
export const reactionMarks = ['agree', 'thanks', 'looking', 'question', 'done'] as const;
export type ReactionMark = (typeof reactionMarks)[number];

/** A time in which one company had the turn of a ticket. `until` is null while it has it. */
export interface Holding extends Row {
  readonly ticketId: string;
  readonly partyId: string;
  readonly since: string;
  readonly until: string | null;
}

export interface TicketRows {
  ticket: Ticket;
  message: Message;
  opening: Opening;
  reaction: Reaction;
  holding: Holding;
}
