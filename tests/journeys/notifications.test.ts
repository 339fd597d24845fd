import { expect, test } from 'vitest';
import type { Player } from '../world/player.ts';
import { answer, ask } from '../world/ticket-acts.ts';
import { newId, startWorld, type World } from '../world/world.ts';

interface Told {
  readonly id: string;
  readonly subjectId: string;
  readonly reason: string;
  readonly state: string;
  readonly snoozedUntil: string | null;
}
interface Stream {
  readonly notifications: readonly Told[];
  readonly muted: readonly { subjectId: string }[];
}

const stream = async (player: Player): Promise<Stream> =>
  (await (await player.fetch('/sync/personal/since/0')).json()) as Stream;
const of = async (player: Player, subjectId: string) =>
  (await stream(player)).notifications.filter((one) => one.subjectId === subjectId);

/** The CDMO asks the sponsor; Camille is told that it is her company's turn, and answers, so that later replies are news to her. */
async function asked({ sponsor, cdmo }: World) {
  const { ticketId } = await ask(cdmo, sponsor, 'Which filter?', sponsor.actor.seat | cdmo.actor.seat);
  await answer(sponsor, ticketId, 'The larger one');
  const [first] = await of(sponsor, ticketId);
  expect(first).toMatchObject({ reason: 'your-turn', state: 'unread', snoozedUntil: null });
  return { ticketId, first: first! };
}

const mention = (by: Player, ticketId: string, who: Player) =>
  by.calls.tickets.reply.mutate({
    ...{
      commandId: newId(),
      ticketId,
      messageId: newId(),
      body: `@${who.name} a word`,
      mentions: [who.actor.memberId],
    },
    ...{ fileIds: [], proposed: false, passTo: null },
  });
const assign = (by: Player, ticketId: string, memberId: string | null) =>
  by.calls.tickets.assign.mutate({ commandId: newId(), ticketId, memberId });

test('of a muted ticket the sponsor hears nothing but a mention and an assignment; her colleague hears as before', async () => {
  const world = await startWorld();
  const { sponsor, cdmo, join } = world;
  const julien = await join('julien');
  const { ticketId } = await asked(world);
  const mute = (muted: boolean) =>
    sponsor.calls.notifications.mute.mutate({ commandId: newId(), subjectId: ticketId, muted });
  await mute(true);
  const reasons = async (player: Player) => (await of(player, ticketId)).map(({ reason }) => reason);
  const pass = (by: Player, to: Player) =>
    by.calls.tickets.pass.mutate({ commandId: newId(), ticketId, to: to.actor.partyId });

  await pass(sponsor, cdmo);
  await pass(cdmo, sponsor);
  expect(await reasons(sponsor)).toEqual(['your-turn']);
  expect((await reasons(julien)).length).toBe(2);
  await mention(cdmo, ticketId, sponsor);
  await assign(julien, ticketId, sponsor.actor.memberId);
  expect(await reasons(sponsor)).toEqual(['your-turn', 'mentioned', 'assigned']);
  expect((await stream(sponsor)).muted.map(({ subjectId }) => subjectId)).toEqual([ticketId]);
  expect((await stream(julien)).muted).toEqual([]);

  await mute(false);
  await pass(sponsor, cdmo);
  await pass(cdmo, sponsor);
  expect((await reasons(sponsor)).at(-1)).toBe('your-turn');
  expect((await stream(sponsor)).muted).toEqual([]);
});

test('a snoozed ticket sleeps in every tab until its time; a mention wakes it; a time that has passed is refused', async () => {
  const world = await startWorld();
  const { sponsor, cdmo, join } = world;
  const otherTab = await join('camille');
  const { ticketId, first } = await asked(world);
  const until = new Date(world.server.clock.now().getTime() + 86_400_000).toISOString();
  const snooze = (at: string) =>
    sponsor.calls.notifications.snooze.mutate({ commandId: newId(), ids: [first.id], until: at });

  await snooze(until);
  const heard = await otherTab.heard<Stream>('personal', ({ notifications }) =>
    notifications.some(({ id, snoozedUntil }) => id === first.id && snoozedUntil === until),
  );
  expect(heard.notifications.find(({ id }) => id === first.id)?.state).toBe('unread');
  await expect(snooze('2020-01-01T00:00:00.000Z')).rejects.toMatchObject({ data: { reason: 'snooze-in-the-past' } });

  await mention(cdmo, ticketId, sponsor);
  const woken = await of(sponsor, ticketId);
  expect(woken.map(({ reason, snoozedUntil }) => [reason, snoozedUntil])).toEqual([
    ['your-turn', null],
    ['mentioned', null],
  ]);
});

test('what is only news sleeps with a snoozed ticket, and comes back with it', async () => {
  const world = await startWorld();
  const { sponsor, cdmo } = world;
  const { ticketId } = await ask(sponsor, cdmo, 'When is the lot ready?', sponsor.actor.seat | cdmo.actor.seat);
  await mention(cdmo, ticketId, sponsor);
  const ids = (await of(sponsor, ticketId)).map(({ id }) => id);
  const until = new Date(world.server.clock.now().getTime() + 3_600_000).toISOString();
  await sponsor.calls.notifications.snooze.mutate({ commandId: newId(), ids, until });

  await answer(cdmo, ticketId, 'On Friday');

  const slept = await of(sponsor, ticketId);
  expect(slept.length).toBe(ids.length + 1);
  expect(new Set(slept.map(({ snoozedUntil }) => snoozedUntil))).toEqual(new Set([until]));
});
