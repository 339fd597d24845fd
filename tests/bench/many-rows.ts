import type pg from 'pg';

/** Puts rows in past every door: no trigger runs, so that a million take seconds. */
async function pastTriggers(admin: pg.Pool, text: string, values: readonly unknown[]): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(text, [...values]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Tickets like this one, numbered; every second is another company's own, so that whoever reads has to look past it. */
export async function plantTickets(admin: pg.Pool, ticketId: string, from: number, to: number): Promise<void> {
  await pastTriggers(
    admin,
    `insert into ticket select made.*
     from ticket t, generate_series($2::int, $3::int) i, jsonb_populate_record(t, jsonb_build_object(
       'id', ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'key', 'B-' || i,
       'audience', case when i % 2 = 0 then t.audience else 1 << 30 end)) made
     where t.id = $1`,
    [ticketId, from, to],
  );
  await admin.query('analyze ticket');
}

/** Tickets like this one of so many other programs, five of each, all older than those of this program, which is larger than they are. */
export async function plantPrograms(admin: pg.Pool, ticketId: string, programs: number): Promise<void> {
  await pastTriggers(
    admin,
    `insert into ticket select made.*
     from ticket t, generate_series(1, $2::int) p, generate_series(1, 5) i, jsonb_populate_record(t, jsonb_build_object(
       'id', ('00000000-0000-3000-8000-' || lpad(to_hex(p * 8 + i), 12, '0'))::uuid, 'program_id', md5(p::text)::uuid, 'key', 'B-' || i)) made
     where t.id = $1`,
    [ticketId, programs],
  );
}

/** Entries like the latest of the program, in the ledger of every company that has that one, until each has so many. */
export async function plantEntries(admin: pg.Pool, programId: string, many: number): Promise<void> {
  const latest = 'select * from entry where program_id = $1 order by at desc, id desc limit 1';
  await pastTriggers(
    admin,
    `with latest as (${latest}),
       heads as (select h.party_id, h.n from ledger_head h join ledger l on l.party_id = h.party_id
         join latest e on e.id = l.entry_id where h.n < $2),
       made as (select gen_random_uuid() as id, i from generate_series(1, $2::int - (select min(n) from heads)) i),
       written as (insert into entry select another.*
         from entry e join latest on latest.id = e.id, made, jsonb_populate_record(e, jsonb_build_object('id', made.id,
           'subject_id', made.id, 'within', made.id, 'command_id', null)) another),
       moved as (update ledger_head h set n = h.n + (select count(*) from made) from heads where h.party_id = heads.party_id)
     insert into ledger select heads.party_id, heads.n + made.i, made.id, sha256(made.id::text::bytea) from heads, made`,
    [programId, many],
  );
  await admin.query('analyze entry, ledger, ledger_head');
}

/** So many versions before the only one of each of these documents, superseded by it, each with a file of its own. */
export async function plantVersions(admin: pg.Pool, documentIds: readonly string[], many: number): Promise<void> {
  await pastTriggers(
    admin,
    `with made as (select v.id as like_id, i, gen_random_uuid() as id, gen_random_uuid() as file_id
         from version v, generate_series(1, $2::int) i where v.document_id = any($1)),
       filed as (insert into file select another.*
         from made join version v on v.id = made.like_id join file f on f.id = v.file_id,
           jsonb_populate_record(f, jsonb_build_object('id', made.file_id, 'subject_id', made.id)) another)
     insert into version select another.*
       from made join version v on v.id = made.like_id,
         jsonb_populate_record(v, jsonb_build_object('id', made.id, 'file_id', made.file_id, 'major', 0, 'minor', made.i,
           'state', 'superseded', 'superseded_by_id', v.id, 'superseded_at', v.added_at)) another`,
    [documentIds, many],
  );
  await admin.query('analyze file, version');
}
