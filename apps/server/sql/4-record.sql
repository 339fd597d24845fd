-- The only way into entry, ledger and ledger_head. Called last in a transaction: the heads are locked in party order and held for
-- this statement and the commit, so that commit order is ledger order. What the commit would check is checked before they are.
create or replace function crossflow.record(p_entries jsonb, p_notices jsonb, p_command uuid, p_reply jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  program uuid := nullif(current_setting('app.program', true), '')::uuid;
  own_party uuid := nullif(current_setting('app.party', true), '')::uuid;
  person uuid := nullif(current_setting('app.person', true), '')::uuid;
  reader record;
  line record;
  head record;
  touched boolean;
  own_n int := 0;
  told uuid[];
  answer jsonb;
begin
  set constraints all immediate;
  insert into entry (id, program_id, audience, at, actor_id, party_id, verb, kind, subject_id, within, before, after, reason, command_id, content_hash)
    select (e ->> 'id')::uuid, program, (e ->> 'audience')::int, (e ->> 'at')::timestamptz, (e ->> 'actorId')::uuid, (e ->> 'partyId')::uuid,
      e ->> 'verb', e ->> 'kind', (e ->> 'subjectId')::uuid, (e ->> 'within')::uuid, nullif(e -> 'before', 'null'), nullif(e -> 'after', 'null'),
      e ->> 'reason', (e ->> 'commandId')::uuid, decode(e ->> 'contentHash', 'hex')
    from jsonb_array_elements(p_entries) e;

  -- Each company's seats, and those of the companies that it does not know of: worked out once, not for every line.
  for reader in
    with company as materialized (select p.id, p.audience, crossflow.party_mask(p.id, p.seat) as mask from party p where p.program_id = program)
    select c.id, c.mask, coalesce((select bit_or(o.mask) from company o where (o.audience & c.mask) = 0), 0) as unknown
      from company c order by c.id loop
    touched := false;
    for line in select (e ->> 'id')::uuid as id, (e ->> 'audience')::int as audience, e ->> 'kind' as kind, decode(e ->> 'contentHash', 'hex') as content_hash
      from jsonb_array_elements(p_entries) with ordinality t(e, i) order by i loop
      continue when (line.audience & reader.mask) = 0;
      -- Directory rows say who knows whom; every other row is shared only among companies that know each other.
      if line.kind not in ('program', 'party', 'member') and (line.audience & reader.unknown) <> 0 then
        raise exception 'audience-reveals-company' using errcode = 'CF001';
      end if;
      if not touched then
        insert into ledger_head (party_id, program_id, n, hash) values (reader.id, program, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
        select n, hash into head from ledger_head where party_id = reader.id for update;
        touched := true;
      end if;
      head.n := head.n + 1;
      head.hash := sha256(head.hash || line.content_hash);
      insert into ledger (party_id, n, entry_id, hash) values (reader.id, head.n, line.id, head.hash);
    end loop;
    if touched then update ledger_head set n = head.n, hash = head.hash where party_id = reader.id; end if;
  end loop;

  select n into own_n from ledger_head where party_id = own_party;
  told := crossflow.notify_members(p_entries, p_notices, program);
  answer := coalesce(p_reply, '{}') || jsonb_build_object('n', coalesce(own_n, 0));
  if p_command is not null then update command set reply = answer where person_id = person and id = p_command; end if;
  return jsonb_build_object('reply', answer, 'told', to_jsonb(told));
end $$;

-- Notices become notifications of those members whose own seats may see the entry, never of the actor. Of a muted object only
-- what names the person is told. A sleeping object is woken by what asks for the person; anything else sleeps with it.
create or replace function crossflow.notify_members(p_entries jsonb, p_notices jsonb, p_program uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  actor uuid := nullif(current_setting('app.member', true), '')::uuid;
  target record;
  told uuid[] := '{}';
begin
  for target in
    select distinct on (m.person_id, x.notice ->> 'subjectId') m.id as member_id, m.person_id, x.notice, x.entry, x.subject_id,
      x.notice ->> 'reason' in ('shared', 'update') as sleeps_on,
      array(select s.id from notification s where s.person_id = m.person_id and s.subject_id = x.subject_id and s.snoozed_until is not null) as sleeping
    from (select t.notice, t.i, (t.notice ->> 'subjectId')::uuid as subject_id, (select e from jsonb_array_elements(p_entries) e where e ->> 'id' = t.notice ->> 'entryId') as entry
          from jsonb_array_elements(p_notices) with ordinality t(notice, i)) x
    join member m on m.program_id = p_program and m.id is distinct from actor and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())
      and (x.notice -> 'memberIds' ? m.id::text or (x.notice -> 'partyIds' ? m.party_id::text and m.role <> 'viewer'))
    join party p on p.id = m.party_id
    where ((x.entry ->> 'audience')::int & ((1 << p.seat) | coalesce((select bit_or(1 << t.seat) from team t
      join team_member tm on tm.team_id = t.id where tm.member_id = m.id), 0))) <> 0
      and (x.notice ->> 'reason' in ('mentioned', 'assigned')
        or not exists (select from mute u where u.person_id = m.person_id and u.subject_id = x.subject_id))
    order by m.person_id, x.notice ->> 'subjectId', x.i
  loop
    if not target.sleeps_on and target.sleeping <> '{}' then
      perform crossflow.place_notifications(target.person_id, target.sleeping, null, null);
    end if;
    with head as (insert into person_head (person_id, n) values (target.person_id, 1)
      on conflict (person_id) do update set n = person_head.n + 1 returning n)
    insert into notification (id, person_id, member_id, program_id, n, reason, kind, subject_id, entry_id, by_member_id, at, snoozed_until)
      select gen_random_uuid(), target.person_id, target.member_id, p_program, head.n, target.notice ->> 'reason', target.notice ->> 'kind',
        target.subject_id, (target.entry ->> 'id')::uuid, actor, (target.entry ->> 'at')::timestamptz,
        case when target.sleeps_on then (select max(s.snoozed_until) from notification s where s.id = any(target.sleeping) and s.state <> 'done'
          and s.snoozed_until > (target.entry ->> 'at')::timestamptz) end
      from head;
    told := told || target.person_id;
  end loop;
  return told;
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
