-- As the keeper, who owns the functions. Trigger functions cannot be called; the others are for the two roles alone.
do $$
declare f record;
begin
  for f in select oid::regprocedure as signature from pg_proc
    where pronamespace = 'crossflow'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype loop
    execute format('revoke all on function %s from public, crossflow_member', f.signature);
  end loop;
end $$;
grant execute on function crossflow.enter(uuid, uuid, uuid), crossflow.claim_command(uuid, text, timestamptz),
  crossflow.record(jsonb, jsonb, uuid, jsonb), crossflow.mark_notifications(uuid[], text), crossflow.snooze_notifications(uuid[], timestamptz),
  crossflow.line_content_hash(uuid, int) to crossflow_member;
