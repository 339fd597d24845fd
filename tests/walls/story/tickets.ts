import type { ReactionMark } from '@crossflow/domain/tickets/ticket';
import { newId } from './ids.ts';
import type { Player } from '../../world/player.ts';
import { command, everybody, type Scope, uploaded } from './scope.ts';

export interface ToldTicket {
  readonly ticketId: string;
  readonly messageIds: readonly string[];
}

/** A question with answers, files, private notes and openings of everybody who sees it. */
export async function tellTicket(scope: Scope): Promise<ToldTicket> {
  const { by } = scope;
  const { ticketId, messageId } = await raise(scope);
  const messageIds = [messageId];
  for (const player of everybody(scope)) {
    await player.calls.tickets.open.mutate({ ...command(), ticketId, openingId: newId() });
    messageIds.push(await reply(player, scope, ticketId));
    await react(player, messageId, 'agree');
    await react(player, await note(player, scope, ticketId), 'looking');
  }
  await by.calls.tickets.translate.mutate({
    ...command(),
    messageId,
    version: 1,
    twin: scope.text('question in the other language'),
  });
  await by.calls.tickets.edit.mutate({ ...command(), messageId, version: 2, body: scope.text('question, edited') });
  await by.calls.tickets.assign.mutate({ ...command(), ticketId, memberId: by.actor.memberId });
  const { version } = await ticketOf(by, ticketId);
  await by.calls.tickets.amend.mutate({ ...command(), ticketId, version, title: scope.text('title, amended') });
  await sortTicket(scope, ticketId);
  await mergeDuplicate(scope, ticketId);
  return { ticketId, messageIds };
}

/** What it is about and how bad it is, with the two companies of one mind only after a while; then who watches it. */
async function sortTicket({ by, others, ...scope }: Scope, ticketId: string): Promise<void> {
  const tickets = by.calls.tickets;
  const version = async () => (await ticketOf(by, ticketId)).version;
  const about = { operation: 'UP-04', parameter: 'ph', labels: ['cell culture'] };
  await tickets.amend.mutate({ ...command(), ticketId, version: await version(), ...about, priority: 'high' });
  await tickets.undo.mutate({ ...command(), ticketId, version: await version() });
  await tickets.watch.mutate({ ...command(), ticketId, watching: false });
  const [other] = others;
  if (other === undefined) return;
  await other.calls.tickets.askSeverity.mutate({ ...command(), ticketId, severity: 'S4' });
  await tickets.decline.mutate({ ...command(), ticketId, severity: 'S4' });
  await other.calls.tickets.askSeverity.mutate({ ...command(), ticketId, severity: 'S4' });
  await tickets.consent.mutate({ ...command(), ticketId, severity: 'S4' });
  const asked = { body: scope.text('what is missing'), mentions: [], fileIds: [], partyId: other.actor.partyId };
  await tickets.ask.mutate({ ...command(), ticketId, messageId: newId(), ...asked });
}

/** The same question once more, sorted by whoever is asked and then ended for the first one. */
async function mergeDuplicate(scope: Scope, intoId: string): Promise<void> {
  const { by, others } = scope;
  const asked = others[0] ?? by;
  const { ticketId } = await raise(scope);
  const { version } = await ticketOf(asked, ticketId);
  const sorted = { category: 'TS-CELL', severity: 'S2', priority: 'urgent', memberId: asked.actor.memberId } as const;
  await asked.calls.tickets.triage.mutate({ ...command(), ticketId, version, ...sorted });
  await asked.calls.tickets.merge.mutate({ ...command(), ticketId, intoId, linkId: newId() });
}

