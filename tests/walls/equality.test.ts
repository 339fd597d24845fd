import { randomUUID } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asSuperuser } from '../world/databases.ts';
import type { Player } from '../world/player.ts';
import { ask } from '../world/ticket-acts.ts';
import { tell } from '../world/tell.ts';
import { openWorld, type World } from '../world/world.ts';
import { cases } from './cases/index.ts';
import { call, procedures } from './door.ts';
import { sampled } from './sample.ts';
import { kinds } from './schema.ts';
import type { AnyRow } from './stage.ts';
import { tellDocument } from './story/documents.ts';
import { countedIds, newId, withIds } from './story/ids.ts';
import { tellBatch } from './story/manufacturing.ts';
import { command, counting, type Scope, scopeOf } from './story/scope.ts';
import { note, tellTicket } from './story/tickets.ts';
import { tellView } from './story/views.ts';

/** Who acts behind the others' backs: nobody; the sponsor and the second licensee; these and the CDMO with the sponsor. */
type Secrets = 'none' | 'of the sponsor' | 'of the sponsor and the cdmo';
const viewers = ['licensee', 'cdmo', 'outsider', 'second licensee'] as const;
type Told = Readonly<Record<(typeof viewers)[number], string>>;

interface Telling {
  readonly world: World;
  readonly serial: () => number;
  readonly gu: Player;
  readonly otto: Player;
  readonly shen: Player;
  readonly secrets: Secrets;
  readonly hidden: () => string;
  /** Numbers that people give are their own as well: the visible ones go on as if nothing were. */
  readonly secretly: Pick<Telling, 'serial' | 'world'>;
}
const scopeIn = ({ serial, world }: Pick<Telling, 'serial' | 'world'>, by: Player, ...others: Player[]): Scope => ({
  ...scopeOf(by, others, serial),
  now: () => world.server.clock.now().toISOString(),
});

/** After which steps of the story the others act. */
const secretMinutes = sampled([1, 3, 5, 7]);

/** The same story, each step at the same instant and with the same ids; between its steps, what others do in secret. */
async function play(secrets: Secrets): Promise<Told> {
  const world = await openWorld();
  try {
    const telling = {
      world,
      serial: counting(),
      gu: await world.join('gu'),
      otto: await world.join('otto', 'BIRCH-7'),
      shen: await world.join('shen', 'BIRCH-7'),
      secrets,
      hidden: countedIds(2),
      secretly: { world, serial: counting(1000) },
    };
    const { sponsor, cdmo, licensee, secondLicensee } = world;
    const { gu, otto, shen } = telling;
    const visible = countedIds(1);
    let minute = 0;
    const step = async <T>(piece: () => Promise<T>): Promise<T> => {
      world.server.clock.set(new Date(Date.UTC(2026, 2, 2, 8, (minute += 1))).toISOString());
      const told = await withIds(visible, piece);
      await world.settled();
      if (secrets !== 'none' && secretMinutes.includes(minute)) await withIds(telling.hidden, () => secretly(telling));
      await world.settled();
      return told;
    };
    const { ticketId } = await step(() => tellTicket(scopeIn(telling, sponsor, cdmo, licensee)));
    if (secrets !== 'none')
      await withIds(telling.hidden, () => note(sponsor, scopeIn(telling.secretly, sponsor), ticketId));
    const { documentId } = await step(() => tellDocument(scopeIn(telling, sponsor, cdmo, licensee)));
    await step(() => tellView(scopeIn(telling, sponsor, cdmo, licensee)));
    await step(() => tellBatch(scopeIn(telling, gu, sponsor, licensee)));
    await step(() =>
      sponsor.calls.links.link.mutate({
        ...command(),
        linkId: newId(),
        from: { kind: 'ticket', id: ticketId },
        to: { kind: 'document', id: documentId },
      }),
    );
    await step(() => tellTicket(scopeIn(telling, otto, shen)));
    await step(() => tellTicket(scopeIn(telling, secondLicensee)));
    await step(() => presence(telling, ticketId));
    await learnSecretIds(world);
    return {
      licensee: await bytesOf(telling, licensee),
      cdmo: await bytesOf(telling, cdmo),
      outsider: await bytesOf(telling, otto),
      'second licensee': await bytesOf(telling, secondLicensee),
    };
  } finally {
    await world.close();
  }
}

