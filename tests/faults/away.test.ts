import { expect, onTestFinished, test, vi } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { Delta } from '@crossflow/domain/record/entry';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import { Replica, type RowsOf } from '../../apps/web/src/lib/kernel/replica.ts';
import { addDocument } from '../walls/story/documents.ts';
import { command, counting, plainText, type Scope, scopeOf } from '../walls/story/scope.ts';
import { raise, reply, shareTicket, ticketOf } from '../walls/story/tickets.ts';
import { asSuperuser } from '../world/databases.ts';
import { enter, type Player } from '../world/player.ts';
import { tell } from '../world/tell.ts';
import { ask } from '../world/ticket-acts.ts';
import { headsOf, newId, RESIDENT, startWorld, type World } from '../world/world.ts';

// A thousand writes on a busy machine take their time; the proof goes further still.
vi.setConfig({ testTimeout: Number(process.env['CROSSFLOW_TIMEOUT'] ?? 240_000) });

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const LONGEST = 7 * DAY;
const MOST_ENTRIES = Number(process.env['CROSSFLOW_GAP'] ?? 1_100);
const AT_ONCE = 8;

interface Absence {
  readonly name: string;
  readonly away: number;
  /** How many entries of the sponsor's ledger come in meanwhile, at least. */
  readonly entries: number;
}

/** From the longest to the shortest, so that they all come back at the same moment. */
const absences: readonly Absence[] = [
  { name: '7 days', away: LONGEST, entries: MOST_ENTRIES },
  { name: '1 day', away: DAY, entries: Math.ceil(MOST_ENTRIES / 8) },
  { name: '1 hour', away: HOUR, entries: 40 },
  { name: '1 second', away: SECOND, entries: 1 },
];

/** What a closed browser keeps of a program: its rows and the place in the ledger, as text. */
interface Device extends Absence {
  readonly person: Player['person'];
  readonly cookie: string;
  readonly cursor: number;
  readonly text: string;
  /** Tickets whose pages were open. */
  readonly opened: readonly string[];
}

test('whoever was away for a second, an hour, a day or seven has on return what a fresh bootstrap has, byte for byte, whatever was shared, narrowed and withdrawn meanwhile', async () => {
  const world = await startWorld();
  const { server, sponsor, cdmo, licensee, secondLicensee } = world;
  const back = server.clock.now().getTime() + LONGEST;
  const devices: Device[] = [];
  for (const { name, away, entries } of absences) {
    server.clock.set(new Date(back - away).toISOString());
    const before = await tellBefore(world);
    for (const { person } of [sponsor, cdmo, licensee, secondLicensee])
      devices.push(await leaveFor({ name, away, entries }, await enter(server.origin, person), before));
    if (entries === 1) await changeOne(sponsor, before.kept);
    else {
      await changeAll(world, before);
      await write(world, entries);
    }
  }
  server.clock.set(new Date(back).toISOString());
  await endSessions(server.databaseUrl, devices);

  for (const device of devices) {
    const { replica, fresh, player, missed } = await comeBack(server.origin, device);
    const different = differences(replica, fresh.rows);
    tell('F5', 1, different.length === 0 && replica.cursor === fresh.cursor ? 0 : 1);
    expect(different, `${player.name}, away for ${device.name}`).toEqual([]);
    expect(replica.cursor).toBe(fresh.cursor);
    if (player.person === sponsor.person) expect(missed, device.name).toBeGreaterThanOrEqual(device.entries);
    await expectPages(replica, player, device.opened);
  }
  expect(devices).toHaveLength(absences.length * 4);
});

interface Before {
  readonly kept: string;
  readonly narrowed: string;
  readonly widened: string;
  readonly thereAndBack: string;
  readonly goneAndAgain: string;
  readonly document: { documentId: string; versionId: string };
  readonly linkId: string;
}

const audienceOf = (...players: Player[]) => players.reduce((all, { actor }) => all | actor.seat, 0);

const serial = counting();
const scope = (by: Player, ...others: Player[]): Scope => scopeOf(by, others, serial, plainText);

/** What stands there as they leave. */
async function tellBefore({ sponsor, cdmo, licensee }: World): Promise<Before> {
  const two = scope(sponsor, cdmo);
  const three = scope(sponsor, cdmo, licensee);
  const raised = async (told: Scope) => {
    const { ticketId } = await raise(told);
    for (const player of [told.by, ...told.others]) await reply(player, told, ticketId);
    return ticketId;
  };
  const [kept, narrowed, goneAndAgain] = [await raised(three), await raised(three), await raised(three)];
  const [widened, thereAndBack] = [await raised(two), await raised(two)];
  const document = await addDocument(three);
  const linkId = newId();
  const ends = { from: { kind: 'document', id: document.documentId }, to: { kind: 'ticket', id: kept } } as const;
  await sponsor.calls.links.link.mutate({ ...command(), linkId, ...ends });
  return { kept, narrowed, widened, thereAndBack, goneAndAgain, document, linkId };
}

