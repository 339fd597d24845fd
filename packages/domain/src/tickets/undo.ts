import type { Actor } from '../access/actor.ts';
import { allow, type Refusal } from '../access/refusal.ts';
import type { Outcome } from '../record/change.ts';
import type { Entry } from '../record/entry.ts';
import { moved } from './moves.ts';
import { refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';
import { watching } from './turn.ts';

/**
 * What can be taken back: acts that only set values of the ticket itself. Not what was said (replied, proposed, asked: it was read), nor
 * what was shown (widened, narrowed: it was seen), nor a merge (it also changed another ticket and a link; reopening brings it back).
 */
export const undoableVerbs = [
  'triaged',
  'passed',
  'assigned',
  'amended',
  'severity-asked',
  'consented',
  'declined',
  'accepted',
  'rejected',
  'resolved',
  'closed',
  'cancelled',
  'reopened',
  'watched',
  'unwatched',
] as const;

/** By the server's clock. Long enough for a slip, too short to rewrite a morning. */
export const UNDO_WITHIN_MS = 10 * 60_000;

/** Why an act may not be taken back, or null. `act` holds its entries of this ticket, in their order. */
export function undoRefusal(ticket: Ticket, act: readonly Entry[], actor: Actor, at: string): Refusal | null {
  const why = refusal(ticket, 'undo', actor);
  if (why !== null) return why;
  const [first] = act;
  if (first === undefined || act.at(-1)?.after?.['version'] !== ticket.version) return 'changed-since';
  if (first.actorId !== actor.memberId) return 'undo-own-moves';
  if (!isUndoable(first)) return 'not-undoable';
  return Date.parse(at) - Date.parse(first.at) > UNDO_WITHIN_MS ? 'undo-too-late' : null;
}

/** Gives back the values that the act changed. Both the act and its undoing stay in the record. */
export function undoMove(ticket: Ticket, act: readonly Entry[], actor: Actor, at: string): Outcome {
  allow(undoRefusal(ticket, act, actor, at));
  const before = Object.assign({}, ...act.toReversed().map((entry) => entry.before)) as Partial<Ticket>;
  const next: Ticket = { ...ticket, ...before, updatedAt: at };
  const { changes } = moved('undone', ticket, next, actor);
  const told = { ...ticket, watchers: watching(ticket.watchers, ...next.watchers) };
  return { changes, notices: moved('undone', told, next, actor).notices };
}

/** A reply that hands the turn on is `passed` too, but its words went with it. */
const isUndoable = ({ verb, before }: Entry): boolean =>
  (undoableVerbs as readonly string[]).includes(verb) && before?.['lastReplyAt'] === undefined;
