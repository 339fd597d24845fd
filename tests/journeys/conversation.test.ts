import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '@crossflow/domain/tickets/ticket';
import { isTwinStale } from '@crossflow/domain/tickets/conversation';
import { messageVersions } from '@crossflow/domain/tickets/versions';
import type { RowsOf } from '../../apps/web/src/lib/kernel/replica.ts';
import { ask } from '../world/ticket-acts.ts';
import type { Player } from '../world/player.ts';
import { newId, openWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Opens a ticket as the page does: what hangs on it is read once and kept current by what arrives. */
async function open(player: Player, ticketId: string): Promise<void> {
  const fetching = player.replica.beginFetch();
  player.replica.merge(fetching, (await player.calls.tickets.thread.query({ ticketId })) as unknown as RowsOf);
}
async function say(player: Player, ticketId: string, body: string): Promise<string> {
  const messageId = newId();
  const rest = { mentions: [], fileIds: [], proposed: false, passTo: null };
  await player.calls.tickets.reply.mutate({ commandId: newId(), ticketId, messageId, body, ...rest });
  return messageId;
}
const mark = async (player: Player, messageId: string, which: 'agree' | 'done' = 'agree') => {
  const reactionId = newId();
  await player.calls.tickets.react.mutate({ commandId: newId(), reactionId, messageId, mark: which });
  return reactionId;
};
const share = (player: Player, ticketId: string, audience: number, history: 'whole' | 'from-now-on' = 'whole') =>
  player.calls.tickets.share.mutate({ commandId: newId(), ticketId, audience, history, reason: 'It concerns them' });
const edit = (player: Player, messageId: string, version: number, body: string) =>
  player.calls.tickets.edit.mutate({ commandId: newId(), messageId, version, body });
const said = async (player: Player, messageId: string) =>
  messageVersions(await player.calls.tickets.versions.query({ messageId })).map(({ body }) => body);

describe('a mark on a message', () => {
  test('the sponsor agrees: the CDMO sees it live, taken back it is gone, the licensee learns of neither', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Marked', audience(cdmo, sponsor));
    const messageId = await say(cdmo, ticketId, 'The trend is flat');
    const reactionId = await mark(sponsor, messageId);
    await world.settled();

    expect(cdmo.get('reaction', reactionId)).toMatchObject({ mark: 'agree', memberId: sponsor.actor.memberId });
    const again = { commandId: newId(), reactionId: newId(), messageId, mark: 'agree' as const };
    expect((await sponsor.calls.tickets.react.mutate(again)).id).toBe(reactionId);
    await expect(cdmo.calls.tickets.unreact.mutate({ commandId: newId(), reactionId })).rejects.toThrow(
      'not-your-reaction',
    );
    await expect(mark(licensee, messageId)).rejects.toThrow('not-found');

    await sponsor.calls.tickets.unreact.mutate({ commandId: newId(), reactionId });
    await world.settled();
    expect(cdmo.get('reaction', reactionId)).toBeUndefined();
    expect((await cdmo.calls.tickets.thread.query({ ticketId })).reaction).toEqual([]);
    expect(licensee.received.join()).not.toContain(reactionId);
    await world.expectReplayed();
  });

  test('on a private note it stays within its company', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Marked note', audience(cdmo, sponsor));
    const noteId = newId();
    const note = { commandId: newId(), ticketId, messageId: noteId, body: 'Ours', mentions: [], fileIds: [] };
    await sponsor.calls.tickets.note.mutate(note);
    const colleague = await world.join('julien');
    const reactionId = await mark(colleague, noteId, 'done');
    await world.settled();

    expect(sponsor.get('reaction', reactionId)?.audience).toBe(sponsor.actor.seat);
    expect(cdmo.received.join()).not.toContain(reactionId);
    expect((await cdmo.calls.tickets.thread.query({ ticketId })).reaction).toEqual([]);
  });

  test('marks follow their message: shared with the whole history, and withdrawn', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Shared marks', audience(cdmo, sponsor));
    const early = await mark(sponsor, await say(cdmo, ticketId, 'Before'));
    await share(cdmo, ticketId, audience(cdmo, sponsor, licensee));
    await open(licensee, ticketId);
    expect(licensee.get('reaction', early)?.audience).toBe(audience(cdmo, sponsor, licensee));

    await share(cdmo, ticketId, audience(cdmo, sponsor));
    await world.settled();
    expect(licensee.get('reaction', early)).toBeUndefined();
    expect(sponsor.get('reaction', early)?.audience).toBe(audience(cdmo, sponsor));
    await world.expectReplayed();
  });
});

describe('the versions of a message', () => {
  test('whoever saw it all has each; a company that joined later has only what stood then and after', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Edited often', audience(cdmo, sponsor));
    const messageId = await say(sponsor, ticketId, 'Rise the sparge, clone 4 does the same');
    await edit(sponsor, messageId, 1, 'Rise the sparge');
    await share(cdmo, ticketId, audience(cdmo, sponsor, licensee));
    await edit(sponsor, messageId, 3, 'Raise the sparge');

    const whole = ['Rise the sparge, clone 4 does the same', 'Rise the sparge', 'Raise the sparge'];
    expect(await said(cdmo, messageId)).toEqual(whole);
    expect(await said(sponsor, messageId)).toEqual(whole);
    const told = await licensee.calls.tickets.versions.query({ messageId });
    expect(messageVersions(told).map(({ body }) => body)).toEqual(['Rise the sparge', 'Raise the sparge']);
    expect(JSON.stringify(told)).not.toContain('clone 4');
  });

  test('of a message that one may not see there are none, in the words of a missing one', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Hidden versions', audience(cdmo, sponsor));
    const messageId = await say(sponsor, ticketId, 'Hidden');
    await expect(licensee.calls.tickets.versions.query({ messageId })).rejects.toThrow('not-found');
    await expect(licensee.calls.tickets.versions.query({ messageId: newId() })).rejects.toThrow('not-found');
  });
});

describe('the twin of a message in the other language', () => {
  test('a colleague adds it, an edit makes it doubtful, saving it again clears the doubt: both companies see each step', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Translated', audience(cdmo, sponsor));
    const messageId = await say(sponsor, ticketId, 'Raise the sparge 10 %');
    const colleague = await world.join('julien');
    const translate = (version: number, twin: string) =>
      colleague.calls.tickets.translate.mutate({ commandId: newId(), messageId, version, twin });
    const seenBy = (player: Player) => player.get('message', messageId) as Message;

    await translate(1, '底通气提高 10%');
    await world.settled();
    expect(seenBy(cdmo)).toMatchObject({ twin: '底通气提高 10%', twinBy: colleague.actor.memberId });
    expect(isTwinStale(seenBy(cdmo))).toBe(false);

    await edit(sponsor, messageId, 2, 'Raise the sparge 15 %');
    await world.settled();
    expect([sponsor, cdmo].map((player) => isTwinStale(seenBy(player)))).toEqual([true, true]);

    await translate(3, '底通气提高 15%');
    await world.settled();
    expect([sponsor, cdmo].map((player) => isTwinStale(seenBy(player)))).toEqual([false, false]);
    const foreign = { commandId: newId(), messageId, version: 4, twin: '不对' };
    await expect(cdmo.calls.tickets.translate.mutate(foreign)).rejects.toThrow('not-your-company');
    await world.expectReplayed();
  });
});