async function secretly(telling: Telling): Promise<void> {
  const { world, gu, secrets, secretly: own } = telling;
  const { sponsor, cdmo, secondLicensee } = world;
  const among = [scopeIn(own, sponsor)];
  // Of the second licensee alone nothing may be compared when it is in the secret itself.
  if (secrets === 'of the sponsor') among.push(scopeIn(own, sponsor, secondLicensee));
  if (secrets === 'of the sponsor and the cdmo') among.push(scopeIn(own, sponsor, cdmo), scopeIn(own, gu));
  for (const scope of among) {
    const { ticketId } = await tellTicket(scope);
    await tellView(scope);
    const { documentId } = await tellDocument(scope);
    await scope.by.calls.links.link.mutate({
      ...command(),
      linkId: newId(),
      from: { kind: 'ticket', id: ticketId },
      to: { kind: 'document', id: documentId },
    });
  }
  if (secrets === 'of the sponsor and the cdmo') await tellBatch(scopeIn(own, gu, sponsor));
  if (secrets !== 'of the sponsor') return;
  secondLicensee.socket.emit('watch', { kind: 'program', id: sponsor.programId });
  secondLicensee.socket.emit('typing', { kind: 'program', id: sponsor.programId, private: false, on: true });
}

async function presence({ world }: Telling, ticketId: string): Promise<void> {
  const { sponsor, licensee } = world;
  for (const subject of [
    { kind: 'program', id: sponsor.programId },
    { kind: 'ticket', id: ticketId },
  ]) {
    licensee.socket.emit('watch', subject);
    await licensee.heard<{ id: string }>('presence', ({ id }) => id === subject.id);
    sponsor.socket.emit('watch', subject);
    await licensee.heard<{ id: string; members: string[] }>(
      'presence',
      ({ id, members }) => id === subject.id && members.includes(sponsor.actor.memberId),
    );
    sponsor.socket.emit('typing', { ...subject, private: false, on: true });
    await licensee.heard<{ id: string }>('typing', ({ id }) => id === subject.id);
  }
}

/** All that a company can get out of the server, in a fixed order, without what differs by chance. */
async function bytesOf(telling: Telling, player: Player): Promise<string> {
  const told: string[] = [framesOf(player)];
  const { actor, programId } = player;
  for (const path of [
    `/sync/${programId}/bootstrap`,
    `/sync/${programId}/since/0`,
    `/sync/${programId}/since/7`,
    `/ledger/${programId}`,
    '/sync/personal/since/0',
  ])
    told.push(await (await player.fetch(`${path}?as=${actor.memberId}`)).text());
  const { rows } = await player.bootstrap();
  told.push(...(await answersOf(telling, player, rows)));
  return withoutChance(told.join('\n'));
}

/** Every procedure that only asks, of every row that the company sees; and every command, of rows that are hidden from it or not there at all. */
async function answersOf(
  { world }: Telling,
  player: Player,
  rows: Record<string, AnyRow[] | readonly { id: string }[]>,
): Promise<string[]> {
  const as = { cookie: player.cookie, memberId: player.actor.memberId };
  const told: string[] = [];
  for (const procedure of procedures({ world })) {
    const one = cases[procedure.path.split('.')[0]!]?.[procedure.path.split('.')[1]!];
    if (one?.input === undefined || one.door !== undefined) continue;
    const slots = one.slots ?? [];
    const knocker = {
      ...as,
      name: player.name,
      partyId: player.actor.partyId,
      personId: player.actor.personId,
      seat: player.actor.seat,
      viewer: { part: null },
    };
    const asked = procedure.mutation ? [NONE] : ((rows[slots[0]?.kind ?? ''] ?? [NONE]) as AnyRow[]);
    for (const row of slots.length === 0 && procedure.mutation ? [] : asked) {
      const given = slots.map(({ kind }) =>
        procedure.mutation ? { ...NONE, id: secretIds.get(kind) ?? NONE.id } : row,
      );
      const input = one.input({ rows: given, fresh: (one.fresh ?? []).map(() => NONE.id), as: knocker });
      const { bytes, body } = await call(world.server.origin, procedure, as, input);
      const head = bytes.slice(0, bytes.lastIndexOf('\n'));
      told.push(`${procedure.path} ${head}`, JSON.stringify(sorted(body)));
    }
  }
  return told;
}

// By kind: the id of a row that only the secret thread of the story makes. The same id is asked for where there is no such row.
const secretIds = new Map<string, string>();

async function learnSecretIds({ server }: World): Promise<void> {
  await asSuperuser(server.databaseUrl, async (client) => {
    for (const [kind, { table }] of kinds) {
      const { rows } = await client.query<{ id: string }>(
        `select id from public."${getTableName(table)}" where id::text like '00000002-%' order by id limit 1`,
      );
      if (rows[0] !== undefined && !secretIds.has(kind)) secretIds.set(kind, rows[0].id);
    }
  });
}

const NONE = { id: '00000009-0000-4000-8000-000000000009', programId: '', audience: 1, version: 1 } as AnyRow;

