import { randomBytes, randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { inject } from 'vitest';
import { clone } from '../world/databases.ts';
import type { Player } from '../world/player.ts';
import { newDataDir, startOwnServer } from '../world/server.ts';
import { openWorld, type World } from '../world/world.ts';
import { maySee, seatsIn, type Guarded, type Viewer } from './oracle.ts';
import { insertOf, kinds, minimalRow, readSchema } from './schema.ts';
import { command } from './story/scope.ts';
import { othersOf, story, succeededOf } from './story/whole.ts';

/** Any row of any kind, and entries of the record, which are rows too. */
export type AnyRow = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly programId: string;
  readonly audience: number;
  readonly version: number;
};
export type StagedKind = string;

/** Somebody who knocks: with a cookie or without, as a member or as nobody. */
export interface Knocker {
  readonly name: string;
  readonly cookie: string | null;
  readonly memberId: string | null;
  readonly partyId: string | null;
  readonly personId: string | null;
  readonly seat: number;
  readonly viewer: Viewer;
}

export interface Stage {
  readonly world: World;
  /** Members of programs, each with what the oracle says of them. */
  readonly members: readonly Knocker[];
  /** Nobody in particular: every door must give each of them one and the same answer. */
  readonly strangers: readonly Knocker[];
  readonly succeeded: () => ReadonlySet<string>;
  rows(...of: StagedKind[]): Promise<ReadonlyMap<StagedKind, readonly AnyRow[]>>;
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export const guarded = ({ programId, audience }: AnyRow): Guarded => ({
  program: programId,
  audience: seatsIn(audience),
});
/** Whether the oracle shows a row to somebody; a notification is its person's own. */
export function sees(as: Knocker): (row: AnyRow) => boolean {
  const now = new Date();
  return (row) =>
    'personId' in row && row.audience === 0 ? row['personId'] === as.personId : maySee(as.viewer, guarded(row), now);
}
/**
 * A world in which every kind of row exists for every combination of companies that may share one, in both programs. Its story is told
 * once per run; each stage is a copy.
 */
export async function openStage(): Promise<Stage> {
  const { url, told } = await clone(story);
  const dataDir = await newDataDir();
  await cp(told.files, dataDir, { recursive: true });
  const world = await openWorld(await startOwnServer({ databaseUrl: url, dataDir, signedIn: told.signedIn }));
  const { sponsor, cdmo, licensee, secondLicensee, server } = world;
  const { maker, otto, shen } = await othersOf(world);
  const client = new pg.Client({ connectionString: adminOf(server.databaseUrl) });
  await client.connect();
  const db = drizzle(client);
  const people = await whoKnocks(world, client, { maker, otto, shen });
  return {
    world,
    ...people,
    succeeded: () =>
      new Set([...told.succeeded, ...succeededOf([sponsor, cdmo, licensee, secondLicensee, maker, otto, shen])]),
    async rows(...of) {
      const found = new Map<StagedKind, readonly AnyRow[]>();
      for (const kind of of) {
        const definition = kinds.get(kind);
        if (definition === undefined) found.set(kind, (await client.query<AnyRow>(OTHER[kind] ?? '')).rows);
        else found.set(kind, (await db.select().from(definition.table)) as unknown as AnyRow[]);
      }
      return found;
    },
    query: async (text, values = []) => (await client.query(text, values)).rows,
    async close() {
      await client.end();
      await world.close();
    },
  };
}

/** Rows that no feature registers and that are read all the same. */
const OTHER: Readonly<Record<string, string>> = {
  entry: 'select id, program_id as "programId", audience, 0 as version, subject_id as "subjectId" from entry',
  notification:
    'select id, program_id as "programId", 0 as audience, 0 as version, person_id as "personId" from notification',
};

async function whoKnocks(
  world: World,
  client: pg.ClientBase,
  { maker, otto, shen }: Record<'maker' | 'otto' | 'shen', Player>,
) {
  const { sponsor, cdmo, licensee, secondLicensee } = world;
  const [marc, marcElsewhere] = [await world.join('marc'), await world.join('marc', 'BIRCH-7')];
  const [julien, thomas] = [await world.join('julien'), await world.join('thomas')];
  await client.query("update member set role = 'viewer' where id = $1", [julien.actor.memberId]);
  await sponsor.calls.organizations.endMember.mutate({ ...command(), memberId: thomas.actor.memberId });
  for (const { programId, actor } of [
    sponsor,
    cdmo,
    maker,
    licensee,
    secondLicensee,
    julien,
    marc,
    marcElsewhere,
    otto,
    shen,
  ])
    await uploads(client, { program_id: programId, uploaded_by: actor.memberId, audience: actor.seat });
  const member = (name: string, { cookie, actor, programId }: Player): Knocker => {
    const part = { program: programId, seats: seatsIn(actor.mask), from: new Date(0), until: null };
    return {
      name,
      cookie,
      memberId: actor.memberId,
      partyId: actor.partyId,
      personId: actor.personId,
      seat: actor.seat,
      viewer: { part },
    };
  };
  const stranger = (name: string, cookie: string | null, memberId: string | null): Knocker => ({
    name,
    cookie,
    memberId,
    partyId: null,
    personId: null,
    seat: 1,
    viewer: { part: null },
  });
  const members = [
    member('sponsor', sponsor),
    member('cdmo', cdmo),
    member('lead of the cdmo', maker),
    member('licensee', licensee),
    member('second licensee', secondLicensee),
    member('viewer', julien),
    member('consultant for the sponsor', marc),
    member('consultant in the other program', marcElsewhere),
    member('outsider', otto),
    member('cdmo in the other program', shen),
  ];
  const strangers = [
    stranger('anonymous', null, sponsor.actor.memberId),
    stranger('forged cookie', 'crossflow.session_token=forged', sponsor.actor.memberId),
    stranger("somebody else's member", sponsor.cookie, licensee.actor.memberId),
    stranger("a colleague's member", sponsor.cookie, thomas.actor.memberId),
    stranger('removed member', thomas.cookie, thomas.actor.memberId),
    stranger('a missing member', sponsor.cookie, randomUUID()),
    stranger('no member', sponsor.cookie, null),
    stranger("the other program's member", otto.cookie, sponsor.actor.memberId),
  ];
  return { members, strangers };
}

const UPLOADS = 24;

/** Files that wait to be attached, as many as the calls may use up. */
async function uploads(client: pg.ClientBase, given: Readonly<Record<string, unknown>>): Promise<void> {
  const schema = await readSchema(client);
  for (let left = UPLOADS; left > 0; left -= 1) {
    const sha256 = randomBytes(32).toString('hex');
    await client.query(insertOf('file', minimalRow(schema, 'file', { version: 1, sha256, ...given })));
  }
}

function adminOf(databaseUrl: string): string {
  const admin = new URL(inject('adminUrl'));
  admin.pathname = new URL(databaseUrl).pathname;
  return admin.href;
}
