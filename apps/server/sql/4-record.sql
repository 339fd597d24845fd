-- The only way into entry, ledger and ledger_head. Called last in a transaction: the heads are locked in party order and held for
-- this statement and the commit, so that commit order is ledger order. What the commit would check is checked before they are.
-- Planned once for each connection and along indexes: tables may be nearly empty when it is planned, and grow afterwards.
create or replace function crossflow.record(p_entries jsonb, p_notices jsonb, p_command uuid, p_reply jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  program uuid := nullif(current_setting('app.program', true), '')::uuid;
  own_party uuid := nullif(current_setting('app.party', true), '')::uuid;
  person uuid := nullif(current_setting('app.person', true), '')::uuid;
  entry_ids uuid[];
  audiences int[];
  kinds text[];
  hashes bytea[];
  reader record;
  head_n int;
  head_hash bytea;
  own_n int;
  line_parties uuid[] := '{}';
  line_ns int[] := '{}';
  line_entries uuid[] := '{}';
  line_hashes bytea[] := '{}';
  told uuid[];
  answer jsonb;
begin
  set constraints all immediate;
  with given as (
    select e.*, decode(e."contentHash", 'hex') as content_hash
    from rows from (jsonb_to_recordset(p_entries) as (id uuid, audience int, at timestamptz, "actorId" uuid, "partyId" uuid, verb text, kind text,
      "subjectId" uuid, within uuid, before jsonb, after jsonb, reason text, "commandId" uuid, "contentHash" text))
      with ordinality e(id, audience, at, "actorId", "partyId", verb, kind, "subjectId", within, before, after, reason, "commandId", "contentHash", i)
  ), written as (
    insert into entry (id, program_id, audience, at, actor_id, party_id, verb, kind, subject_id, within, before, after, reason, command_id, content_hash)
      select id, program, audience, at, "actorId", "partyId", verb, kind, "subjectId", within, before, after, reason, "commandId", content_hash from given order by i
  )
  select array_agg(id order by i), array_agg(audience order by i), array_agg(kind order by i), array_agg(content_hash order by i)
    into entry_ids, audiences, kinds, hashes from given;

  -- Each company's seats, and those of the companies that it does not know of: worked out once, not for every line.
  for reader in
    with company as materialized (select p.id, p.audience, crossflow.party_mask(p.id, p.seat) as mask from party p where p.program_id = program)
    select c.id, c.mask, coalesce((select bit_or(o.mask) from company o where (o.audience & c.mask) = 0), 0) as unknown
      from company c order by c.id loop
    head_n := null;
    for i in 1 .. coalesce(cardinality(entry_ids), 0) loop
      continue when (audiences[i] & reader.mask) = 0;
      -- Directory rows say who knows whom; every other row is shared only among companies that know each other.
      if kinds[i] not in ('program', 'party', 'member') and (audiences[i] & reader.unknown) <> 0 then
        raise exception 'audience-reveals-company' using errcode = 'CF001';
      end if;
      if head_n is null then
        select n, hash into head_n, head_hash from ledger_head where party_id = reader.id for update;
        if head_n is null then
          insert into ledger_head (party_id, program_id, n, hash) values (reader.id, program, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
          select n, hash into head_n, head_hash from ledger_head where party_id = reader.id for update;
        end if;
      end if;
      head_n := head_n + 1;
      head_hash := sha256(head_hash || hashes[i]);
      line_parties := line_parties || reader.id;
      line_ns := line_ns || head_n;
      line_entries := line_entries || entry_ids[i];
      line_hashes := line_hashes || head_hash;
    end loop;
    if head_n is not null then
      update ledger_head set n = head_n, hash = head_hash where party_id = reader.id;
      if reader.id = own_party then own_n := head_n; end if;
    end if;
  end loop;
  insert into ledger (party_id, n, entry_id, hash) select * from unnest(line_parties, line_ns, line_entries, line_hashes);

  if own_n is null then select n into own_n from ledger_head where party_id = own_party; end if;
  told := crossflow.notify_members(p_entries, p_notices, program);
  answer := coalesce(p_reply, '{}') || jsonb_build_object('n', coalesce(own_n, 0));
  if p_command is not null then update command set reply = answer where person_id = person and id = p_command; end if;
  return jsonb_build_object('reply', answer, 'told', to_jsonb(told));
end $$;

-- Notices become notifications of those members whose own seats may see the entry, never of the actor. Of a muted object only
-- what names the person is told. A sleeping object is woken by what asks for the person; anything else sleeps with it.
create or replace function crossflow.notify_members(p_entries jsonb, p_notices jsonb, p_program uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  actor uuid := nullif(current_setting('app.member', true), '')::uuid;
  only_news constant text[] := '{shared,update}';
  members uuid[];
  persons uuid[];
  reasons text[];
  kinds text[];
  subjects uuid[];
  entries uuid[];
  instants timestamptz[];
  sleeper record;
begin
  if jsonb_array_length(p_notices) = 0 then return '{}'; end if;
  select array_agg(t.member_id), array_agg(t.person_id), array_agg(t.reason), array_agg(t.kind), array_agg(t.subject_id), array_agg(t.entry_id), array_agg(t.at)
    into members, persons, reasons, kinds, subjects, entries, instants
  from (
    select distinct on (m.person_id, x.subject_id) m.id as member_id, m.person_id, x.reason, x.kind, x.subject_id, x.entry_id, e.at
    from rows from (jsonb_to_recordset(p_notices) as (reason text, kind text, "subjectId" uuid, "entryId" uuid, "memberIds" uuid[], "partyIds" uuid[]))
      with ordinality x(reason, kind, subject_id, entry_id, member_ids, party_ids, i)
    join jsonb_to_recordset(p_entries) as e(id uuid, audience int, at timestamptz) on e.id = x.entry_id
    join member m on m.program_id = p_program and m.id is distinct from actor and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())
      and (m.id = any(x.member_ids) or (m.party_id = any(x.party_ids) and m.role <> 'viewer'))
    join party p on p.id = m.party_id
    where (e.audience & ((1 << p.seat) | coalesce((select bit_or(1 << t.seat) from team t
      join team_member tm on tm.team_id = t.id where tm.member_id = m.id), 0))) <> 0
      and (x.reason in ('mentioned', 'assigned')
        or not exists (select from mute u where u.person_id = m.person_id and u.subject_id = x.subject_id))
    order by m.person_id, x.subject_id, x.i
  ) t;
  if members is null then return '{}'; end if;

  for sleeper in
    select s.person_id, array_agg(s.id) as ids from unnest(persons, subjects, reasons) t(person_id, subject_id, reason)
    join notification s on s.person_id = t.person_id and s.subject_id = t.subject_id and s.snoozed_until is not null
    where t.reason <> all(only_news) group by s.person_id order by s.person_id
  loop
    -- All of them in one order, whoever is woken: two that tell the same persons wait for each other, never in a circle.
    perform from person_head where person_id = any(persons) order by person_id for update;
    perform crossflow.place_notifications(sleeper.person_id, sleeper.ids, null, null);
  end loop;

  with target as (
    select t.*, count(*) over (partition by t.person_id) as all_of, row_number() over (partition by t.person_id order by t.i) as place
    from unnest(members, persons, reasons, kinds, subjects, entries, instants) with ordinality t(member_id, person_id, reason, kind, subject_id, entry_id, at, i)
  ), head as (
    insert into person_head (person_id, n) select person_id, count(*) from target group by person_id order by person_id
    on conflict (person_id) do update set n = person_head.n + excluded.n returning person_id, n
  )
  insert into notification (id, person_id, member_id, program_id, n, reason, kind, subject_id, entry_id, by_member_id, at, snoozed_until)
    select gen_random_uuid(), t.person_id, t.member_id, p_program, head.n - t.all_of + t.place, t.reason, t.kind, t.subject_id, t.entry_id, actor, t.at,
      case when t.reason = any(only_news) then (select max(s.snoozed_until) from notification s where s.person_id = t.person_id
        and s.subject_id = t.subject_id and s.snoozed_until > t.at and s.state <> 'done') end
    from target t join head using (person_id);
  return persons;
end $$;

-- Each changed row takes a new place in its person's stream. No state given: it stays as it is.
create or replace function crossflow.place_notifications(p_person uuid, p_ids uuid[], p_state text, p_until timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare target uuid; place int;
begin
  for target in select id from notification where person_id = p_person and id = any(p_ids) order by n for update loop
    insert into person_head (person_id, n) values (p_person, 1) on conflict (person_id) do update set n = person_head.n + 1 returning n into place;
    update notification set state = coalesce(p_state, state), snoozed_until = p_until, n = place where id = target;
  end loop;
  return (select coalesce(max(n), 0) from person_head where person_id = p_person);
end $$;

-- A person's own marks on notifications. A mark wakes what slept; what is put to sleep comes back unread.
create or replace function crossflow.mark_notifications(p_ids uuid[], p_state text) returns int
language sql security definer set search_path = public, pg_temp as $$
  select crossflow.place_notifications(nullif(current_setting('app.person', true), '')::uuid, p_ids, p_state, null)
$$;
create or replace function crossflow.snooze_notifications(p_ids uuid[], p_until timestamptz) returns int
language sql security definer set search_path = public, pg_temp as $$
  select crossflow.place_notifications(nullif(current_setting('app.person', true), '')::uuid, p_ids, 'unread', p_until)
$$;
