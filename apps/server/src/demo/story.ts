import { randomUUID } from 'node:crypto';
import type { App } from '../app.ts';
import { sessionTable } from '../kernel/auth/auth.table.ts';
import type { SettableClock } from '../kernel/clock.ts';
import { Database } from '../kernel/database/database.ts';
import type { OpenedProgram } from '../organizations/programs.ts';
import { people, type PersonKey } from './cast.ts';
import { storeUpload } from './upload.ts';
import type { CastMember, DemoWorld } from './world.ts';
import { inArray } from 'drizzle-orm';

interface Parts {
  readonly app: App;
  readonly clock: SettableClock;
  readonly now: Date;
  readonly program: OpenedProgram;
  readonly personIds: Readonly<Record<PersonKey, string>>;
}
interface PlannedAct {
  readonly hoursAgo: number;
  readonly act: (at: string) => Promise<unknown>;
}

/** The world that seeds plan in, and `tell`, which carries out every act in the order of time. */
export async function worldOf({
  app,
  clock,
  now,
  program,
  personIds,
}: Parts): Promise<{ world: DemoWorld; tell(): Promise<void> }> {
  const acts: PlannedAct[] = [];
  const sessions = await openSessions(app, personIds, now);
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const byName = new Map(program.parties.map((party) => [party.monogram, party]));
  const party = (monogram: string) => {
    const found = byName.get(monogram);
    if (found === undefined) throw new Error(`no party ${monogram}`);
    return found;
  };
  const parties = { exemplis: party('E'), shili: party('S'), yangben: party('Y'), modelo: party('M') };
  const as = (person: PersonKey): CastMember => {
    const member = program.members.find(({ personId }) => personId === personIds[person]);
    const sessionId = sessions[person];
    const own = program.parties.find(({ id }) => id === member?.partyId);
    if (member === undefined || own === undefined)
      throw new Error(`${people[person].name} has no part in this program`);
    return {
      caller: { sessionId, personId: member.personId, memberId: member.id, requestId: 'demo' },
      member,
      party: own,
      seat: 1 << own.seat,
    };
  };
  const world: DemoWorld = {
    programId: program.programId,
    now: now.toISOString(),
    parties,
    as,
    audience: (...names) => names.reduce((all, name) => all | (1 << parties[name].seat), 0),
    service: (token) => app.get(token),
    hoursAgo,
    plan: (hours, act) => void acts.push({ hoursAgo: hours, act }),
    upload: (person, file) => storeUpload(app, as(person).caller, file),
    id: () => randomUUID(),
  };
  const tell = async () => {
    for (const { hoursAgo: hours, act } of acts.sort((a, b) => b.hoursAgo - a.hoursAgo)) {
      clock.set(hoursAgo(hours));
      await act(hoursAgo(hours));
    }
    await app
      .get(Database)
      .accounts()
      .delete(sessionTable)
      .where(inArray(sessionTable.id, Object.values(sessions)));
  };
  return { world, tell };
}

/** The cast acts under sessions of its own, which end with the story. */
async function openSessions(
  app: App,
  personIds: Readonly<Record<PersonKey, string>>,
  now: Date,
): Promise<Record<PersonKey, string>> {
  const rows = Object.entries(personIds).map(([key, userId]) => ({
    key,
    id: randomUUID(),
    token: randomUUID(),
    userId,
    expiresAt: new Date(now.getTime() + 3_600_000),
  }));
  await app
    .get(Database)
    .accounts()
    .insert(sessionTable)
    .values(rows.map(({ key: _, ...row }) => row));
  return Object.fromEntries(rows.map(({ key, id }) => [key, id])) as Record<PersonKey, string>;
}
