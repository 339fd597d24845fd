import type { Actor } from '../access/actor.ts';
import { allow } from '../access/refusal.ts';
import type { Link } from '../links/link.ts';
import { changed, created, type Change, type Outcome } from '../record/change.ts';
import type { Around } from './conversation.ts';
import type { MergeInput } from './inputs.ts';
import { moved } from './moves.ts';
import { mergeRefusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';
import { watching } from './turn.ts';

/**
 * Ends a ticket as a duplicate of another and links the two; `known` is a link that joins them already. Who watched it watches the
 * other from now on, but only where the same companies see both: a company that sees the other alone would learn of this one.
 */
export function mergeTicket(
  ticket: Ticket,
  into: Ticket,
  known: Link | null,
  actor: Actor,
  input: MergeInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(mergeRefusal(ticket, into, actor));
  const ended: Ticket = {
    ...ticket,
    ...{ state: 'cancelled', resolutionCode: 'duplicate', severityAsked: null, closedAt: at, updatedAt: at },
  };
  const { changes, notices } = moved('merged', ticket, ended, actor);
  return {
    changes: [...changes, duplicateLink(ticket, into, known, actor, input, at), ...joined(ticket, into, at)],
    notices,
  };
}

function joined(ticket: Ticket, into: Ticket, at: string): Change[] {
  if (ticket.audience !== into.audience) return [];
  const next: Ticket = { ...into, watchers: watching(into.watchers, ...ticket.watchers), updatedAt: at };
  return [changed('ticket', 'absorbed', into, next)];
}

function duplicateLink(
  ticket: Ticket,
  into: Ticket,
  known: Link | null,
  actor: Actor,
  { linkId }: MergeInput,
  at: string,
): Change {
  const ends = { fromKind: 'ticket', fromId: ticket.id, toKind: 'ticket', toId: into.id } as const;
  const said = { ...ends, relation: 'duplicates', linkedBy: actor.memberId, linkedAt: at } as const;
  if (known !== null) return changed('link', 'linked', known, { ...known, ...said });
  const { programId } = ticket;
  const audience = ticket.audience & into.audience;
  return created('link', 'linked', { id: linkId, programId, audience, version: 1, ...said });
}
