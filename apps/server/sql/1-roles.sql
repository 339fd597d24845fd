-- Two roles without login. Roles belong to the cluster, not to the database, hence the guards.
-- crossflow_member: every request. Sees what the wall lets through.
-- crossflow_keeper: owns the few functions that write other companies' ledgers, and runs the kernel's own jobs.
do $$
begin
  if not exists (select from pg_roles where rolname = 'crossflow_member') then
    begin create role crossflow_member nologin; exception when duplicate_object or unique_violation then null; end;
  end if;
  if not exists (select from pg_roles where rolname = 'crossflow_keeper') then
    begin create role crossflow_keeper nologin; exception when duplicate_object or unique_violation then null; end;
  end if;
end $$;

-- The login may become either, but holds neither's rights by itself (Postgres 16 and newer; 15 has no such option).
do $$
declare options text := case when current_setting('server_version_num')::int >= 160000 then ' with inherit false, set true' else '' end;
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute 'grant crossflow_member to current_user' || options;
    execute 'grant crossflow_keeper to current_user' || options;
  end if;
end $$;

create schema if not exists crossflow;
grant usage on schema crossflow, public to crossflow_member, crossflow_keeper;
grant create on schema crossflow to crossflow_keeper;
grant select, insert, update, delete on all tables in schema public to crossflow_keeper;

-- Of what the standing walls were made; the latest line counts.
create table if not exists crossflow.walls (n int generated always as identity primary key, fingerprint text not null, raised_at timestamptz not null default now());
