import type { RaiseInput } from '@crossflow/domain/tickets/inputs';
import { newId } from './world.ts';
import type { Player } from './player.ts';

/** A question that `player` puts to the company of `to`, seen by exactly these companies. Gives its id and the reply's place. */
export async function ask(
  player: Player,
  to: Player,
  title: string,
  audience: number,
): Promise<{ ticketId: string; n: number }> {
  const ticketId = newId();
  const { n } = await player.calls.tickets.raise.mutate(question(ticketId, to, title, audience));
  return { ticketId, n };
}

export function question(ticketId: string, to: Player, title: string, audience: number): RaiseInput {
  return {
    ...{ commandId: newId(), ticketId, messageId: newId(), title, audience, body: title },
    ...{ category: 'TS-CELL', severity: 'S3', turnParty: to.actor.partyId, dueAt: null, mentions: [], fileIds: [] },
  };
}

export function answer(player: Player, ticketId: string, body: string) {
  const input = {
    commandId: newId(),
    ticketId,
    messageId: newId(),
    body,
    mentions: [],
    fileIds: [],
    proposed: false,
    passTo: null,
  };
  return player.calls.tickets.reply.mutate(input);
}
