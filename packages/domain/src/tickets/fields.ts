import type { Actor } from '../access/actor.ts';
import { allow, Refused } from '../access/refusal.ts';
import type { Notice, Outcome } from '../record/change.ts';
import { parameterOf } from '../reference/batch-process.ts';
import type { Around } from './conversation.ts';
import type { AmendInput, AskSeverityInput, ConsentInput, DeclineInput, TriageInput, WatchInput } from './inputs.ts';
import { lookedAfterBy, moved } from './moves.ts';
import {
  askSeverityRefusal,
  refusal,
  severityAnswerRefusal,
  severityRefusal,
  type People,
  type TicketMove,
} from './refusal.ts';
import type { Ticket } from './ticket.ts';
import { assigned, watching } from './turn.ts';

/** Which rule each field of an amendment falls under. */
const ruleOf = {
  title: 'amend',
  category: 'amend',
  severity: 'amend',
  priority: 'amend',
  dueAt: 'amend',
  labels: 'label',
  operation: 'label',
  parameter: 'label',
} as const satisfies Partial<Record<keyof AmendInput, TicketMove>>;
export type TicketField = keyof typeof ruleOf;

export const fieldRefusal = (ticket: Ticket, field: TicketField, actor: Actor) => refusal(ticket, ruleOf[field], actor);

/** One or more fields, under the version the person saw. */
export function amendTicket(ticket: Ticket, actor: Actor, input: AmendInput, { at }: Pick<Around, 'at'>): Outcome {
  const fields = (Object.keys(ruleOf) as TicketField[]).filter((field) => input[field] !== undefined);
  for (const field of fields) allow(fieldRefusal(ticket, field, actor));
  requireFresh(ticket, input.version);
  const { severity = ticket.severity } = input;
  allow(severityRefusal(ticket, severity, actor));
  const next: Ticket = {
    ...ticket,
    ...Object.fromEntries(fields.map((field) => [field, input[field]])),
    ...aboutStep(ticket, input),
    ...(input.labels && { labels: [...new Set(input.labels)] }),
    severityAsked: severity === ticket.severity ? ticket.severityAsked : null,
    updatedAt: at,
  };
  return moved('amended', ticket, next, actor);
}

/** The company that is asked sorts it in one act. A lower severity than the raiser's it can only ask for. */
export function triageTicket(ticket: Ticket, actor: Actor, input: TriageInput, { at, ...around }: Around): Outcome {
  allow(refusal(ticket, 'triage', actor));
  requireFresh(ticket, input.version);
  const { category, severity, priority, memberId } = input;
  const asks = severityRefusal(ticket, severity, actor) !== null;
  const next: Ticket = {
    ...ticket,
    ...lookedAfterBy(ticket, memberId, actor, around.members),
    ...(asks ? { severityAsked: { severity, partyId: actor.partyId } } : severityOf(ticket, severity)),
    ...{ state: 'triaged', category, priority, updatedAt: at },
  };
  const louder = [...(asks ? consentWanted(ticket, around) : []), ...assigned(ticket.id, memberId, actor)];
  return moved('triaged', ticket, next, actor, { louder });
}

/** Another company finds it less severe; it stays as it is until the company that asked the question consents. */
export function askSeverity(
  ticket: Ticket,
  actor: Actor,
  { severity }: AskSeverityInput,
  { at, ...around }: Around,
): Outcome {
  allow(askSeverityRefusal(ticket, severity, actor));
  const severityAsked = { severity, partyId: actor.partyId };
  const watchers = watching(ticket.watchers, actor.memberId);
  const next: Ticket = { ...ticket, severityAsked, watchers, updatedAt: at };
  return moved('severity-asked', ticket, next, actor, { louder: consentWanted(ticket, around) });
}

export function consentToSeverity(
  ticket: Ticket,
  actor: Actor,
  { severity }: ConsentInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(severityAnswerRefusal(ticket, 'consent', severity, actor));
  return moved('consented', ticket, { ...ticket, severity, severityAsked: null, updatedAt: at }, actor);
}

export function declineSeverity(
  ticket: Ticket,
  actor: Actor,
  { severity }: DeclineInput,
  { at }: Pick<Around, 'at'>,
): Outcome {
  allow(severityAnswerRefusal(ticket, 'decline', severity, actor));
  return moved('declined', ticket, { ...ticket, severityAsked: null, updatedAt: at }, actor);
}

/** `null` where nothing changes. It is nobody's news: the ticket is not updated by it, and nobody is told. */
export function watchTicket(ticket: Ticket, actor: Actor, input: WatchInput): Outcome | null {
  allow(refusal(ticket, 'watch', actor));
  if (ticket.watchers.includes(actor.memberId) === input.watching) return null;
  const watchers = input.watching
    ? watching(ticket.watchers, actor.memberId)
    : ticket.watchers.filter((memberId) => memberId !== actor.memberId);
  const { changes } = moved(input.watching ? 'watched' : 'unwatched', ticket, { ...ticket, watchers }, actor);
  return { changes, notices: [] };
}

/** Throws where a parameter is not one of the operation's. */
export function requireParameter(operation: string | null, parameter: string | null): void {
  if (parameter === null) return;
  if (operation === null || parameterOf(operation, parameter) === null) throw new Refused('unknown-parameter');
}

/** Another operation takes the parameter with it unless it has one of that key. */
function aboutStep(ticket: Ticket, input: AmendInput): Pick<Ticket, 'operation' | 'parameter'> {
  const operation = input.operation === undefined ? ticket.operation : input.operation;
  if (input.parameter !== undefined) {
    requireParameter(operation, input.parameter);
    return { operation, parameter: input.parameter };
  }
  const kept = operation !== null && ticket.parameter !== null && parameterOf(operation, ticket.parameter) !== null;
  return { operation, parameter: kept ? ticket.parameter : null };
}

const severityOf = (ticket: Ticket, severity: Ticket['severity']): Pick<Ticket, 'severity' | 'severityAsked'> => ({
  severity,
  severityAsked: severity === ticket.severity ? ticket.severityAsked : null,
});

/** Whoever asked the question and whoever looks after it there; where both have left, their company. */
function consentWanted(ticket: Ticket, { members }: People): Notice[] {
  const wanted = [ticket.raisedBy, ticket.assignees[ticket.raisedByParty]];
  const memberIds = members.map(({ id }) => id).filter((id) => wanted.includes(id));
  const to = memberIds.length > 0 ? { memberIds } : { partyIds: [ticket.raisedByParty] };
  return [{ reason: 'consent', to, kind: 'ticket', subjectId: ticket.id }];
}

function requireFresh(ticket: Ticket, version: number): void {
  if (ticket.version !== version) throw new Refused('stale', ticket);
}
