-- Words of rows, folded as the browser folds them, for a search that reads nothing but what the wall shows.

create table if not exists crossflow.searchable (
  kind text not null,
  row_id uuid primary key,
  program_id uuid not null,
  audience int not null,
  at timestamptz not null,
  folded text not null
);
create index if not exists searchable_program on crossflow.searchable (program_id, at desc);

create or replace function crossflow.fold(words text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(regexp_replace(lower(normalize(words, NFKD)), '[\u0300-\u036f\u3099\u309a]', '', 'g'), '\s+', ' ', 'g'))
$$;

-- Follows a row in its own transaction, its audience too. tg_argv: the kind, the column of its instant, the columns of its words.
create or replace function crossflow.keep_searchable() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  whole jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  words text;
begin
  if tg_op <> 'INSERT' then delete from crossflow.searchable where row_id = old.id; end if;
  if tg_op = 'DELETE' then return null; end if;
  for place in 2 .. tg_nargs - 1 loop
    words := concat_ws(' ', words, whole ->> tg_argv[place]);
  end loop;
  if words is null then return null; end if;
  insert into crossflow.searchable (kind, row_id, program_id, audience, at, folded) values (tg_argv[0], new.id, new.program_id, new.audience,
    (whole ->> tg_argv[1])::timestamptz, crossflow.fold(words));
  return null;
end $$;

-- Called as the login, who owns the tables.
create or replace function crossflow.make_searchable(relation text, instant text, columns text[]) returns void language plpgsql as $$
begin
  execute format('drop trigger if exists searchable on public.%I', relation);
  execute format('create trigger searchable after insert or update or delete on public.%I for each row execute function crossflow.keep_searchable(%L, %L, %s)',
    relation, relation, instant, (select string_agg(quote_literal(c), ', ') from unnest(columns) c));
end $$;

-- Ids alone, by the wall's own condition; what they stand for is read through the wall. Cheap tests stand before the words, so that
-- the words of a hidden row are never looked at.
create or replace function crossflow.find_words(p_words text[], p_since timestamptz, p_until timestamptz, p_most int)
returns table (kind text, id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select s.kind, s.row_id from crossflow.searchable s
  where s.program_id = (select nullif(current_setting('app.program', true), '')::uuid)
    and (s.audience & (select coalesce(nullif(current_setting('app.mask', true), ''), '0')::int)) <> 0
    and (s.audience & (select coalesce(nullif(current_setting('app.lens', true), ''), '2147483647')::int)) <> 0
    and s.at >= coalesce(p_since, '-infinity') and s.at < coalesce(p_until, 'infinity')
    and s.folded like all (array(select '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' from unnest(p_words) w))
  order by s.at desc, s.row_id limit p_most
$$;
revoke all on function crossflow.find_words(text[], timestamptz, timestamptz, int) from public;
grant execute on function crossflow.find_words(text[], timestamptz, timestamptz, int) to crossflow_member;
