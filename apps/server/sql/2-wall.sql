-- The wall: one policy for every shared table, one for personal rows, and no third.

-- Settings are read inside a sub-select so that a query evaluates them once; nothing set means nothing seen.
create or replace function crossflow.raise_wall(relation text) returns void language plpgsql as $$
begin
  execute format('alter table public.%I enable row level security', relation);
  execute format('alter table public.%I force row level security', relation);
  execute format('drop policy if exists wall on public.%I', relation);
  execute format($policy$
    create policy wall on public.%I to crossflow_member
    using (
      program_id = (select nullif(current_setting('app.program', true), '')::uuid)
      and (audience & (select coalesce(nullif(current_setting('app.mask', true), ''), '0')::int)) <> 0
      and (audience & (select coalesce(nullif(current_setting('app.lens', true), ''), '2147483647')::int)) <> 0
    )
    with check (
      program_id = (select nullif(current_setting('app.program', true), '')::uuid)
      and (audience & (select coalesce(nullif(current_setting('app.mask', true), ''), '0')::int)) <> 0
    )
  $policy$, relation);
  perform crossflow.admit_keeper(relation);
end $$;

create or replace function crossflow.raise_personal_wall(relation text) returns void language plpgsql as $$
begin
  execute format('alter table public.%I enable row level security', relation);
  execute format('alter table public.%I force row level security', relation);
  execute format('drop policy if exists personal on public.%I', relation);
  execute format($policy$
    create policy personal on public.%I to crossflow_member
    using (person_id = (select nullif(current_setting('app.person', true), '')::uuid))
  $policy$, relation);
  perform crossflow.admit_keeper(relation);
end $$;

-- Force binds the owner as well, so the keeper of the definer functions needs a policy of its own.
create or replace function crossflow.admit_keeper(relation text) returns void language plpgsql as $$
begin
  execute format('drop policy if exists keeper on public.%I', relation);
  execute format('create policy keeper on public.%I to crossflow_keeper using (true) with check (true)', relation);
end $$;

-- A child's audience is within its parent's. Checked at commit, so that a move may write both in any order.
create or replace function crossflow.child_within_parent() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  child jsonb := to_jsonb(new);
  parent_table text := case when tg_argv[0] = '*' then child ->> tg_argv[2] else tg_argv[0] end;
  parent_audience int;
  overtaken boolean;
begin
  if child ->> tg_argv[1] is null then return null; end if;
  execute format('select audience from public.%I where id = $1 and program_id = $2', parent_table)
    into parent_audience using (child ->> tg_argv[1])::uuid, new.program_id;
  if parent_audience is null or (new.audience & ~parent_audience) <> 0 then
    -- A row moved again in the same transaction is judged by its last move, which has a call of its own.
    execute format('select not exists (select from public.%I where id = $1 and audience = $2 and %I = $3)', tg_table_name, tg_argv[1])
      into overtaken using new.id, new.audience, (child ->> tg_argv[1])::uuid;
    if overtaken then return null; end if;
    raise exception 'audience-wider-than-parent' using errcode = 'CF001';
  end if;
  return null;
end $$;

-- What one seat alone sees (a private note) stays with it when its parent narrows away: nobody else may notice that it exists.
create or replace function crossflow.parent_covers_children() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  uncovered boolean;
  overtaken boolean;
begin
  execute format('select exists (select from public.%I where %I = $1 and program_id = $2 and (audience & ~$3) <> 0 and (audience & (audience - 1)) <> 0%s)',
      tg_argv[0], tg_argv[1], case when tg_nargs > 2 then format(' and %I = %L', tg_argv[2], tg_table_name) else '' end)
    into uncovered using new.id, new.program_id, new.audience;
  if uncovered then
    execute format('select not exists (select from public.%I where id = $1 and audience = $2)', tg_table_name) into overtaken using new.id, new.audience;
    if overtaken then return null; end if;
    raise exception 'audience-wider-than-parent' using errcode = 'CF001';
  end if;
  return null;
end $$;

-- child_column names the parent's id; parent = '*' takes the parent's table from kind_column.
create or replace function crossflow.hold_child(child text, parent text, child_column text, kind_column text) returns void language plpgsql as $$
begin
  execute format('drop trigger if exists %I on public.%I', 'within_' || child_column, child);
  execute format('create constraint trigger %I after insert or update of audience, %I on public.%I deferrable initially deferred
    for each row execute function crossflow.child_within_parent(%L, %L, %L)', 'within_' || child_column, child_column, child, parent, child_column, kind_column);
end $$;

create or replace function crossflow.hold_parent(parent text, child text, child_column text, kind_column text) returns void language plpgsql as $$
declare trigger_name text := 'covers_' || child || '_' || child_column;
begin
  execute format('drop trigger if exists %I on public.%I', trigger_name, parent);
  execute format('create constraint trigger %I after update of audience on public.%I deferrable initially deferred
    for each row when (old.audience is distinct from new.audience)
    execute function crossflow.parent_covers_children(%L, %L%s)', trigger_name, parent, child, child_column,
    case when kind_column = '' then '' else format(', %L', kind_column) end);
end $$;

-- A company reads its own ledger and nobody else's.
create or replace function crossflow.raise_ledger_wall(relation text) returns void language plpgsql as $$
begin
  execute format('alter table public.%I enable row level security', relation);
  execute format('alter table public.%I force row level security', relation);
  execute format('drop policy if exists own_ledger on public.%I', relation);
  execute format($policy$
    create policy own_ledger on public.%I for select to crossflow_member
    using (party_id = (select nullif(current_setting('app.party', true), '')::uuid))
  $policy$, relation);
  perform crossflow.admit_keeper(relation);
end $$;

-- The record is append-only, for everybody.
create or replace function crossflow.refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only' using errcode = 'CF002';
end $$;

create or replace function crossflow.seal(relation text) returns void language plpgsql as $$
begin
  execute format('drop trigger if exists append_only on public.%I', relation);
  execute format('create trigger append_only before update or delete or truncate on public.%I
    for each statement execute function crossflow.refuse_rewrite()', relation);
  execute format('revoke update, delete, truncate on public.%I from crossflow_member, crossflow_keeper', relation);
end $$;
