import { expect, test } from 'vitest';
import { enter, type Player } from '../world/player.ts';
import { startServer } from '../world/server.ts';
import { tell } from '../world/tell.ts';
import { question } from '../world/ticket-acts.ts';
import { newId, startWorld } from '../world/world.ts';

const DAY = 86_400_000;
const LONG = 'w '.repeat(9_000);
const AT_ONCE = 8;
const MOST_TICKETS = 3_000;

/** The network goes on, and this screen takes nothing of what it brings. */
function stopReading({ socket }: Player): { again(): void } {
  const { ws } = socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
  ws.pause();
  return { again: () => ws.resume() };
}

test('a client that stops reading is cut with a reason; the others hear every word of it all', async () => {
  const world = await startWorld();
  const { sponsor, cdmo } = world;
  const slow = await world.join('gu');
  slow.socket.emit('watch', { kind: 'program', id: slow.programId });
  cdmo.socket.emit('watch', { kind: 'program', id: cdmo.programId });
  const there = (members: readonly string[]) => members.includes(slow.actor.memberId);
  await cdmo.heard<{ members: string[] }>('presence', ({ members }) => there(members));
  const reading = stopReading(slow);

  let gone = false;
  cdmo.socket.on('presence', ({ members }: { members: string[] }) => (gone = !there(members)));
  const audience = world.audience(sponsor, cdmo);
  let sent = 0;
  while (!gone && sent < MOST_TICKETS) {
    const raised = Array.from({ length: AT_ONCE }, () => {
      const command = question(newId(), cdmo, 'A long story', audience);
      return sponsor.calls.tickets.raise.mutate({ ...command, body: LONG });
    });
    await Promise.all(raised);
    sent += AT_ONCE;
  }
  expect(gone, `still there after ${sent} long tickets`).toBe(true);
  reading.again();
  await slow.heard<{ reason: string }>('cut', ({ reason }) => reason === 'too-slow');

  const { cursor } = await cdmo.bootstrap();
  await cdmo.reached(cursor);
  slow.leave();
  await world.expectReplayed();
  tell('F10', 1, 0);
});

test('clocks that are a day apart, and one that is set back, change nothing in the order that every company sees', async () => {
  const world = await startWorld();
  const { server, sponsor, cdmo } = world;
  const beside = await startServer(server);
  const there = await enter(beside.origin, 'gu');
  try {
    const audience = world.audience(sponsor, cdmo);
    const now = server.clock.now().getTime();
    const titles: string[] = [];
    for (const [place, skew] of [0, DAY, -DAY, 0].entries()) {
      server.clock.set(new Date(now + skew).toISOString());
      beside.clock.set(new Date(now - skew).toISOString());
      for (const [player, to] of [
        [cdmo, sponsor],
        [there, sponsor],
      ] as const) {
        const title = `Question ${place} of ${player.name}`;
        await player.calls.tickets.raise.mutate(question(newId(), to, title, audience));
        titles.push(title);
      }
    }
    const { cursor } = await there.bootstrap();
    await Promise.all([cdmo.reached(cursor), there.reached(cursor)]);
    for (const player of [sponsor, cdmo, there]) {
      const { lines } = await player.calls.record.ledger.query({ after: 0 });
      const raised = (lines as { entry: { kind: string; after: { title?: string } | null } | null }[]).flatMap(
        ({ entry }) => (entry?.kind === 'ticket' && entry.after?.title !== undefined ? [entry.after.title] : []),
      );
      tell('F8', titles.length, raised.filter((title, place) => titles[place] !== title).length);
      expect(raised, player.name).toEqual(titles);
    }
    await world.expectReplayed();
  } finally {
    there.leave();
    await beside.close();
  }
});
