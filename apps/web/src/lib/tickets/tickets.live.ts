import { otherEnd, type Link } from '@crossflow/domain/links/link';
import { seatBit, sees, type Audience } from '@crossflow/domain/access/audience';
import type { Member, Party } from '@crossflow/domain/organizations/organization';
import type { Around } from '@crossflow/domain/tickets/conversation';
import type { Nameable } from '@crossflow/domain/tickets/markup-spans';
import { type Message, type Opening, type Ticket } from '@crossflow/domain/tickets/ticket';
import { inOrder } from '../kernel/audience.ts';
import { calls } from '../kernel/calls.ts';
import type { Live } from '../kernel/live.svelte.ts';
import type { Opened } from '../kernel/opened.svelte.ts';
import { named, type Named } from '../kernel/registry.ts';

export const ticketByKey = (key: string, live: Live): Ticket | undefined =>
  live.where('ticket', 'key', key.toUpperCase())[0];

/** The companies and people this reader knows of, and the present instant: what the moves of the domain ask for. */
export const around = (live: Live): Around => ({
  at: new Date().toISOString(),
  parties: live.rows('party'),
  members: live.rows('member'),
});

export const openedThread = (ticketId: string, live: Live): Opened =>
  live.open('ticket', ticketId, () => calls.tickets.thread.query({ ticketId }));

/** What this person has opened before; read once for the whole program. */
export const openedBefore = (live: Live): Opened => live.open('opening', 'own', () => calls.tickets.opened.query());

/** Replies and notes, oldest first. */
export const messagesOf = (ticketId: string, live: Live): Message[] =>
  live.where('message', 'ticketId', ticketId).toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id));

/** How many of a company have seen the ticket, and when last. Whoever wrote on it has seen it, opened or not. */
export function seenBy(partyId: string, ticket: Ticket, live: Live): { opened: number; last: string | undefined } {
  const of = (row: { partyId: string }) => row.partyId === partyId;
  const openings: readonly Opening[] = live.where('opening', 'ticketId', ticket.id).filter(of);
  const messages = live.where('message', 'ticketId', ticket.id).filter(of);
  const raisers = ticket.raisedByParty === partyId ? [ticket.raisedBy] : [];
  const readers = [
    ...openings.map(({ memberId }) => memberId),
    ...messages.map(({ authorId }) => authorId),
    ...raisers,
  ];
  const last = [...openings, ...messages]
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return { opened: new Set(readers).size, last };
}

/** The last reply that each other company has seen, by the reply's id: whoever wrote it needs no telling. */
export function seenMarks(messages: readonly Message[], ticket: Ticket, live: Live): Map<string, Party[]> {
  const marks = new Map<string, Party[]>();
  for (const party of partiesWithin(ticket.audience, live)) {
    if (party.id === live.membership.partyId) continue;
    const { last } = seenBy(party.id, ticket, live);
    const to = messages.findLast(({ kind, at }) => kind === 'reply' && last !== undefined && at <= last);
    if (to !== undefined && to.partyId !== party.id) marks.set(to.id, [...(marks.get(to.id) ?? []), party]);
  }
  return marks;
}

/** Whether somebody else has written since this person last looked. */
export function isUnread(ticket: Ticket, live: Live): boolean {
  const me = live.membership.memberId;
  if (ticket.lastReplyBy === me) return false;
  const own = live.where('opening', 'ticketId', ticket.id).find(({ memberId }) => memberId === me);
  return own === undefined || own.at < ticket.lastReplyAt;
}

/** The people who see what has this audience, own company first. */
export function peopleWithin(audience: Audience, live: Live): Member[] {
  const inside = new Set(
    live
      .rows('party')
      .filter(({ seat }) => sees(seatBit(seat), audience))
      .map(({ id }) => id),
  );
  const own = live.membership.partyId;
  return live
    .rows('member')
    .filter(({ partyId, endsAt }) => inside.has(partyId) && endsAt === null)
    .toSorted((a, b) => Number(b.partyId === own) - Number(a.partyId === own) || compare(a.name, b.name));
}

/** Everybody a text may name, in both scripts. */
export const nameable = (live: Live): Nameable[] =>
  live.rows('member').map(({ id, name, nameZh }) => ({ id, names: nameZh === null ? [name] : [name, nameZh] }));

export const partiesWithin = (audience: Audience, live: Live): Party[] =>
  inOrder(live.rows('party')).filter(({ seat }) => sees(seatBit(seat), audience));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The labels of the tickets that this reader sees, the most used first. */
export function labelsInUse(live: Live): string[] {
  const uses = new Map<string, number>();
  for (const { labels } of live.rows('ticket')) for (const label of labels) uses.set(label, (uses.get(label) ?? 0) + 1);
  return [...uses].toSorted((a, b) => b[1] - a[1] || compare(a[0], b[0])).map(([label]) => label);
}

/** The batches that a ticket is linked with, as far as the reader sees them. */
export const linkedBatches = (ticketId: string, live: Live): Named[] =>
  [...live.where('link', 'fromId', ticketId), ...live.where('link', 'toId', ticketId)]
    .map((link) => otherEnd(link, ticketId))
    .filter(({ kind }) => kind === 'batch')
    .flatMap(({ kind, id }) => named(kind, id, live) ?? []);

/** The ticket that this one was closed for, where the reader sees it. */
export function mergedInto({ id, state, resolutionCode }: Ticket, live: Live): Ticket | undefined {
  if (state !== 'cancelled' || resolutionCode !== 'duplicate') return undefined;
  const link = live.where('link', 'fromId', id).find(({ relation }) => relation === 'duplicates');
  return live.get('ticket', link?.toId);
}

export const linkBetween = (one: string, other: string, live: Live): Link | undefined =>
  live.where('link', 'fromId', one).find(({ toId }) => toId === other) ??
  live.where('link', 'fromId', other).find(({ toId }) => toId === one);