/** Everything that may happen to a row that somebody has: it goes, it comes, it comes and goes, it goes and comes, it is taken out. */
async function changeAll(world: World, before: Before): Promise<void> {
  const { sponsor, cdmo, licensee, secondLicensee } = world;
  const [two, three] = [audienceOf(sponsor, cdmo), audienceOf(sponsor, cdmo, licensee)];
  await shareTicket(sponsor, before.narrowed, two, 'theirs no more');
  await shareTicket(sponsor, before.widened, three, 'theirs as well');
  await shareTicket(sponsor, before.thereAndBack, two | secondLicensee.actor.seat, 'for a while');
  await reply(secondLicensee, scope(sponsor, cdmo, secondLicensee), before.thereAndBack);
  await shareTicket(sponsor, before.thereAndBack, two, 'no longer');
  await shareTicket(sponsor, before.goneAndAgain, two, 'not theirs');
  await reply(cdmo, scope(sponsor, cdmo), before.goneAndAgain);
  await shareTicket(sponsor, before.goneAndAgain, three, 'theirs again', 'from-now-on');
  const { documentId, versionId } = before.document;
  const share = { documentId, audience: two, versionIds: [versionId], reason: 'theirs no more' };
  await sponsor.calls.documents.share.mutate({ ...command(), ...share });
  await sponsor.calls.links.unlink.mutate({ ...command(), linkId: before.linkId });
  await changeOne(sponsor, before.kept);
}

async function changeOne(player: Player, ticketId: string): Promise<void> {
  const { version } = await ticketOf(player, ticketId);
  await player.calls.tickets.amend.mutate({ ...command(), ticketId, version, title: `Changed after ${version}` });
}

/** Questions between the companies, until the sponsor's ledger has grown by so many lines. */
async function write({ server, sponsor, cdmo, licensee, secondLicensee }: World, entries: number): Promise<void> {
  const head = async () => (await headsOf(server.databaseUrl)).get(sponsor.actor.partyId) ?? 0;
  const until = (await head()) + entries;
  const audiences = [licensee, secondLicensee].map((one) => audienceOf(sponsor, cdmo, one));
  while ((await head()) < until) {
    const asked = Array.from({ length: AT_ONCE }, (_, i) => ask(cdmo, sponsor, `Question ${i}`, audiences[i % 2]!));
    await Promise.all(asked);
  }
}

async function leaveFor(absence: Absence, player: Player, before: Before): Promise<Device> {
  const { replica, person, cookie } = player;
  const opened = [before.kept, before.narrowed, before.thereAndBack, before.goneAndAgain];
  for (const ticketId of opened) {
    const fetching = replica.beginFetch();
    const thread = await player.calls.tickets.thread.query({ ticketId }).catch(() => ({}));
    replica.merge(fetching, thread as RowsOf);
  }
  player.leave();
  const rows = Object.fromEntries(replica.kinds().map((kind) => [kind, replica.list(kind)]));
  return { ...absence, person, cookie, cursor: replica.cursor, text: JSON.stringify(rows), opened };
}

/** A sign-in lasts a week; the database's own clock counts it, which no test sets. */
async function endSessions(databaseUrl: string, devices: readonly Device[]): Promise<void> {
  const tokens = devices
    .filter(({ away }) => away >= LONGEST)
    .map(({ cookie }) => decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0]);
  await asSuperuser(databaseUrl, async (client) => {
    const { rowCount } = await client.query(`update session set expires_at = now() where token = any($1)`, [tokens]);
    expect(rowCount).toBe(tokens.length);
  });
}

async function comeBack(origin: string, { person, cookie, away, cursor, text }: Device) {
  const player = await enter(origin, person);
  onTestFinished(() => player.leave());
  const address = `/sync/${player.programId}/since/${cursor}?as=${player.actor.memberId}`;
  const old = await fetch(origin + address, { headers: { cookie } });
  expect(old.status).toBe(away < LONGEST ? 200 : 401);
  const since = async (n: number) => deltasIn(await player.fetch(address.replace(`/${cursor}?`, `/${n}?`)));
  const replica = new Replica(player.actor.mask, { since });
  replica.reset(cursor, JSON.parse(text) as RowsOf);
  await replica.catchUp();
  const fresh = await player.bootstrap();
  return { player, replica, fresh, missed: fresh.cursor - cursor };
}

async function deltasIn(answer: Response): Promise<Delta[]> {
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Delta);
}

/** Kinds whose rows differ by a byte. */
function differences(replica: Replica, fresh: Readonly<Record<string, readonly Row[]>>): string[] {
  const textOf = (rows: readonly Row[]) => canonicalJson(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  return [...RESIDENT].flatMap((kind) => {
    const [have, should] = [textOf(replica.list(kind as Kind)), textOf(fresh[kind] ?? [])];
    return have === should ? [] : [`${kind}: ${have} instead of ${should}`];
  });
}

/** Of the threads that were open, the device has what the server gives now; of those that went, nothing that was another's. */
async function expectPages(replica: Replica, player: Player, opened: readonly string[]): Promise<void> {
  for (const ticketId of opened) {
    const thread = await player.calls.tickets.thread.query({ ticketId }).catch(() => null);
    const have = replica.list('message').filter((message) => message.ticketId === ticketId);
    const should = (thread?.message ?? []) as readonly Row[];
    const byId = (rows: readonly Row[]) => canonicalJson(Object.fromEntries(rows.map((row) => [row.id, row])));
    expect(byId(have), `${player.name}, a thread that was open`).toBe(byId(should));
  }
}
