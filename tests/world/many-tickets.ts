import { asSuperuser } from './databases.ts';

const TITLES = ['Filter sizing at step', '除病毒过滤器面积，步骤', 'Lactate rebound on day', 'Charge variants in lot'];

/**
 * Puts many tickets like this one beside it, past every door: the same ones every time. One in four is S1, one in three is closed,
 * one in four has a Chinese title; all have the same audience. What is open was waiting for an hour more than the one before.
 */
export async function multiply(databaseUrl: string, ticketId: string, many: number): Promise<void> {
  await asSuperuser(databaseUrl, (client) =>
    client.query(
      `insert into public.ticket select (jsonb_populate_record(t, jsonb_build_object(
         'id', ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
         'key', 'M-' || lpad(i::text, 5, '0'),
         'title', ($3::text[])[1 + i % 4] || ' ' || i,
         'severity', 'S' || (1 + i % 4),
         'state', case when i % 3 = 0 then 'closed' else 'in-progress' end,
         'turn_since', now() - make_interval(hours => i),
         'updated_at', now() - make_interval(hours => i)))).*
       from public.ticket t, generate_series(1, $2::int) i where t.id = $1`,
      [ticketId, many, TITLES],
    ),
  );
}
