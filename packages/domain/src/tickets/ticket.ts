import type { Row } from '../record/rows.ts';
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
  readonly proposedMessageId: string | null;
  readonly acceptedMessageId: string | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly rootCause: string | null;
  readonly closedAt: string | null;
  readonly lastReplyAt: string;
  readonly lastReplyBy: string;
  /** Moved by what its audience sees; never by a private note. */
  readonly updatedAt: string;
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

export interface TicketRows {
  ticket: Ticket;
  message: Message;
  opening: Opening;
}
