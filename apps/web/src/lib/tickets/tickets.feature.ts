import { withClocks } from '@crossflow/domain/clocks/keep-time';
import { clockStanding } from '@crossflow/domain/clocks/present-clock';
import { isOpen, isPinned, type ReactionMark, type Ticket } from '@crossflow/domain/tickets/ticket';
import { plainText } from '@crossflow/domain/tickets/markup';
import { m } from '@crossflow/i18n';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Eye from '@lucide/svelte/icons/eye';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Reply from '@lucide/svelte/icons/reply';
import SmilePlus from '@lucide/svelte/icons/smile-plus';
import { shortName } from '../kernel/audience.ts';
import { turnAge } from '../kernel/clock-words.ts';
import { clock } from '../kernel/clock.svelte.ts';
import type { Feature, Hit, PinnedAnswer, Pointed, StateClause } from '../kernel/feature.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { matchRank } from '../kernel/match.ts';
import { ticketsAtOnce } from './at-once.ts';
import { reactionWord } from './reactions.live.ts';
import { ticketEntrySentence } from './ticket-sentences.ts';
import { ownTickets, ticketDrafts, waitingTickets } from './ticket-work.ts';
import { ticketByKey } from './tickets.live.ts';

const verbs = [
  'raised', 'replied', 'passed', 'proposed', 'accepted', 'rejected', 'closed', 'cancelled',
  'reopened', 'assigned', 'amended', 'widened', 'narrowed', 'breached', 'asked', 'triaged', 'resolved', 'severity-asked', 'consented',
  'declined', 'watched', 'unwatched', 'merged', 'absorbed', 'undone',
] as const; // oxfmt-ignore

export const tickets: Feature = {
  ...ticketsAtOnce,
  kinds: {
    ticket: {
      icon: MessagesSquare,
      word: m.tickets_word,
      title: (ticket) => ticket.title,
      key: (ticket) => ticket.key,
      path: (ticket) => `/t/${ticket.key}`,
    },
    message: {
      icon: Reply,
      word: m.tickets_message,
      title: (message, live) => live.get('ticket', message.ticketId)?.title ?? m.tickets_message(),
      key: () => null,
      path: (message, live) => pathOf(live.get('ticket', message.ticketId), message.id),
      text: ({ id, ticketId, body, twin, at, authorId, proposed }, live) => ({
        texts: [body, twin ?? ''].map(plainText),
        at,
        by: authorId,
        answers: proposed || live.get('ticket', ticketId)?.acceptedMessageId === id,
      }),
    },
    holding: {
      icon: Hourglass,
      word: m.clocks_holding,
      title: (holding, live) => live.get('ticket', holding.ticketId)?.title ?? m.clocks_holding(),
      path: (holding, live) => pathOf(live.get('ticket', holding.ticketId)),
    },
    opening: {
      icon: Eye,
      word: m.tickets_opening,
      title: (opening, live) => live.get('ticket', opening.ticketId)?.title ?? m.tickets_opening(),
      path: (opening, live) => pathOf(live.get('ticket', opening.ticketId)),
    },
    reaction: {
      icon: SmilePlus,
      word: m.tickets_reaction,
      title: (reaction, live) => live.get('ticket', reaction.ticketId)?.title ?? m.tickets_reaction(),
      path: (reaction, live) => pathOf(live.get('ticket', reaction.ticketId), reaction.messageId),
    },
  },
  panels: [{ id: 'age-matrix', slot: 'left', order: 10, band: 3, component: () => import('./AgeMatrix.svelte') }],
  state: stateOf,
  waiting: waitingTickets,
  own: ownTickets,
  drafts: ticketDrafts,
  pinned: pinnedTo,
  completes: (outcome, live) => {
    const by = live.membership.partyId;
    return withClocks(outcome, { at: new Date().toISOString(), by, parties: live.rows('party') });
  },
  search: (query, scope, live) => (scope === null || scope === 'ticket' ? found(query, live) : []),
  leadsTo,
  sentences: {
    ...Object.fromEntries(verbs.map((verb) => [`ticket.${verb}`, ticketEntrySentence])),
    'message.posted': () => m.tickets_entry_replied(),
    'message.noted': () => m.tickets_entry_noted(),
    'message.edited': () => m.tickets_entry_edited(),
    'message.translated': () => m.tickets_entry_translated(),
    'reaction.reacted': ({ after }) =>
      m.tickets_entry_reacted({ mark: reactionWord((after as { mark: ReactionMark }).mark) }),
    'reaction.unreacted': () => m.tickets_entry_unreacted(),
    'opening.opened': () => m.tickets_entry_opened(),
  },
};

function found(query: string, live: Live): Hit[] {
  return live.rows('ticket').flatMap(({ id, key, title, audience, state }) => {
    const rank = Math.max(matchRank(query, [title]) && Math.min(2, matchRank(query, [title])), matchRank(query, [key]));
    return rank === 0
      ? []
      : [
          {
            id,
            kind: 'ticket' as const,
            title,
            key,
            path: `/t/${key}`,
            audience,
            rank: isOpen({ state }) ? rank : rank - 0.5,
          },
        ];
  });
}

/** The message that an address ends with, else the ticket of the key. */
function leadsTo(word: string, rest: string, live: Live): Pointed | null {
  const message = live.get('message', /#m-(.+)$/.exec(rest)?.[1]);
  const ticket = message ? live.get('ticket', message.ticketId) : ticketByKey(word, live);
  if (ticket === undefined) return null;
  if (message === undefined) return { label: ticket.key, audience: ticket.audience };
  return { label: m.tickets_message_of({ key: ticket.key }), audience: message.audience };
}

function pinnedTo(operation: string, live: Live): PinnedAnswer[] {
  return live
    .where('ticket', 'operation', operation)
    .filter(isPinned)
    .map(({ id, key, title, answer, audience, parameter, answeredBy, answeredAt, updatedAt }) => ({
      ...{ id, kind: 'ticket', key, title, answer: answer ?? '', path: `/t/${key}` },
      ...{ audience, parameter, memberId: answeredBy, at: answeredAt ?? updatedAt },
    }));
}

function stateOf(live: Live): StateClause[] {
  const open = live.rows('ticket').filter(isOpen);
  const ours = open.filter((ticket) => ticket.turnParty === live.membership.partyId);
  const text = m.tickets_state_clause({ n: ours.length });
  const count = ours.length === 0 ? [] : [{ weight: 40, text, bold: [String(ours.length)] }];
  return [...count, ...longestWait(open, live)];
}

/** The ticket past its time that has waited longest, by name. */
function longestWait(open: readonly Ticket[], live: Live): StateClause[] {
  const late = open.filter((ticket) => clockStanding(ticket, clock.now) === 'breached');
  const [longest] = late.toSorted((a, b) => (a.turnSince < b.turnSince ? -1 : 1));
  const party = live.get('party', longest?.turnParty);
  if (longest === undefined || party === undefined) return [];
  const { key } = longest;
  const told = { key, age: turnAge(longest.turnSince), name: shortName(party) };
  return [{ weight: 60, text: m.clocks_state_longest(told), bold: [key, told.age, told.name] }];
}

const pathOf = (ticket: Ticket | undefined, messageId?: string): string | null =>
  ticket === undefined ? null : `/t/${ticket.key}${messageId === undefined ? '' : `#m-${messageId}`}`;
