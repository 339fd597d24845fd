import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Player } from '../world/player.ts';
import { signIn } from '../world/player.ts';
import { openWorld, type World } from '../world/world.ts';
import { socketEvents } from './routes.ts';
import { raise, shareTicket } from './story/tickets.ts';
import { counting, scopeOf } from './story/scope.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Presence {
  readonly kind: string;
  readonly id: string;
  readonly members: string[];
}
interface Typing {
  readonly id: string;
  readonly memberId: string;
}

const ticketAmong = async (by: Player, ...others: Player[]) => ({
  kind: 'ticket',
  id: (await raise(scopeOf(by, others, counting()))).ticketId,
});
const everyFrame = (player: Player, event: string) =>
  player.received.filter((frame) => frame.startsWith(`["${event}"`));
const here =
  (player: Player, ...others: Player[]) =>
  (frame: Presence) =>
    others.every(({ actor }) => frame.members.includes(actor.memberId)) && player.actor.memberId !== '';

/** Watches an object and waits until the server has told so: whatever it did before on this connection has been done. */
async function watched(player: Player, subject: { kind: string; id: string }): Promise<void> {
  player.socket.emit('watch', subject);
  await player.heard<Presence>(
    'presence',
    (frame) => frame.id === subject.id && frame.members.includes(player.actor.memberId),
  );
}

/** A round trip with the database in it, on the player's own connection. */
async function asked(player: Player): Promise<void> {
  for (let round = 0; round < 3; round += 1)
    await new Promise((resolve) => player.socket.emit('join', { memberId: randomUUID() }, resolve));
}

test('every event that a connection may send is tried here', () => {
  expect(socketEvents().sort()).toEqual(['join', 'typing', 'unwatch', 'watch']);
});

test('a connection joins as its own person alone; a colleague, a stranger and nobody are refused in the same words', async () => {
  const { sponsor, cdmo, licensee } = world;
  const joined = (asked: unknown) => new Promise((resolve) => sponsor.socket.emit('join', asked, resolve));
  for (const memberId of [cdmo.actor.memberId, licensee.actor.memberId, randomUUID()])
    expect(await joined({ memberId })).toEqual({ refused: 'not-a-member' });
  const { memberId } = sponsor.actor;
  const strange = [{ memberId, more: 1 }, ...[-1, 0.5, 2 ** 31, '0', null].map((since) => ({ memberId, since }))];
  for (const junk of [null, 7, 'x', [], {}, { memberId: 7 }, ...strange])
    expect(await joined(junk)).toEqual({ refused: 'invalid-input' });
});

test('whoever joins is told what they missed: the lines that the route gives them, or none where these are many', async () => {
  const { sponsor, cdmo, licensee } = world;
  for (let tickets = 0; tickets < 35; tickets += 1) await ticketAmong(sponsor, cdmo, licensee);
  await ticketAmong(sponsor, cdmo);
  for (const player of [sponsor, cdmo, licensee]) {
    const { memberId } = player.actor;
    const { cursor: head } = (await player.calls.record.ledger.query({ after: 0 })).head;
    expect(head).toBeGreaterThan(101);
    await player.reached(head);
    for (const since of [0, head - 101, head - 100, head - 1, head, head + 1]) {
      const answer = await player.fetch(`/sync/${player.programId}/since/${since}?as=${memberId}`);
      const [delta] = (await answer.text()).split('\n').filter(Boolean);
      const joined = await new Promise((resolve) => player.socket.emit('join', { memberId, since }, resolve));
      const told = since < head - 100 || since >= head ? {} : { missed: JSON.parse(delta ?? '') as unknown };
      expect(joined, `${player.name} since ${since}`).toEqual({ partyId: player.actor.partyId, head, ...told });
    }
  }
});

test('without a session there is no connection', async () => {
  const { server, sponsor } = world;
  for (const extraHeaders of [
    {},
    { cookie: 'crossflow.session_token=forged' },
    { cookie: sponsor.cookie, origin: 'https://elsewhere.example' },
  ] as Record<string, string>[]) {
    const socket = io(server.origin, {
      path: '/socket.io',
      transports: ['websocket'],
      extraHeaders,
      forceNew: true,
      reconnection: false,
    });
    onTestFinished(() => void socket.disconnect());
    expect(
      await new Promise(
        (resolve) => (
          socket.on('connect', () => resolve('connected')),
          socket.on('connect_error', () => resolve('refused'))
        ),
      ),
    ).toBe('refused');
  }
});

