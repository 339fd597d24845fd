import { roleRefusal, type Actor } from '../access/actor.ts';
import {
  audienceRefusal,
  isWithin,
  namesRefusal,
  seatBit,
  seats,
  sees,
  type Audience,
  type Seated,
} from '../access/audience.ts';
import { allow, Refused, type Refusal } from '../access/refusal.ts';
import { changed, created, gone, reaudience, type Outcome } from '../record/change.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { AmendViewInput, SaveViewInput, ShareViewInput } from './inputs.ts';
import { queryOf } from './query.ts';
import type { View } from './view.ts';

/** What the actor knows of: who may be named, and which labels are borne by tickets that others see too. */
export interface AroundViews {
  readonly at: string;
  readonly parties: readonly (Seated & { readonly id: string })[];
  readonly members: readonly { readonly id: string; readonly partyId: string }[];
  readonly tickets: readonly Pick<Ticket, 'labels' | 'audience'>[];
}

/** Why this actor may not change or remove a shared view, or null: its company saved it. */
export function viewRefusal(view: Pick<View, 'partyId'>, actor: Actor): Refusal | null {
  const role = roleRefusal(actor);
  if (role !== null) return role;
  return view.partyId === actor.partyId ? null : 'savers-company';
}

/** Why these companies may not read this query, or null: whoever reads it learns whom and what it names. */
export function queryRefusal(query: string, audience: Audience, actor: Actor, around: AroundViews): Refusal | null {
  const refused = audienceRefusal(audience, actor, around.parties);
  if (refused !== null) return refused;
  const { turn, company, shared, assignee, label } = queryOf(query);
  const people = assignee.flatMap((memberId) => around.members.find(({ id }) => id === memberId)?.partyId ?? []);
  const named = namesRefusal([actor.partyId, ...turn, ...company, ...shared, ...people], audience, around.parties);
  if (named !== null) return named;
  const readers = seats(...around.parties.filter(({ seat }) => sees(seatBit(seat), audience)));
  const told = (word: string) =>
    around.tickets.some((ticket) => ticket.labels.includes(word) && isWithin(readers, ticket.audience));
  return label.every(told) ? null : 'label-not-shared';
}

export function saveView(actor: Actor, input: SaveViewInput, around: AroundViews): Outcome {
  allow(roleRefusal(actor));
  allow(queryRefusal(input.query, input.audience, actor, around));
  const view: View = {
    id: input.viewId,
    programId: actor.programId,
    audience: input.audience,
    version: 1,
    name: input.name,
    query: input.query,
    savedBy: actor.memberId,
    partyId: actor.partyId,
    savedAt: around.at,
  };
  return { changes: [created('view', 'saved', view)], notices: [] };
}

/** Another name, or other filters, under the version the person saw. */
export function amendView(view: View, actor: Actor, input: AmendViewInput, around: AroundViews): Outcome {
  allow(viewRefusal(view, actor));
  if (input.version !== view.version) throw new Refused('stale', view);
  const { name = view.name, query = view.query } = input;
  allow(queryRefusal(query, view.audience, actor, around));
  return { changes: [changed('view', 'amended', view, { ...view, name, query })], notices: [] };
}

export function shareView(view: View, actor: Actor, { audience }: ShareViewInput, around: AroundViews): Outcome {
  allow(viewRefusal(view, actor));
  allow(queryRefusal(view.query, audience, actor, around));
  return { changes: reaudience('view', view, audience), notices: [] };
}

/** Takes a view away for everybody who sees it. */
export function removeView(view: View, actor: Actor): Outcome {
  allow(viewRefusal(view, actor));
  return { changes: [{ ...gone('view', view, view.audience), verb: 'removed' }], notices: [] };
}
