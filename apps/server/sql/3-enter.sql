-- The seats that a mask knows of: the only bits of an audience it may be told.
create or replace function crossflow.known_seats(p_program uuid, p_mask int) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select bit_or(1 << seat) from party where program_id = p_program and (audience & p_mask) <> 0), 0) | p_mask
$$;

-- Every mask of a party: its own seat and its teams'.
create or replace function crossflow.party_mask(p_party uuid, p_seat int) returns int
language sql stable as $$
  select (1 << p_seat) | coalesce((select bit_or(1 << seat) from public.team where party_id = p_party), 0)
$$;

-- The one door into a program. Whoever enters is looked up here, in the transaction that uses it: the wall's settings come from
-- the database and never from the application. Refused: signed out, or no such
-- part in a program; that somebody else has it, or that it has ended, is not told apart.
create or replace function crossflow.enter(p_session uuid, p_member uuid, p_lens uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who record;
  mask int;
  lens int := 2147483647;
begin
  select m.id, m.person_id, m.program_id, m.party_id, m.role, p.kind, p.seat into who
    from session s
    join member m on m.person_id = s.user_id and m.id = p_member
    join party p on p.id = m.party_id
    where s.id = p_session and s.expires_at > now()
      and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())
      and p.starts_at <= now() and (p.ends_at is null or p.ends_at > now());
  if not found then
    return jsonb_build_object('refused', case when exists (select from session where id = p_session and expires_at > now())
      then 'not-a-member' else 'signed-out' end);
  end if;
  mask := (1 << who.seat) | coalesce((select bit_or(1 << t.seat) from team t join team_member tm on tm.team_id = t.id where tm.member_id = who.id), 0);
  if p_lens is not null then
    select crossflow.party_mask(l.id, l.seat) into lens from party l where l.id = p_lens and l.program_id = who.program_id and (l.audience & mask) <> 0;
    if not found then return '{"refused": "not-a-member"}'; end if;
  end if;
  perform set_config('app.program', who.program_id::text, true), set_config('app.party', who.party_id::text, true),
    set_config('app.member', who.id::text, true), set_config('app.person', who.person_id::text, true),
    set_config('app.mask', mask::text, true), set_config('app.lens', lens::text, true);
  return jsonb_build_object('memberId', who.id, 'personId', who.person_id, 'programId', who.program_id, 'partyId', who.party_id,
    'partyKind', who.kind, 'seat', 1 << who.seat, 'mask', mask, 'role', who.role,
    -- Borrowed eyes never know more than one's own.
    'known', crossflow.known_seats(who.program_id, mask) & case when p_lens is null then 2147483647 else crossflow.known_seats(who.program_id, lens) end);
end $$;

-- Claims a command id. Waits for the same id under way elsewhere, so that of any number of equal commands one has an effect.
-- {"claimed": true} | {"reply": …} | {"reused": true}
create or replace function crossflow.claim_command(p_command uuid, p_hash text, p_at timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare person uuid := nullif(current_setting('app.person', true), '')::uuid; present record;
begin
  insert into command (person_id, id, hash, at) values (person, p_command, p_hash, p_at) on conflict do nothing;
  if found then return '{"claimed": true}'; end if;
  select hash, reply into present from command where person_id = person and id = p_command;
  if present.hash <> p_hash then return '{"reused": true}'; end if;
  return jsonb_build_object('reply', present.reply);
end $$;

-- The content hash behind a line of the reader's own ledger, also where the entry itself belongs to a team the reader is not in.
create or replace function crossflow.line_content_hash(p_party uuid, p_n int) returns bytea
language sql stable security definer set search_path = public, pg_temp as $$
  select e.content_hash from ledger l join entry e on e.id = l.entry_id
  where l.party_id = p_party and l.n = p_n and p_party = nullif(current_setting('app.party', true), '')::uuid
$$;