test('who watches a hidden object hears nothing of it, and is heard by nobody', async () => {
  const { sponsor, cdmo, licensee, secondLicensee } = world;
  const otto = await world.join('otto', 'BIRCH-7');
  const hidden = await ticketAmong(sponsor, cdmo);
  const seen = await ticketAmong(sponsor, cdmo, licensee);
  for (const stranger of [licensee, secondLicensee, otto]) {
    stranger.socket.emit('watch', hidden);
    stranger.socket.emit('typing', { ...hidden, private: false, on: true });
    await asked(stranger);
    stranger.socket.emit('typing', { ...hidden, private: true, on: true });
    stranger.socket.emit('unwatch', hidden);
    await asked(stranger);
  }
  await watched(sponsor, hidden);
  await watched(cdmo, hidden);
  cdmo.socket.emit('typing', { ...hidden, private: false, on: true });
  await sponsor.heard<Typing>('typing', ({ memberId }) => memberId === cdmo.actor.memberId);
  await Promise.all([watched(sponsor, seen), watched(licensee, seen)]);
  await sponsor.heard<Presence>('presence', (frame) => frame.id === seen.id && here(sponsor, licensee)(frame));
  const strangers = [licensee, secondLicensee, otto].map(({ actor }) => actor.memberId);
  for (const stranger of [licensee, secondLicensee, otto])
    expect(
      stranger.received.filter((frame) => frame.includes(hidden.id)),
      stranger.name,
    ).toEqual([]);
  for (const insider of [sponsor, cdmo])
    expect(
      insider.received.filter(
        (frame) =>
          !frame.startsWith('["delta"') && frame.includes(hidden.id) && strangers.some((id) => frame.includes(id)),
      ),
      insider.name,
    ).toEqual([]);
});

test('companies that may not know of each other never meet, not even over what both of them see', async () => {
  const { sponsor, licensee, secondLicensee } = world;
  const shared = [
    { kind: 'program', id: sponsor.programId },
    { kind: 'party', id: sponsor.actor.partyId },
    { kind: 'member', id: sponsor.actor.memberId },
  ];
  for (const subject of shared) {
    for (const player of [licensee, secondLicensee, sponsor]) await watched(player, subject);
    await sponsor.heard<Presence>(
      'presence',
      (frame) => frame.id === subject.id && here(sponsor, licensee, secondLicensee)(frame),
    );
    for (const player of [licensee, secondLicensee])
      player.socket.emit('typing', { ...subject, private: false, on: true });
    for (const player of [licensee, secondLicensee])
      await sponsor.heard<Typing>(
        'typing',
        (frame) => frame.id === subject.id && frame.memberId === player.actor.memberId,
      );
    sponsor.socket.emit('typing', { ...subject, private: false, on: true });
    for (const player of [licensee, secondLicensee])
      await player.heard<Typing>(
        'typing',
        (frame) => frame.id === subject.id && frame.memberId === sponsor.actor.memberId,
      );
    secondLicensee.socket.emit('unwatch', subject);
    await sponsor.heard<Presence>(
      'presence',
      (frame) =>
        frame.id === subject.id && !frame.members.includes(secondLicensee.actor.memberId) && frame.members.length === 2,
    );
  }
  const names = ({ actor }: Player) => [actor.memberId, actor.partyId, actor.personId];
  for (const [player, other] of [
    [licensee, secondLicensee],
    [secondLicensee, licensee],
  ] as const)
    for (const name of names(other))
      expect(
        player.received.filter((frame) => frame.includes(name)),
        player.name,
      ).toEqual([]);
  // How often something is told must not tell of the other either: its coming and going are no frames of one's own.
  const ids = shared.map(({ id }) => id);
  const frames = everyFrame(licensee, 'presence')
    .map((frame) => JSON.parse(frame) as [string, Presence])
    .filter(([, { id }]) => ids.includes(id));
  const repeated = frames.filter(
    ([, frame], place) => place > 0 && JSON.stringify(frames[place - 1]![1]) === JSON.stringify(frame),
  );
  expect(repeated, 'frames that tell nothing, and so that something hidden moved').toEqual([]);
});

