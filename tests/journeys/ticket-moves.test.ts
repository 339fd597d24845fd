import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import type { Player } from '../world/player.ts';
import { answer, ask } from '../world/ticket-acts.ts';
import { newId, openWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const on = (ticketId: string) => ({ commandId: newId(), ticketId });
const seen = (player: Player, ticketId: string): Ticket => player.get('ticket', ticketId)!;
const verbsOf = async (player: Player, ticketId: string) =>
  (await player.calls.tickets.history.query({ ticketId })).map(({ verb }) => verb);

interface Told {
  readonly reason: string;
  readonly subjectId: string;
}
async function toldOf(player: Player, subjectId: string): Promise<string[]> {
  const text = await (await player.fetch(`/sync/personal/since/0?as=${player.actor.memberId}`)).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const told = JSON.parse(line) as { notifications?: Told[] } & Told;
      return told.notifications ?? [told];
    })
    .filter((one) => one.subjectId === subjectId)
    .map(({ reason }) => reason);
}

/** A question of the CDMO that the sponsor sees, everybody's screen level with it. */
async function question(title: string, ...others: Player[]): Promise<string> {
  const { cdmo, sponsor, audience } = world;
  const { ticketId } = await ask(cdmo, sponsor, title, audience(cdmo, sponsor, ...others));
  await world.settled();
  return ticketId;
}

describe('sorting a question', () => {
  test('the sponsor triages, can only ask for less severity, and the CDMO agrees: each sees it live', async () => {
    const { sponsor, cdmo, licensee } = world;
    const ticketId = await question('Osmolality at 412: may we go on?');
    const { version } = seen(sponsor, ticketId);
    const sorted = { category: 'TS-META', severity: 'S4', priority: 'high', memberId: sponsor.actor.memberId } as const;
    await sponsor.calls.tickets.triage.mutate({ ...on(ticketId), version, ...sorted });
    await world.settled();

    expect(seen(cdmo, ticketId)).toMatchObject({
      ...{ state: 'triaged', category: 'TS-META', severity: 'S3', priority: 'high' },
      severityAsked: { severity: 'S4', partyId: sponsor.actor.partyId },
    });
    expect(await toldOf(cdmo, ticketId)).toContain('consent');
    await expect(sponsor.calls.tickets.consent.mutate({ ...on(ticketId), severity: 'S4' })).rejects.toThrow(
      'raiser-decides',
    );
    await expect(licensee.calls.tickets.consent.mutate({ ...on(ticketId), severity: 'S4' })).rejects.toThrow(
      'not-found',
    );

    await cdmo.calls.tickets.consent.mutate({ ...on(ticketId), severity: 'S4' });
    await world.settled();
    expect(seen(sponsor, ticketId)).toMatchObject({ severity: 'S4', severityAsked: null });
    await world.expectReplayed();
  });

  test('information asked of a third company gives it the turn, and everybody who watches hears of the answer', async () => {
    const { sponsor, cdmo, licensee } = world;
    const ticketId = await question('Which label text for China?', licensee);
    const asked = { messageId: newId(), body: 'Which storage statement is registered?', mentions: [], fileIds: [] };
    await sponsor.calls.tickets.ask.mutate({ ...on(ticketId), ...asked, partyId: licensee.actor.partyId });
    await world.settled();
    expect(seen(cdmo, ticketId)).toMatchObject({
      state: 'awaiting-third-party',
      turnParty: licensee.actor.partyId,
      watchers: [cdmo.actor.memberId, sponsor.actor.memberId],
    });
    expect(await toldOf(licensee, ticketId)).toContain('your-turn');

    const before = (await toldOf(cdmo, ticketId)).length;
    await answer(licensee, ticketId, 'Store at 2 to 8 °C.');
    expect((await toldOf(cdmo, ticketId)).slice(before)).toEqual(['update']);
    expect(await verbsOf(cdmo, ticketId)).toEqual(['raised', 'asked', 'replied']);
  });

  test('a stale amendment is refused with the row as it is', async () => {
    const { sponsor, cdmo } = world;
    const ticketId = await question('Two titles at once');
    const { version } = seen(sponsor, ticketId);
    await sponsor.calls.tickets.amend.mutate({ ...on(ticketId), version, labels: ['titles'], operation: 'UP-04' });
    const late = cdmo.calls.tickets.amend.mutate({ ...on(ticketId), version, title: 'Mine' });
    await expect(late).rejects.toMatchObject({ data: { reason: 'stale', present: { labels: ['titles'] } } });
  });
});

