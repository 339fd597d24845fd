import { clockStanding, nextDue, presentClock } from '@crossflow/domain/clocks/present-clock';
import { plainText } from '@crossflow/domain/tickets/markup';
import { isOpen, type Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import { ownAudience } from '../kernel/audience.ts';
import { clockView, type ClockView } from '../kernel/clock-words.ts';
import { clock } from '../kernel/clock.svelte.ts';
import { drafts } from '../kernel/drafts.ts';
import type { Draft, OwnItem, WaitingItem } from '../kernel/feature.ts';
import type { Live } from '../kernel/live.svelte.ts';

/** Every open ticket waits for the company whose turn it is. */
export const waitingTickets = (live: Live): WaitingItem[] =>
  live
    .rows('ticket')
    .filter(isOpen)
    .map((ticket) => waitingItem(ticket, live));

/** What this person was given to see through, and what they asked to hear of. */
export const ownTickets = (live: Live): OwnItem[] =>
  live.rows('ticket').flatMap((ticket) => {
    const part = partIn(ticket, live);
    return part === null || !isOpen(ticket) ? [] : [{ ...waitingItem(ticket, live), part }];
  });

/** Replies, notes and questions begun on this device, as far as their tickets are here. */
export function ticketDrafts(live: Live): Draft[] {
  const written = drafts.begun('ticket/').flatMap((composer) => {
    const [, id, mode] = composer.split('/');
    const ticket = live.get('ticket', id);
    if (ticket === undefined || (mode !== 'reply' && mode !== 'note')) return [];
    return [
      {
        ...{ composer, kind: 'ticket' as const, title: ticket.title, key: ticket.key, path: `/t/${ticket.key}` },
        word: mode === 'note' ? m.tickets_draft_note() : m.tickets_draft_reply(),
        audience: mode === 'note' ? ownAudience(live) : ticket.audience,
        text: plainText(drafts.read(composer)),
      },
    ];
  });
  return [...question(live), ...written];
}

/** The question not asked yet; nobody but its author sees it, and nothing starts wider than the own company. */
function question(live: Live): Draft[] {
  const composer = `ticket/new/${live.membership.memberId}`;
  const { title = '', body = '' } = JSON.parse(drafts.read(composer) || '{}') as { title?: string; body?: string };
  if (title === '' && body === '') return [];
  return [
    {
      ...{ composer, kind: 'ticket', word: m.tickets_draft_new(), key: null, path: '/tickets?new=1' },
      ...{ title: title || m.tickets_draft_untitled(), audience: ownAudience(live), text: plainText(body) },
    },
  ];
}

function waitingItem(ticket: Ticket, live: Live): WaitingItem {
  return {
    id: ticket.id,
    partyId: ticket.turnParty,
    kind: 'ticket',
    title: ticket.title,
    key: ticket.key,
    path: `/t/${ticket.key}`,
    audience: ticket.audience,
    since: ticket.turnSince,
    mine: isMine(ticket, live),
    dueAt: nextDue(ticket),
    late: clockStanding(ticket, clock.now) === 'breached',
    clock: () => clockOf(ticket, live),
  };
}

/** The turn is this company's, and this person's there or nobody's yet. */
function isMine({ turnParty, assignees }: Ticket, { membership }: Live): boolean {
  const assignee = assignees[turnParty];
  return turnParty === membership.partyId && (assignee === undefined || assignee === membership.memberId);
}

function partIn({ assignees, watchers }: Ticket, { membership }: Live): OwnItem['part'] | null {
  if (assignees[membership.partyId] === membership.memberId) return 'assigned';
  return watchers.includes(membership.memberId) ? 'watched' : null;
}

function clockOf(ticket: Ticket, live: Live): ClockView | null {
  const present = presentClock(ticket, clock.now, live.rows('party'));
  return present === null ? null : clockView(present);
}
