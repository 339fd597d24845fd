import type { ProgramRole } from '@crossflow/domain/access/actor';
import type { Database } from '../kernel/database/database.ts';

/** One of a person's parts: which company they act for, in which program. */
export interface Membership {
  readonly memberId: string;
  readonly role: ProgramRole;
  readonly programId: string;
  readonly programCode: string;
  readonly programName: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly partyNameZh: string | null;
  readonly kind: string;
  readonly monogram: string;
}

/** A person's own parts in all programs. Crosses programs, so it runs as the keeper, for this one person only. */
export function membershipsOf(database: Database, personId: string): Promise<Membership[]> {
  return database.transaction('keeper', 'read', (connection) =>
    connection.query<Membership & Record<string, unknown>>(
      `select m.id as "memberId", m.role, g.id as "programId", g.code as "programCode", g.name as "programName",
         p.id as "partyId", p.name as "partyName", p.name_zh as "partyNameZh", p.kind, p.monogram
       from member m join party p on p.id = m.party_id join program g on g.id = m.program_id
       where m.person_id = $1 and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())
         and (p.ends_at is null or p.ends_at > now())
       order by g.code, p.name`,
      [personId],
      'memberships',
    ),
  );
}
