import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { seatsIn, takesPart } from './oracle.ts';
import { insertOf, minimalRow, type Schema } from './schema.ts';
import { Tally } from './tally.ts';

const DAY = 86_400_000;
const day = (offset: number | null) => (offset === null ? null : new Date(Date.now() + offset * DAY));
const spans = [
  { name: 'now', from: day(-9)!, until: null },
  { name: 'until tomorrow', from: day(-9)!, until: day(1) },
  { name: 'until yesterday', from: day(-9)!, until: day(-1) },
  { name: 'from tomorrow', from: day(1)!, until: null },
];
// The own company, one that it knows, and one that must stay hidden from it, with their seats.
const seats = { own: 3, known: 7, hidden: 30, team: 12, elsewhere: 5 };

interface Answer {
  readonly refused?: string;
  readonly mask: number;
  readonly known: number;
  readonly programId: string;
}

/** The one door into a program: every state of session, membership and party, and every company whose eyes may be borrowed. */
export async function doorMatrix(client: pg.ClientBase, schema: Schema): Promise<Tally> {
  const tally = new Tally();
  for (const member of spans)
    for (const party of spans) {
      await client.query('savepoint door');
      await client.query('set local session_replication_role = replica');
      await tryDoor(client, schema, { member, party }, tally);
      await client.query('rollback to savepoint door');
    }
  return tally;
}

type Span = (typeof spans)[number];

async function tryDoor(
  client: pg.ClientBase,
  schema: Schema,
  { member, party }: { member: Span; party: Span },
  tally: Tally,
): Promise<void> {
  const plant = async (table: string, given: Record<string, unknown>) => {
    const row = minimalRow(schema, table, { id: randomUUID(), ...given });
    await client.query(insertOf(table, row));
    return row.id;
  };
  const program = randomUUID();
  const at = ({ from, until }: Span) => ({ starts_at: from.toISOString(), ends_at: until?.toISOString() ?? null });
  const knowing = 2 ** seats.own + 2 ** seats.known;
  const partyOf = (seat: number, audience: number, more = {}) =>
    plant('party', { program_id: program, version: 1, seat, audience, starts_at: day(-9)!.toISOString(), ...more });
  const own = await partyOf(seats.own, knowing + 2 ** seats.hidden, at(party));
  const known = await partyOf(seats.known, knowing + 2 ** seats.hidden);
  const hidden = await partyOf(seats.hidden, 2 ** seats.known + 2 ** seats.hidden);
  const elsewhere = await plant('party', {
    program_id: randomUUID(),
    version: 1,
    seat: seats.elsewhere,
    audience: knowing,
  });
  const person = await plant('person', { email: `${randomUUID()}@x.example` });
  const stranger = await plant('person', { email: `${randomUUID()}@x.example` });
  const memberId = await plant('member', {
    program_id: program,
    version: 1,
    audience: knowing,
    party_id: own,
    person_id: person,
    ...at(member),
  });
  const teamId = await plant('team', { program_id: program, party_id: own, seat: seats.team });
  await client.query(insertOf('team_member', { team_id: teamId, member_id: memberId }));
  const sessionOf = (userId: string, until: Date) =>
    plant('session', { user_id: userId, expires_at: until.toISOString() });
  const sessions = {
    'own session': await sessionOf(person, day(1)!),
    'expired session': await sessionOf(person, day(-1)!),
    "somebody else's session": await sessionOf(stranger, day(1)!),
    'no session': randomUUID(),
  };
  const lenses = { none: null, own, known, hidden, elsewhere, missing: randomUUID() };
  const part = (span: Span) => ({ part: { program, seats: new Set<number>(), from: span.from, until: span.until } });
  const inTime = takesPart(part(member), new Date()) && takesPart(part(party), new Date());
  for (const [session, sessionId] of Object.entries(sessions))
    for (const [lens, lensId] of Object.entries(lenses))
      for (const [as, asMember] of [
        ['itself', memberId],
        ['a missing member', randomUUID()],
      ] as const) {
        await client.query('set local role crossflow_member');
        const { rows } = await client.query<{ entered: Answer }>('select crossflow.enter($1, $2, $3) as entered', [
          sessionId,
          asMember,
          lensId,
        ]);
        await client.query('set local role none');
        const { entered } = rows[0]!;
        const may = session === 'own session' && as === 'itself' && inTime && ['none', 'own', 'known'].includes(lens);
        const where = `${session}, as ${as}, member ${member.name}, party ${party.name}, lens ${lens}`;
        tally.cell(may, entered.refused === undefined, where);
        if (may) expectSeats(entered, lens, where, tally);
        // Why is told of the session alone: of the program and its companies nobody outside learns a thing.
        else
          tally.holds(
            entered.refused === (stands(session) ? 'not-a-member' : 'signed-out'),
            `${where}: ${entered.refused}`,
          );
      }
}

const stands = (session: string) => session === 'own session' || session === "somebody else's session";

function expectSeats({ mask, known }: Answer, lens: string, where: string, tally: Tally): void {
  const held = seatsIn(mask);
  tally.holds(held.size === 2 && held.has(seats.own) && held.has(seats.team), `${where}: holds the seats ${[...held]}`);
  const told = seatsIn(known);
  tally.holds(!told.has(seats.hidden), `${where}: is told of a company that must stay hidden`);
  tally.cell(
    true,
    lens === 'none' ? told.has(seats.known) : told.has(seats.own),
    `${where}: is not told of a company it knows`,
  );
}
