import { resolutionCodes, severityCodes } from '@crossflow/domain/reference/ticket-taxonomy';
import { unitOperations } from '@crossflow/domain/reference/batch-process';
import { isOpen, priorities, reactionMarks } from '@crossflow/domain/tickets/ticket';
import type { Actor, Acts } from '../chance.ts';

const some = (actor: Actor) => actor.row('ticket', isOpen) ?? actor.row('ticket');
const inState = (actor: Actor, ...states: string[]) =>
  actor.row('ticket', ({ state }) => states.includes(state)) ?? some(actor);
const mentions = (actor: Actor, audience: number): string[] =>
  [actor.memberOf(actor.partyIn(audience))].filter((id) => id !== undefined);
const ownMessage = (actor: Actor) => actor.row('message', ({ authorId }) => authorId === actor.player.actor.memberId);

const answered = (actor: Actor) => {
  const ticket = actor.row('ticket', ({ severityAsked }) => severityAsked !== null);
  return ticket && { ...actor.command(), ticketId: ticket.id, severity: ticket.severityAsked?.severity };
};

export const tickets: Acts = {
  raise: async (actor) => {
    const audience = actor.audience();
    return {
      ...actor.command(),
      ...{
        ticketId: actor.id(),
        messageId: actor.id(),
        title: actor.words(),
        body: actor.words(),
        category: 'TS-CELL',
        severity: 'S3',
        dueAt: null,
      },
      ...{
        audience,
        turnParty: actor.partyIn(audience),
        mentions: mentions(actor, audience),
        fileIds: await actor.files(),
      },
    };
  },
  reply: async (actor) => {
    const ticket = some(actor);
    if (ticket === undefined) return null;
    const proposed = actor.chance.often(0.25);
    const passTo = proposed || actor.chance.often(0.5) ? null : actor.partyIn(ticket.audience);
    return {
      ...actor.command(),
      ticketId: ticket.id,
      messageId: actor.id(),
      body: actor.words(),
      mentions: mentions(actor, ticket.audience),
      fileIds: await actor.files(),
      proposed,
      passTo: passTo ?? null,
    };
  },
  ask: async (actor) => {
    const ticket = some(actor);
    return (
      ticket && {
        ...actor.command(),
        ...{ ticketId: ticket.id, messageId: actor.id(), body: actor.words() },
        ...{ mentions: mentions(actor, ticket.audience), fileIds: await actor.files() },
        partyId: actor.partyIn(ticket.audience),
      }
    );
  },
  triage: (actor) => {
    const ticket = inState(actor, 'new', 'triaged');
    return (
      ticket && {
        ...actor.command(),
        ...{
          ticketId: ticket.id,
          version: ticket.version,
          category: 'TS-META',
          severity: actor.chance.one(severityCodes),
        },
        ...{ priority: actor.chance.one(priorities), memberId: actor.memberOf(actor.player.actor.partyId) },
      }
    );
  },
  resolve: (actor) => {
    const ticket = some(actor);
    const reply = ticket && actor.row('message', ({ ticketId, kind }) => ticketId === ticket.id && kind === 'reply');
    return (
      ticket && {
        ...actor.command(),
        ...{ ticketId: ticket.id, resolutionCode: actor.chance.one(resolutionCodes), rootCause: actor.words() },
        ...{ messageId: reply?.id ?? null, answer: actor.words() },
      }
    );
  },
  note: async (actor) => {
    const ticket = actor.row('ticket');
    return (
      ticket && {
        ...actor.command(),
        ticketId: ticket.id,
        messageId: actor.id(),
        body: actor.words(),
        mentions: [],
        fileIds: await actor.files(),
      }
    );
  },
  edit: (actor) => {
    const message = ownMessage(actor);
    return message && { ...actor.command(), messageId: message.id, version: message.version, body: actor.words() };
  },
  translate: (actor) => {
    const message = ownMessage(actor);
    return (
      message && {
        ...actor.command(),
        messageId: message.id,
        version: message.version,
        twin: actor.chance.often(0.3) ? '' : actor.words(),
      }
    );
  },
  react: (actor) => {
    const message = actor.row('message');
    const mark = actor.chance.one(reactionMarks);
    return message && { ...actor.command(), reactionId: actor.id(), messageId: message.id, mark };
  },
  unreact: (actor) => {
    const reaction = actor.row('reaction', ({ memberId }) => memberId === actor.player.actor.memberId);
    return reaction && { ...actor.command(), reactionId: reaction.id };
  },
  pass: (actor) => {
    const ticket = some(actor);
    return ticket && { ...actor.command(), ticketId: ticket.id, to: actor.partyIn(ticket.audience) };
  },
  accept: (actor) => {
    const ticket = inState(actor, 'proposed');
    return ticket && { ...actor.command(), ticketId: ticket.id };
  },
  reject: (actor) => {
    const ticket = inState(actor, 'proposed');
    return ticket && { ...actor.command(), ticketId: ticket.id, reason: actor.words() };
  },
  close: (actor) => {
    const ticket = inState(actor, 'resolved');
    return (
      ticket && {
        ...actor.command(),
        ticketId: ticket.id,
        resolutionCode: actor.chance.one(resolutionCodes),
        rootCause: '',
      }
    );
  },
  cancel: (actor) => {
    const ticket = actor.chance.often(0.3) ? some(actor) : undefined;
    return ticket && { ...actor.command(), ticketId: ticket.id, reason: actor.words() };
  },
  reopen: (actor) => {
    const ticket = inState(actor, 'resolved', 'closed');
    return (
      ticket && {
        ...actor.command(),
        ticketId: ticket.id,
        reason: actor.words(),
        turnParty: actor.partyIn(ticket.audience),
      }
    );
  },
  assign: (actor) => {
    const ticket = some(actor);
    return (
      ticket && {
        ...actor.command(),
        ticketId: ticket.id,
        memberId: actor.chance.often(0.2) ? null : actor.memberOf(actor.player.actor.partyId),
      }
    );
  },
  amend: (actor) => {
    const ticket = some(actor);
    return (
      ticket && {
        ...actor.command(),
        ticketId: ticket.id,
        version: ticket.version,
        severity: actor.chance.one(severityCodes),
        title: actor.words(),
        labels: [actor.words()],
        operation: actor.chance.one(unitOperations)!.code,
        priority: actor.chance.one(priorities),
      }
    );
  },
  askSeverity: (actor) => {
    const ticket = some(actor);
    return ticket && { ...actor.command(), ticketId: ticket.id, severity: actor.chance.one(severityCodes) };
  },
  consent: (actor) => answered(actor),
  decline: (actor) => answered(actor),
  watch: (actor) => {
    const ticket = actor.row('ticket');
    return ticket && { ...actor.command(), ticketId: ticket.id, watching: actor.chance.often(0.6) };
  },
  merge: (actor) => {
    const [ticket, into] = [actor.chance.often(0.3) ? some(actor) : undefined, actor.row('ticket')];
    return ticket && into && { ...actor.command(), ticketId: ticket.id, intoId: into.id, linkId: actor.id() };
  },
  undo: (actor) => {
    const ticket = actor.row('ticket', ({ version }) => version > 1);
    return ticket && { ...actor.command(), ticketId: ticket.id, version: ticket.version };
  },
  share: (actor) => {
    const ticket = actor.row('ticket', ({ raisedByParty }) => raisedByParty === actor.player.actor.partyId);
    return (
      ticket && {
        ...actor.command(),
        ticketId: ticket.id,
        audience: actor.audience(),
        history: actor.chance.often(0.5) ? 'whole' : 'from-now-on',
        reason: actor.words(),
      }
    );
  },
  open: (actor) => {
    const ticket = actor.row('ticket');
    return ticket && { ...actor.command(), ticketId: ticket.id, openingId: actor.id() };
  },
};
