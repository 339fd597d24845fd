import { randomUUID } from 'node:crypto';
import type * as programsSource from '../../apps/server/src/organizations/programs.ts';
import type { PlannedParty } from '../../apps/server/src/organizations/programs.ts';
import { built } from './built.ts';
import { placeOf, type KernelStage, type Place } from './kernel-stage.ts';

/** The companies of the first program and their people, as a program is planned with them; the sponsor and the CDMO come first. */
const PARTIES = `select p.organization_id as "organizationId", p.name, p.short_name as "shortName", p.monogram, p.kind,
    p.territories, p.city, p.time_zone as "timeZone",
    (select json_agg(json_build_object('personId', m.person_id, 'name', m.name, 'title', m.title, 'role', m.role, 'timeZone', m.time_zone))
     from member m where m.party_id = p.id) as members
  from party p join program g on g.id = p.program_id where g.code = 'EXB-101'
  order by array_position(array['sponsor', 'cdmo'], p.kind), p.id`;

const partiesOf = async ({ admin }: KernelStage): Promise<PlannedParty[]> =>
  (await admin.query<PlannedParty>(PARTIES)).rows;

/** Programs like the first one, each with people of its own: they share nothing but the installation. */
export async function copiesOf(kernel: KernelStage, many: number, named = 'COPY'): Promise<Place[]> {
  const parties = await partiesOf(kernel);
  const places: Place[] = [];
  for (let n = 1; n <= many; n += 1) places.push(await openCopy(kernel, `${named}-${n}`, parties));
  return places;
}

/** A program of so many companies, of which all but two are licensees. What is shown here is shown to all of them. */
export async function withCompanies(kernel: KernelStage, many: number): Promise<Place> {
  const parties = await partiesOf(kernel);
  const planned = Array.from({ length: many }, (_, n) => licensee(parties, n));
  const place = await openCopy(kernel, `COMPANIES-${many}`, planned);
  const { rows } = await kernel.admin.query<{ all: number }>(
    'select bit_or(1 << seat) as all from party where program_id = $1',
    [place.programId],
  );
  return { ...place, audience: rows[0]?.all ?? 0 };
}

/** The company in this place, and one more like the last where there are fewer. */
function licensee(parties: readonly PlannedParty[], n: number): PlannedParty {
  const like = parties[n] ?? parties.at(-1);
  if (like === undefined) throw new Error('the first program has no companies');
  return n < parties.length ? like : { ...like, organizationId: randomUUID(), shortName: `${like.shortName} ${n}` };
}

async function openCopy({ admin, tickets }: KernelStage, code: string, like: readonly PlannedParty[]): Promise<Place> {
  const { openProgram } = await built<typeof programsSource>('organizations/programs');
  const parties: PlannedParty[] = [];
  for (const party of like) {
    const members = party.members.map((member) => ({ ...member, personId: randomUUID() }));
    await admin.query(
      'insert into person (id, name, email) select id, name, id::text from unnest($1::uuid[], $2::text[]) p(id, name)',
      [members.map(({ personId }) => personId), members.map(({ name }) => name)],
    );
    parties.push({ ...party, members });
  }
  await openProgram(tickets.work, { code, name: code, startsAt: '2026-01-05T08:00:00.000Z', parties });
  return placeOf(admin, code);
}
