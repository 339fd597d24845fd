import { beforeAll, afterAll, describe, expect, test, vi } from 'vitest';
import type { Message } from '@crossflow/domain/tickets/ticket';
import { Tx } from '@crossflow/server/kernel/unit-of-work/tx';
import type { RowsOf } from '../../apps/web/src/lib/kernel/replica.ts';
import { answer, ask, question } from '../world/ticket-acts.ts';
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
const bodies = (player: Player, ticketId: string): string[] =>
  player
    .rows('message')
    .filter((message) => message.ticketId === ticketId)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ body }) => body);
const replying = (
  ticketId: string,
  over: Partial<{ body: string; passTo: string | null; proposed: boolean; mentions: string[] }> = {},
) => ({
  ...{ commandId: newId(), ticketId, messageId: newId(), body: 'Raise the sparge first', mentions: [], fileIds: [] },
  ...{ proposed: false, passTo: null, ...over },
});
const noting = (ticketId: string, body: string, mentions: string[] = []) => ({
  ...{ commandId: newId(), ticketId, messageId: newId(), body, mentions, fileIds: [] },
});
const sharing = (ticketId: string, audience: number, history: 'whole' | 'from-now-on') => ({
  ...{ commandId: newId(), ticketId, audience, history, reason: 'The batch is allocated to China' },
});

test('a key that a hidden ticket has already is drawn again, and whoever raised the ticket hears nothing of it', async () => {
  const { sponsor, cdmo, licensee, audience } = world;
  const hidden = await ask(cdmo, sponsor, 'Which resin?', audience(cdmo, sponsor));
  await sponsor.reached((await sponsor.bootstrap()).cursor);
  const taken = sponsor.get('ticket', hidden.ticketId)!.key;
  const drawn = vi.spyOn(Tx.prototype, 'randomKey').mockReturnValueOnce(taken).mockReturnValueOnce(taken);
  const { ticketId, n } = await ask(licensee, sponsor, 'Which label?', audience(licensee, sponsor));
  await licensee.reached(n);
  expect(licensee.get('ticket', ticketId)?.key).not.toBe(taken);
  expect(drawn).toHaveBeenCalledTimes(3);
  drawn.mockRestore();
});

describe('a question in the middle of a run', () => {
  test('the CDMO asks, the sponsor answers and passes the turn: both see it live, the licensee sees nothing', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId, n } = await ask(cdmo, sponsor, 'Lactate rebound on day 9?', audience(cdmo, sponsor));
    await cdmo.reached(n);
    await world.settled();
    expect(sponsor.get('ticket', ticketId)).toMatchObject({ state: 'new', turnParty: sponsor.actor.partyId });
    expect(sponsor.get('ticket', ticketId)?.key).toMatch(/^T-[0-9A-HJKMNP-TV-Z]{4}$/);

    await sponsor.calls.tickets.reply.mutate(replying(ticketId, { passTo: cdmo.actor.partyId }));
    await world.settled();

    expect(cdmo.get('ticket', ticketId)).toMatchObject({ state: 'awaiting-raiser', turnParty: cdmo.actor.partyId });
    expect(bodies(cdmo, ticketId)).toEqual(['Lactate rebound on day 9?', 'Raise the sparge first']);
    expect(licensee.rows('ticket').some(({ id }) => id === ticketId)).toBe(false);
    expect(licensee.received.join()).not.toContain(ticketId);
    await world.expectReplayed();
  });

  test('whoever is not asked, or not told, is refused in the words of the rule; a hidden ticket is not found', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Which seeding density?', audience(cdmo, sponsor));

    await expect(cdmo.calls.tickets.reply.mutate(replying(ticketId, { proposed: true }))).rejects.toThrow(
      'own-question',
    );
    await expect(sponsor.calls.tickets.accept.mutate({ commandId: newId(), ticketId })).rejects.toThrow(
      'not-in-this-state',
    );
    await expect(
      sponsor.calls.tickets.share.mutate(sharing(ticketId, audience(cdmo, sponsor, licensee), 'whole')),
    ).rejects.toThrow('owner-shares');
    await expect(licensee.calls.tickets.reply.mutate(replying(ticketId))).rejects.toThrow('not-found');
    await expect(licensee.calls.tickets.thread.query({ ticketId })).rejects.toThrow('not-found');
    await expect(licensee.calls.tickets.thread.query({ ticketId: newId() })).rejects.toThrow('not-found');
  });

  test('an audience that would make two companies meet is refused', async () => {
    const { sponsor, licensee, secondLicensee, cdmo, audience } = world;
    const input = question(newId(), cdmo, 'For both licensees', audience(sponsor, licensee, secondLicensee, cdmo));
    await expect(sponsor.calls.tickets.raise.mutate(input)).rejects.toThrow('audience-reveals-company');
  });

  test('a command sent twice has one effect and one reply; the same id with other content is refused', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Sent twice', audience(cdmo, sponsor));
    const input = replying(ticketId);
    const [first, again] = [
      await sponsor.calls.tickets.reply.mutate(input),
      await sponsor.calls.tickets.reply.mutate(input),
    ];

    expect(again).toEqual(first);
    await expect(sponsor.calls.tickets.reply.mutate({ ...input, body: 'Other' })).rejects.toThrow('command-reused');
    const { message } = await cdmo.calls.tickets.thread.query({ ticketId });
    expect(message).toHaveLength(2);
  });
});

