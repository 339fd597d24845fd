import { randomBytes, randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { inject } from 'vitest';
import type { Player } from '../world/player.ts';
import { newId, openWorld, type World } from '../world/world.ts';
import { each } from './door.ts';
import { maySee, seatsIn, type Guarded, type Viewer } from './oracle.ts';
import { insertOf, kinds, minimalRow, readSchema } from './schema.ts';
import { addVersion, tellDocument } from './story/documents.ts';
import { finishBatch, tellBatch } from './story/manufacturing.ts';
import { command, type Scope } from './story/scope.ts';
import { tellView } from './story/views.ts';
import { endTicket, shareTicket, tellTicket } from './story/tickets.ts';

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
export const plainText = (label: string) => label;

export function scopeOf(
  by: Player,
  others: readonly Player[],
  serial: () => number,
  text: Scope['text'] = plainText,
): Scope {
  return { by, others, audience: [by, ...others].reduce((all, { actor }) => all + actor.seat, 0), serial, text };
}
export function counting(from = 0): () => number {
  let last = from;
  return () => (last += 1);
}

/** A world in which every kind of row exists for every combination of companies that may share one, in both programs. */
export async function openStage(): Promise<Stage> {
  const world = await openWorld();
  const { sponsor, cdmo, licensee, secondLicensee, server } = world;
  const maker = await world.join('gu');
  const [otto, shen] = [await world.join('otto', 'BIRCH-7'), await world.join('shen', 'BIRCH-7')];
  const serial = counting();
  const scope = (by: Player, ...others: Player[]) => scopeOf(by, others, serial);
  const told = [
    scope(sponsor, cdmo),
    scope(sponsor, cdmo, licensee),
    scope(maker, sponsor, secondLicensee),
    scope(sponsor),
    scope(maker),
    scope(licensee),
    scope(secondLicensee),
    scope(licensee, sponsor),
    scope(secondLicensee, sponsor),
    scope(otto, shen),
    scope(otto),
    scope(shen),
  ];
  await each(told, tellBoth);
  const making = [
    scope(maker, sponsor),
    scope(maker, sponsor, licensee),
    scope(maker, sponsor, secondLicensee),
    scope(maker),
    scope(shen, otto),
    scope(shen),
  ];
  await each(making, async (one) => {
    await tellBatch(one);
  });
  await rest(scope(sponsor, cdmo, licensee), scope(maker, sponsor));
  await world.settled();
  const client = new pg.Client({ connectionString: adminOf(server.databaseUrl) });
  await client.connect();
  const db = drizzle(client);
  const people = await whoKnocks(world, client, { maker, otto, shen });
  return {
    world,
    ...people,
    succeeded: () =>
      new Set(
        [sponsor, cdmo, licensee, secondLicensee, maker, otto, shen].flatMap(({ answers }) =>
          answers.flatMap(({ path, status }) => (path.startsWith('/trpc/') && status === 200 ? [path.slice(6)] : [])),
        ),
      ),
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

async function tellBoth(scope: Scope): Promise<void> {
  const { ticketId } = await tellTicket(scope);
  await tellView(scope);
  const { documentId } = await tellDocument(scope);
  const link = {
    linkId: newId(),
    from: { kind: 'ticket', id: ticketId },
    to: { kind: 'document', id: documentId },
  } as const;
  await scope.by.calls.links.link.mutate({ ...command(), ...link });
}

/** Moves that a row is told only once, so that every procedure has done its work at least one time. */
async function rest(scope: Scope, making: Scope): Promise<void> {
  const { by } = scope;
  const [other] = scope.others;
  const narrower = by.actor.seat + other!.actor.seat;
  const ticketId = await endTicket(scope);
  await shareTicket(by, ticketId, narrower, 'no longer for all');
  await shareTicket(by, ticketId, scope.audience, 'again for all');
  const { documentId } = await tellDocument(scope);
  const versionId = await addVersion(scope, documentId, 3, by.actor.seat);
  await by.calls.documents.shareVersion.mutate({ ...command(), versionId, audience: narrower, reason: null });
  await by.calls.documents.withdraw.mutate({ ...command(), versionId, reason: 'withdrawn' });
  await by.calls.documents.share.mutate({
    ...command(),
    documentId,
    audience: narrower,
    versionIds: [versionId],
    reason: null,
  });
  const linkId = newId();
  await by.calls.links.link.mutate({
    ...command(),
    linkId,
    from: { kind: 'ticket', id: ticketId },
    to: { kind: 'version', id: versionId },
  });
  await by.calls.links.unlink.mutate({ ...command(), linkId });
  await finishBatch(making);
  const { batchId } = await tellBatch(making);
  await making.by.calls.manufacturing.shareBatch.mutate({
    ...command(),
    batchId,
    audience: making.by.actor.seat,
    reason: '',
  });
}

async function whoKnocks(
  world: World,
  client: pg.Client,
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
async function uploads(client: pg.Client, given: Readonly<Record<string, unknown>>): Promise<void> {
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