describe('settling it', () => {
  test('an answer is pinned to its step for whoever sees the ticket, and goes when the ticket is reopened', async () => {
    const { sponsor, cdmo, licensee } = world;
    const ticketId = await question('Antifoam: smaller shots?');
    const version = seen(cdmo, ticketId).version;
    await cdmo.calls.tickets.amend.mutate({ ...on(ticketId), version, operation: 'UP-04', parameter: 'antifoam' });
    const reply = { messageId: newId(), body: '**5 ppm** every 6 h', mentions: [], fileIds: [] };
    await sponsor.calls.tickets.reply.mutate({ ...on(ticketId), ...reply, proposed: true, passTo: null });
    await cdmo.calls.tickets.accept.mutate(on(ticketId));
    await world.settled();

    const pinned = { operation: 'UP-04', answer: '5 ppm every 6 h', answeredBy: sponsor.actor.memberId };
    expect(seen(cdmo, ticketId)).toMatchObject(pinned);
    expect(seen(sponsor, ticketId)).toMatchObject(pinned);
    expect(licensee.received.join()).not.toContain('5 ppm every 6 h');

    const again = { reason: 'It foams again', turnParty: sponsor.actor.partyId };
    await cdmo.calls.tickets.reopen.mutate({ ...on(ticketId), ...again });
    await world.settled();
    expect(seen(sponsor, ticketId)).toMatchObject({ answer: null, answeredBy: null, acceptedMessageId: null });
    await world.expectReplayed();
  });

  test('an answer quoted on the ticket is not shown without the reply it comes from', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const ticketId = await question('Is the clone history needed?');
    const secret = 'the clone history of 2019';
    const reply = { messageId: newId(), body: secret, mentions: [], fileIds: [] };
    await sponsor.calls.tickets.reply.mutate({ ...on(ticketId), ...reply, proposed: true, passTo: null });
    await cdmo.calls.tickets.accept.mutate(on(ticketId));
    const wider = {
      audience: audience(cdmo, sponsor, licensee),
      history: 'from-now-on',
      reason: 'China asks',
    } as const;
    await expect(cdmo.calls.tickets.share.mutate({ ...on(ticketId), ...wider })).rejects.toThrow('answer-comes-along');

    await cdmo.calls.tickets.reopen.mutate({ ...on(ticketId), reason: 'Again', turnParty: sponsor.actor.partyId });
    await cdmo.calls.tickets.share.mutate({ ...on(ticketId), ...wider });
    const how = { resolutionCode: 'information-given', rootCause: '', answer: '' } as const;
    await cdmo.calls.tickets.resolve.mutate({ ...on(ticketId), ...how, messageId: reply.messageId });
    await world.settled();
    expect(seen(licensee, ticketId)).toMatchObject({ state: 'resolved', answer: null, answeredBy: null });
    expect([...licensee.received, ...licensee.answers.map(({ text }) => text)].join()).not.toContain(secret);
    await world.expectReplayed();
  });
});

describe('a duplicate', () => {
  test('ends for the other ticket, with its watchers; the licensee, who sees the other alone, sees nothing move', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const [duplicate, survivor] = [await question('Same question, again'), await question('Same question')];
    await sponsor.calls.tickets.merge.mutate({ ...on(duplicate), intoId: survivor, linkId: newId() });
    await world.settled();
    expect(seen(cdmo, duplicate)).toMatchObject({ state: 'cancelled', resolutionCode: 'duplicate' });
    expect(cdmo.rows('link').find(({ fromId }) => fromId === duplicate)).toMatchObject({
      relation: 'duplicates',
      toId: survivor,
    });
    expect(seen(sponsor, survivor).watchers).toContain(cdmo.actor.memberId);

    const shared = await question('For all three', licensee);
    const narrow = await question('For all three, once more');
    const received = licensee.received.length;
    await cdmo.calls.tickets.merge.mutate({ ...on(narrow), intoId: shared, linkId: newId() });
    await world.settled();
    expect(licensee.received.slice(received).join()).not.toContain(shared);
    const hidden = { ...on(shared), intoId: survivor, linkId: newId() };
    await expect(cdmo.calls.tickets.merge.mutate(hidden)).rejects.toThrow('survivor-hidden');
    await expect(licensee.calls.tickets.merge.mutate({ ...hidden, commandId: newId() })).rejects.toThrow('not-found');
    expect(audience(sponsor, cdmo)).toBe(seen(cdmo, narrow).audience);
    await world.expectReplayed();
  });
});

describe('undo', () => {
  test('gives back the turn, the clocks and the assignee; the other company sees both acts in the record', async () => {
    const { sponsor, cdmo } = world;
    const ticketId = await question('Passed by a slip');
    const before = seen(sponsor, ticketId);
    await sponsor.calls.tickets.pass.mutate({ ...on(ticketId), to: cdmo.actor.partyId });
    await world.settled();
    expect(seen(cdmo, ticketId).turnParty).toBe(cdmo.actor.partyId);

    await expect(cdmo.calls.tickets.undo.mutate({ ...on(ticketId), version: before.version + 1 })).rejects.toThrow(
      'undo-own-moves',
    );
    await sponsor.calls.tickets.undo.mutate({ ...on(ticketId), version: before.version + 1 });
    await world.settled();
    const { updatedAt, version, ...rest } = seen(cdmo, ticketId);
    expect({ ...before, updatedAt, version }).toEqual({ ...rest, updatedAt, version });
    expect(await verbsOf(cdmo, ticketId)).toEqual(['raised', 'passed', 'undone']);
    await world.expectReplayed();
  });

  test('comes too late once something followed, and for what was said', async () => {
    const { sponsor, cdmo } = world;
    const ticketId = await question('Followed at once');
    const { version } = seen(sponsor, ticketId);
    await sponsor.calls.tickets.assign.mutate({ ...on(ticketId), memberId: sponsor.actor.memberId });
    await cdmo.calls.tickets.amend.mutate({ ...on(ticketId), version: version + 1, priority: 'urgent' });
    await expect(sponsor.calls.tickets.undo.mutate({ ...on(ticketId), version: version + 1 })).rejects.toThrow(
      'changed-since',
    );
    await answer(sponsor, ticketId, 'An answer that was read');
    await expect(sponsor.calls.tickets.undo.mutate({ ...on(ticketId), version: version + 3 })).rejects.toThrow(
      'not-undoable',
    );
  });
});