test('typing in private is heard by colleagues alone', async () => {
  const { sponsor, cdmo } = world;
  const colleague = await world.join('julien');
  const subject = await ticketAmong(sponsor, cdmo);
  for (const player of [sponsor, cdmo, colleague]) await watched(player, subject);
  sponsor.socket.emit('typing', { ...subject, private: true, on: true });
  await colleague.heard<Typing>('typing', ({ memberId }) => memberId === sponsor.actor.memberId);
  colleague.socket.emit('typing', { ...subject, private: false, on: true });
  await cdmo.heard<Typing>('typing', ({ memberId }) => memberId === colleague.actor.memberId);
  expect(everyFrame(cdmo, 'typing').filter((frame) => frame.includes(sponsor.actor.memberId))).toEqual([]);
});

test('a company that loses an object hears no more of who is there, and is no longer seen there', async () => {
  const { sponsor, cdmo, licensee } = world;
  const subject = await ticketAmong(sponsor, cdmo, licensee);
  for (const player of [sponsor, cdmo, licensee]) await watched(player, subject);
  await shareTicket(sponsor, subject.id, sponsor.actor.seat + cdmo.actor.seat, 'no longer');
  await sponsor.heard<Presence>('presence', (frame) => frame.id === subject.id && frame.members.length === 2);
  await licensee.heard<{ lines: { entry: { subjectId: string; after: unknown } }[] }>('delta', ({ lines }) =>
    lines.some(({ entry }) => entry.subjectId === subject.id && entry.after === null),
  );
  const before = licensee.received.length;
  cdmo.socket.emit('typing', { ...subject, private: false, on: true });
  await sponsor.heard<Typing>('typing', ({ memberId }) => memberId === cdmo.actor.memberId);
  licensee.socket.emit('typing', { ...subject, private: false, on: true });
  await asked(licensee);
  expect(licensee.received.slice(before).filter((frame) => frame.includes(subject.id))).toEqual([]);
  const heard = everyFrame(sponsor, 'typing').filter((frame) => frame.includes(subject.id));
  expect(heard.filter((frame) => frame.includes(licensee.actor.memberId))).toEqual([]);
});

test('a consultant who changes companies on one connection hears no more of the company before', async () => {
  const { sponsor, cdmo } = world;
  const [marc, elsewhere] = [await world.join('marc'), await world.join('marc', 'BIRCH-7')];
  const subject = await ticketAmong(sponsor, cdmo);
  for (const player of [sponsor, cdmo, marc]) await watched(player, subject);
  await joinAs(marc.socket, elsewhere.actor.memberId);
  await sponsor.heard<Presence>(
    'presence',
    (frame) => frame.id === subject.id && !frame.members.includes(marc.actor.memberId) && frame.members.length === 2,
  );
  const before = marc.received.length;
  cdmo.socket.emit('typing', { ...subject, private: false, on: true });
  await sponsor.heard<Typing>('typing', ({ memberId }) => memberId === cdmo.actor.memberId);
  const later = await ticketAmong(sponsor, cdmo);
  await sponsor.heard<{ lines: { entry: { subjectId: string } }[] }>('delta', ({ lines }) =>
    lines.some(({ entry }) => entry.subjectId === later.id),
  );
  await asked(marc);
  expect(marc.received.slice(before).filter((frame) => frame.includes(subject.id) || frame.includes(later.id))).toEqual(
    [],
  );
});

test('an open connection ends with the session and with the part in the program', async () => {
  const { sponsor, server } = world;
  const thomas = await world.join('thomas');
  const cut = (player: Player) => player.heard<{ reason: string }>('cut', () => true);
  await sponsor.calls.organizations.endMember.mutate({ commandId: randomUUID(), memberId: thomas.actor.memberId });
  expect(await cut(thomas)).toEqual({ reason: 'access-ended' });
  thomas.leave();
  const julien = await world.join('julien');
  await julien.fetch('/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  expect(await cut(julien)).toEqual({ reason: 'signed-out' });
  julien.leave();
  await signIn(server.origin, 'julien');
});

function joinAs(socket: Socket, memberId: string): Promise<unknown> {
  return new Promise((resolve) => socket.emit('join', { memberId }, resolve));
}