/** The rest of a ticket's life: passed, proposed, refused, accepted, closed and reopened. */
export async function endTicket(scope: Scope): Promise<string> {
  const { by, others } = scope;
  const answerer = others[0] ?? by;
  const { ticketId } = await raise(scope);
  const propose = () =>
    answerer.calls.tickets.reply.mutate({
      ...command(),
      ticketId,
      messageId: newId(),
      body: scope.text('proposal'),
      mentions: [],
      fileIds: [],
      proposed: true,
      passTo: null,
    });
  await by.calls.tickets.pass.mutate({ ...command(), ticketId, to: by.actor.partyId });
  await by.calls.tickets.pass.mutate({ ...command(), ticketId, to: answerer.actor.partyId });
  await propose();
  await by.calls.tickets.reject.mutate({ ...command(), ticketId, reason: scope.text('why not') });
  await propose();
  await by.calls.tickets.accept.mutate({ ...command(), ticketId });
  await by.calls.tickets.close.mutate({
    ...command(),
    ticketId,
    resolutionCode: 'information-given',
    rootCause: scope.text('root cause'),
  });
  await by.calls.tickets.reopen.mutate({
    ...command(),
    ticketId,
    reason: scope.text('why again'),
    turnParty: answerer.actor.partyId,
  });
  const settled = { resolutionCode: 'training', rootCause: scope.text('cause'), answer: scope.text('answer') } as const;
  await by.calls.tickets.resolve.mutate({ ...command(), ticketId, messageId: null, ...settled });
  await by.calls.tickets.reopen.mutate({
    ...command(),
    ticketId,
    reason: scope.text('why once more'),
    turnParty: answerer.actor.partyId,
  });
  await by.calls.tickets.cancel.mutate({ ...command(), ticketId, reason: scope.text('why cancelled') });
  return ticketId;
}

export async function shareTicket(
  by: Player,
  ticketId: string,
  audience: number,
  reason: string,
  history: 'whole' | 'from-now-on' = 'whole',
): Promise<void> {
  await by.calls.tickets.share.mutate({ ...command(), ticketId, audience, history, reason });
}

export async function raise(scope: Scope): Promise<{ ticketId: string; messageId: string }> {
  const { by, others, audience } = scope;
  const [ticketId, messageId] = [newId(), newId()];
  await by.calls.tickets.raise.mutate({
    ...command(),
    ...{
      ticketId,
      messageId,
      audience,
      title: scope.text('title'),
      body: scope.text('question'),
      category: 'TS-CELL',
      severity: 'S3',
    },
    ...{ turnParty: (others[0] ?? by).actor.partyId, dueAt: null, mentions: others.map(({ actor }) => actor.memberId) },
    fileIds: [await uploaded(by, scope, 'question file')],
  });
  return { ticketId, messageId };
}

export async function reply(player: Player, scope: Scope, ticketId: string): Promise<string> {
  const messageId = newId();
  await player.calls.tickets.reply.mutate({
    ...command(),
    ticketId,
    messageId,
    body: scope.text('reply'),
    mentions: [],
    fileIds: [],
    proposed: false,
    passTo: null,
  });
  return messageId;
}

export async function note(player: Player, scope: Scope, ticketId: string): Promise<string> {
  const messageId = newId();
  const fileIds = [await uploaded(player, scope, 'note file', player)];
  await player.calls.tickets.note.mutate({
    ...command(),
    ticketId,
    messageId,
    body: scope.text('private note', player),
    mentions: [],
    fileIds,
  });
  return messageId;
}

/** A mark put, one put and taken back, so that both leave what they leave. */
export async function react(player: Player, messageId: string, mark: ReactionMark): Promise<void> {
  const calls = player.calls.tickets;
  const [reactionId, regretted] = [newId(), newId()];
  await calls.react.mutate({ ...command(), reactionId, messageId, mark });
  await calls.react.mutate({ ...command(), reactionId: regretted, messageId, mark: 'question' });
  await calls.unreact.mutate({ ...command(), reactionId: regretted });
}

/** The ticket as the player's server sees it now. */
export async function ticketOf(player: Player, ticketId: string): Promise<{ version: number }> {
  const { rows } = await player.bootstrap();
  const found = rows['ticket']?.find(({ id }) => id === ticketId);
  if (found === undefined) throw new Error(`${player.name} does not see the ticket`);
  return found;
}