describe('an answer', () => {
  test('proposed, sent back, proposed again, accepted and closed: both companies see each step', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'May the pool go forward?', audience(cdmo, sponsor));
    await sponsor.calls.tickets.reply.mutate(replying(ticketId, { proposed: true }));
    await world.settled();
    expect(cdmo.get('ticket', ticketId)).toMatchObject({ state: 'proposed', turnParty: cdmo.actor.partyId });

    await cdmo.calls.tickets.reject.mutate({ commandId: newId(), ticketId, reason: 'No SEC data' });
    const second = replying(ticketId, { proposed: true, body: 'Yes, with SEC on the pool' });
    await sponsor.calls.tickets.reply.mutate(second);
    await cdmo.calls.tickets.accept.mutate({ commandId: newId(), ticketId });
    await cdmo.calls.tickets.close.mutate({
      commandId: newId(),
      ticketId,
      resolutionCode: 'accept-as-is',
      rootCause: '',
    });
    await world.settled();

    expect(sponsor.get('ticket', ticketId)).toMatchObject({
      state: 'closed',
      acceptedMessageId: second.messageId,
      resolutionCode: 'accept-as-is',
    });
    const history = await sponsor.calls.tickets.history.query({ ticketId });
    expect(history.map(({ verb }) => verb)).toEqual([
      'raised',
      'proposed',
      'rejected',
      'proposed',
      'accepted',
      'closed',
    ]);
    expect(history[2]?.reason).toBe('No SEC data');
    await expect(sponsor.calls.tickets.reply.mutate(replying(ticketId))).rejects.toThrow('not-in-this-state');
    await world.expectReplayed();
  });
});

describe('a private note', () => {
  test('stays within its company, and nothing the other company receives moves', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Backup clone?', audience(cdmo, sponsor));
    const colleague = await world.join('julien');
    await world.settled();
    const [before, frames] = [cdmo.get('ticket', ticketId), cdmo.received.length];

    await sponsor.calls.tickets.note.mutate(
      noting(ticketId, 'Keep the backup clone out of the answer', [colleague.actor.memberId]),
    );
    await world.settled();

    expect(bodies(colleague, ticketId)).toContain('Keep the backup clone out of the answer');
    expect(cdmo.get('ticket', ticketId)).toEqual(before);
    expect(cdmo.received.slice(frames)).toEqual([]);
    const { message } = await cdmo.calls.tickets.thread.query({ ticketId });
    expect(message.map(({ kind }) => kind)).toEqual(['reply']);
    await colleague.heard<{ notifications: { reason: string; subjectId: string }[] }>('personal', ({ notifications }) =>
      notifications.some(({ reason, subjectId }) => reason === 'mentioned' && subjectId === ticketId),
    );
  });

  test('names nobody outside', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Who may be told?', audience(cdmo, sponsor));
    await expect(sponsor.calls.tickets.note.mutate(noting(ticketId, 'Hello', [cdmo.actor.memberId]))).rejects.toThrow(
      'mention-outside-audience',
    );
    const told = replying(ticketId, { mentions: [licensee.actor.memberId] });
    await expect(sponsor.calls.tickets.reply.mutate(told)).rejects.toThrow('mention-outside-audience');
  });
});