/** Rows of one instant stand in the order of their ids, and those are drawn: here they stand by what they say. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).toSorted((a, b) => (said(a) < said(b) ? -1 : 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, sorted(field)]));
}
const said = (value: unknown) => JSON.stringify(value).replaceAll(CHANCE, '#');

/** What the socket brought. How many lines came in one frame is a matter of timing. */
function framesOf(player: Player): string {
  const frames = player.received.map(
    (frame) => JSON.parse(frame) as [string, { lines?: { n: number; entry: unknown }[]; notifications?: unknown[] }],
  );
  const lines = frames.flatMap(([event, { lines: some }]) => (event === 'delta' ? some! : []));
  const others = frames.filter(([event]) => event === 'presence' || event === 'typing');
  return [...lines, ...others].map((line) => JSON.stringify(line)).join('\n');
}

const CHANCE =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|\b[TD]-[0-9A-Z]{4,5}\b|req_[0-9a-f]{10}|keep-alive: timeout=\d+/g;

/** Ids, hashes and keys that the server draws become the place at which they were first met. */
function withoutChance(text: string): string {
  const met = new Map<string, string>();
  return text.replaceAll(CHANCE, (word) => {
    if (!met.has(word)) met.set(word, `#${met.size}`);
    return met.get(word)!;
  });
}

function expectSame(a: Told, b: Told, viewer: keyof Told): void {
  const [before, after] = [a[viewer].split('\n'), b[viewer].split('\n')];
  const place = before.findIndex((line, at) => line !== after[at]);
  tell('W2', before.length, place === -1 && after.length === before.length ? 0 : 1);
  expect({ place, lines: after.length, line: after[place]?.slice(0, 2_000) }, `what the ${viewer} gets`).toEqual({
    place: -1,
    lines: before.length,
    line: undefined,
  });
  expect(before.length, `what the ${viewer} gets at all`).toBeGreaterThan(40);
}

const comparisons = [
  {
    secrets: 'of the sponsor and the cdmo',
    outside: ['licensee', 'outsider', 'second licensee'],
    inside: 'cdmo',
  },
  {
    secrets: 'of the sponsor',
    outside: ['licensee', 'cdmo', 'outsider'],
    inside: 'second licensee',
  },
] as const;

test("one company's bytes are the same whether or not others do something behind its back", async () => {
  const told: [(typeof comparisons)[number], Told][] = [];
  for (const one of sampled(comparisons)) told.push([one, await play(one.secrets)]);
  const quiet = await play('none');
  for (const [{ outside, inside }, secretive] of told) {
    for (const viewer of outside) expectSame(quiet, secretive, viewer);
    expect(secretive[inside], 'who is in the secret gets more').not.toBe(quiet[inside]);
  }
  expect(secretIds.size).toBeGreaterThan(5 * told.length);
  console.log(
    `walls/equality: ${viewers.map((viewer) => `${viewer} ${quiet[viewer].length}`).join(', ')} bytes compared, 0 differ`,
  );
}, 300_000);

test('a search gives the licensee the same bytes whether or not hidden messages hold the words, however many do', async () => {
  const world = await openWorld();
  try {
    const { sponsor, cdmo, licensee } = world;
    world.server.clock.set('2026-03-02T08:00:00.000Z');
    const { ticketId } = await tellTicket(scopeOf(sponsor, [cdmo, licensee], counting()));
    await sponsor.calls.tickets.reply.mutate({ ...saying('A heron on day nine, 过滤面积', ticketId), ...plain });
    const found = async ({ cookie, actor }: Player) => {
      const told: string[] = [];
      for (const text of ['heron', 'heron nine', 'osprey', '面积', '苍鹭', 'T-', 'heron osprey', '%'])
        for (const since of [null, '2026-01-01T00:00:00.000Z'])
          told.push(
            (
              await call(
                world.server.origin,
                { path: 'search.find', mutation: false },
                { cookie, memberId: actor.memberId },
                { text, since, until: null },
              )
            ).bytes,
          );
      return told;
    };
    const [before, own] = [await found(licensee), await found(sponsor)];
    expect(before[0]).toContain('A heron on day nine');

    world.server.clock.set('2026-03-02T09:00:00.000Z');
    const words = 'Osprey and heron on day nine, 苍鹭, 过滤面积';
    // More than a search gives at most, and newer: counted before the wall they would push out what is seen.
    for (let round = 0; round < 21; round += 1)
      await Promise.all(Array.from({ length: 10 }, () => sponsor.calls.tickets.note.mutate(saying(words, ticketId))));
    await cdmo.calls.tickets.note.mutate(saying(words, ticketId));
    await ask(cdmo, sponsor, words, sponsor.actor.seat | cdmo.actor.seat);
    await world.settled();

    expect(await found(licensee)).toEqual(before);
    expect(await found(sponsor), 'who sees them finds them').not.toEqual(own);
  } finally {
    await world.close();
  }
}, 120_000);

const saying = (body: string, ticketId: string) => ({
  ...{ commandId: randomUUID(), ticketId, messageId: randomUUID() },
  ...{ body, mentions: [], fileIds: [] },
});
const plain = { proposed: false, passTo: null };
