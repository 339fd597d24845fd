import { randomUUID } from 'node:crypto';
import type * as programsSource from '../../apps/server/src/organizations/programs.ts';
import type { PlannedParty } from '../../apps/server/src/organizations/programs.ts';
import { built } from './built.ts';
import { placeOf, type KernelStage, type Place } from './kernel-stage.ts';

/** The companies of the first program and their people, as a program is planned with them. */
const PARTIES = `select p.organization_id as "organizationId", p.name, p.short_name as "shortName", p.monogram, p.kind,
    p.territories, p.city, p.time_zone as "timeZone",
    (select json_agg(json_build_object('personId', m.person_id, 'name', m.name, 'title', m.title, 'role', m.role, 'timeZone', m.time_zone))
     from member m where m.party_id = p.id) as members
  from party p join program g on g.id = p.program_id where g.code = 'EXB-101' order by p.id`;

/** Programs like the first one, each with people of its own: they share nothing but the installation. */
export async function copiesOf({ admin, tickets }: KernelStage, many: number, named = 'COPY'): Promise<Place[]> {
  const { openProgram } = await built<typeof programsSource>('organizations/programs');
  const { rows } = await admin.query<PlannedParty>(PARTIES);
  const places: Place[] = [];
  for (let n = 1; n <= many; n += 1) {
    const code = `${named}-${n}`;
    const parties: PlannedParty[] = [];
    for (const row of rows) {
      const members = row.members.map((member) => ({ ...member, personId: randomUUID() }));
      await admin.query(
        'insert into person (id, name, email) select id, name, id::text from unnest($1::uuid[], $2::text[]) p(id, name)',
        [members.map(({ personId }) => personId), members.map(({ name }) => name)],
      );
      parties.push({ ...row, members });
    }
    await openProgram(tickets.work, { code, name: code, startsAt: '2026-01-05T08:00:00.000Z', parties });
    places.push(await placeOf(admin, code));
  }
  return places;
}