describe('sharing', () => {
  const content = async (player: Player, ticketId: string) => {
    const { message, file } = await player.calls.tickets.thread.query({ ticketId });
    return { bodies: message.map(({ body }) => body), files: file.map(({ name }) => name) };
  };
  const withFile = async (title: string) => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, title, audience(cdmo, sponsor));
    const fileId = await cdmo.upload('lactate.csv', 'text/csv', new TextEncoder().encode('day,lactate\n9,1.9\n'));
    await cdmo.calls.tickets.reply.mutate({ ...replying(ticketId, { body: 'Data' }), fileIds: [fileId] });
    await cdmo.calls.tickets.note.mutate(noting(ticketId, 'Our own guess'));
    return ticketId;
  };

  test('the whole history: counted before, then the licensee has it all but the notes; withdrawn, it has nothing', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const all = audience(cdmo, sponsor, licensee);
    const ticketId = await withFile('Share the whole');

    const counts = await cdmo.calls.tickets.consequences.query({ ticketId, audience: all, history: 'whole' });
    expect(counts).toMatchObject({
      gains: [{ partyId: licensee.actor.partyId, people: 2 }],
      replies: 2,
      files: 1,
      notes: 1,
      earlierReplies: 0,
    });

    await cdmo.calls.tickets.share.mutate(sharing(ticketId, all, 'whole'));
    await world.settled();
    expect(licensee.get('ticket', ticketId)?.audience).toBe(all);
    expect(await content(licensee, ticketId)).toEqual({ bodies: ['Share the whole', 'Data'], files: ['lactate.csv'] });
    await open(licensee, ticketId);
    await licensee.calls.tickets.note.mutate(noting(ticketId, '内部备注'));
    await licensee.calls.tickets.open.mutate({ commandId: newId(), ticketId, openingId: newId() });

    const back = audience(cdmo, sponsor);
    expect(await cdmo.calls.tickets.consequences.query({ ticketId, audience: back, history: 'whole' })).toMatchObject({
      loses: [{ partyId: licensee.actor.partyId, people: 2, opened: 1 }],
    });
    await cdmo.calls.tickets.share.mutate(sharing(ticketId, back, 'whole'));
    await world.settled();
    expect(licensee.get('ticket', ticketId)).toBeUndefined();
    expect(bodies(licensee, ticketId)).toEqual(['内部备注']);
    expect(licensee.rows('file').filter(({ subjectKind }) => subjectKind === 'message')).toEqual([]);
    await expect(licensee.calls.tickets.thread.query({ ticketId })).rejects.toThrow('not-found');
    await world.expectReplayed();
  });

  test('from now on: the licensee has what is written later, and not what was written before', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const ticketId = await withFile('Share what comes');
    await cdmo.calls.tickets.share.mutate(sharing(ticketId, audience(cdmo, sponsor, licensee), 'from-now-on'));
    expect(await content(licensee, ticketId)).toEqual({ bodies: [], files: [] });

    await answer(sponsor, ticketId, 'Said to all three');
    expect((await content(licensee, ticketId)).bodies).toEqual(['Said to all three']);
    expect(await licensee.calls.tickets.history.query({ ticketId })).toMatchObject([
      { verb: 'widened' },
      { verb: 'replied' },
    ]);
    await world.expectReplayed();
  });
});

describe('around a ticket', () => {
  test('the bell rings for whoever has to move', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Your turn', audience(cdmo, sponsor));
    await sponsor.heard<{ notifications: { reason: string; subjectId: string }[] }>('personal', ({ notifications }) =>
      notifications.some(({ reason, subjectId }) => reason === 'your-turn' && subjectId === ticketId),
    );
  });

  test('typing is seen by those who see the ticket; a note being typed by one’s own company alone', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Somebody types', audience(cdmo, sponsor));
    await world.settled();
    for (const player of [sponsor, cdmo, licensee]) player.socket.emit('watch', { kind: 'ticket', id: ticketId });
    await sponsor.heard<{ id: string; members: string[] }>(
      'presence',
      ({ id, members }) => id === ticketId && members.includes(cdmo.actor.memberId),
    );

    sponsor.socket.emit('typing', { kind: 'ticket', id: ticketId, private: true, on: true });
    sponsor.socket.emit('typing', { kind: 'ticket', id: ticketId, private: false, on: true });
    await cdmo.heard<{ id: string; memberId: string }>(
      'typing',
      ({ id, memberId }) => id === ticketId && memberId === sponsor.actor.memberId,
    );

    const typed = (player: Player) =>
      player.received.filter((frame) => frame.startsWith('["typing"') && frame.includes(ticketId));
    expect(typed(cdmo).every((frame) => frame.includes('"private":false'))).toBe(true);
    expect(licensee.received.join()).not.toContain(ticketId);
  });

  test('a link is seen by whoever sees both ends, and follows when one is shared further', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const one = await ask(cdmo, sponsor, 'One end', audience(cdmo, sponsor));
    const other = await ask(cdmo, sponsor, 'Other end', audience(cdmo, sponsor, licensee));
    const linkId = newId();
    const ends = { from: { kind: 'ticket', id: one.ticketId }, to: { kind: 'ticket', id: other.ticketId } } as const;
    await sponsor.calls.links.link.mutate({ commandId: newId(), linkId, ...ends });
    await world.settled();
    expect([cdmo, licensee].map((player) => player.get('link', linkId) !== undefined)).toEqual([true, false]);
    await expect(
      cdmo.calls.links.link.mutate({ commandId: newId(), linkId: newId(), from: ends.to, to: ends.from }),
    ).rejects.toThrow('already-linked');

    await cdmo.calls.tickets.share.mutate(sharing(one.ticketId, audience(cdmo, sponsor, licensee), 'from-now-on'));
    await world.settled();
    expect(licensee.get('link', linkId)?.audience).toBe(audience(cdmo, sponsor, licensee));

    await cdmo.calls.tickets.share.mutate(sharing(one.ticketId, audience(cdmo), 'from-now-on'));
    await world.settled();
    expect([sponsor, licensee].map((player) => player.get('link', linkId))).toEqual([undefined, undefined]);
    await cdmo.calls.links.unlink.mutate({ commandId: newId(), linkId });
    await world.settled();
    expect(cdmo.get('link', linkId)).toBeUndefined();
    await world.expectReplayed();
  });

  test('two people who change the same field: the later one is shown what it is now', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Severity', audience(cdmo, sponsor));
    await world.settled();
    const version = sponsor.get('ticket', ticketId)?.version ?? 0;
    await cdmo.calls.tickets.amend.mutate({ commandId: newId(), ticketId, version, severity: 'S2' });
    const late = sponsor.calls.tickets.amend.mutate({ commandId: newId(), ticketId, version, severity: 'S1' });
    await expect(late).rejects.toMatchObject({ data: { reason: 'stale', present: { severity: 'S2' } } });
    await world.settled();
    const now = sponsor.get('ticket', ticketId)?.version ?? 0;
    const lowered = { commandId: newId(), ticketId, version: now, severity: 'S4' } as const;
    await expect(sponsor.calls.tickets.amend.mutate(lowered)).rejects.toThrow('raiser-lowers-severity');
  });

  test('an edit keeps the words before it on the record of both companies', async () => {
    const { sponsor, cdmo, audience } = world;
    const { ticketId } = await ask(cdmo, sponsor, 'Edited', audience(cdmo, sponsor));
    const input = replying(ticketId, { body: 'Rise the sparge' });
    await sponsor.calls.tickets.reply.mutate(input);
    await sponsor.calls.tickets.edit.mutate({
      commandId: newId(),
      messageId: input.messageId,
      version: 1,
      body: 'Raise the sparge',
    });
    await world.settled();
    const message = cdmo.get('message', input.messageId) as Message;
    expect([message.body, message.editedAt !== null]).toEqual(['Raise the sparge', true]);
    const lines = await cdmo.calls.record.activity.query({});
    expect(
      lines.find(({ entry }) => entry?.verb === 'edited' && entry.subjectId === message.id)?.entry?.before,
    ).toMatchObject({ body: 'Rise the sparge' });
  });
});
