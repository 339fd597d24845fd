import type pg from 'pg';
import { expectedGrants, keptTables, kindTables, readOnlyTables, type Schema, sharedTables } from './schema.ts';
import { Tally } from './tally.ts';

/** Functions that requests may call with another's rights. Each is a door; a new one needs a reason here. */
const doors = [
  'claim_command',
  'enter',
  'find_words',
  'line_content_hash',
  'mark_notifications',
  'record',
  'snooze_notifications',
];
const forbidden = ['truncate', 'references', 'trigger'];

/** What the catalog says of walls, grants, triggers and roles, against what the feature list asks for. */
export async function wallStructure(client: pg.ClientBase, schema: Schema): Promise<Tally> {
  const tally = new Tally();
  await tables(client, schema, tally);
  await grants(client, schema, tally);
  await policies(client, schema, tally);
  await functions(client, tally);
  await roles(client, tally);
  return tally;
}

async function tables(client: pg.ClientBase, schema: Schema, tally: Tally): Promise<void> {
  const shared = sharedTables(schema);
  const registered = new Set([...kindTables, 'entry']);
  for (const table of shared)
    tally.holds(registered.has(table), `${table} has an audience and no feature registers it`);
  for (const table of registered)
    tally.holds(shared.includes(table), `${table} is registered and not in the database as a shared table`);
  const { rows } = await client.query<{
    name: string;
    kind: string;
    enabled: boolean;
    forced: boolean;
    owner: string;
    strong: boolean;
  }>(
    `select c.relname as name, c.relkind as kind, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, r.rolname as owner, r.rolsuper or r.rolbypassrls as strong
     from pg_class c join pg_roles r on r.oid = c.relowner where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
  );
  for (const { name, kind, enabled, forced, strong } of rows) {
    const walled = shared.includes(name) || readOnlyTables.includes(name);
    tally.holds(!walled || (enabled && forced), `${name}: row security is not enabled and forced`);
    tally.holds(kind === 'r', `${name} is no plain table, and a view reads past the wall`);
    tally.holds(!strong, `${name} belongs to a role that no wall holds`);
  }
}

async function grants(client: pg.ClientBase, schema: Schema, tally: Tally): Promise<void> {
  const may = `select has_table_privilege($1, c.oid, $2) or has_any_column_privilege($1, c.oid, case when $2 in ('delete', 'truncate', 'trigger') then 'select' else $2 end)
    and $2 not in ('delete', 'truncate', 'trigger') as may from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = $3`;
  const asks = async (role: string, verb: string, table: string) =>
    (await client.query<{ may: boolean }>(may, [role, verb, table])).rows[0]?.may === true;
  for (const table of schema.keys()) {
    const expected: readonly string[] = expectedGrants(table);
    for (const verb of ['select', 'insert', 'update', 'delete', ...forbidden])
      tally.cell(
        expected.includes(verb),
        await asks('crossflow_member', verb, table),
        `${table}: crossflow_member may ${verb}`,
      );
    const sealed = ['entry', 'ledger'].includes(table);
    for (const verb of sealed ? ['update', 'delete', 'truncate'] : ['truncate'])
      tally.cell(false, await asks('crossflow_keeper', verb, table), `${table}: crossflow_keeper may ${verb}`);
  }
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and case when relkind = 'S' then has_sequence_privilege('crossflow_member', oid, 'usage, select, update') else false end`,
  );
  for (const { name } of rows) tally.leaks.push(`crossflow_member may use the sequence ${name}`);
}

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly roles: string[];
  readonly command: string;
  readonly permissive: boolean;
  readonly using: string | null;
  readonly check: string | null;
}

async function policies(client: pg.ClientBase, schema: Schema, tally: Tally): Promise<void> {
  const { rows } = await client.query<Policy>(
    `select c.relname as table, p.polname as name, array(select rolname::text from pg_roles where oid = any(p.polroles)) as roles, p.polcmd as command,
       p.polpermissive as permissive, pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
     from pg_policy p join pg_class c on c.oid = p.polrelid order by 1, 2`,
  );
  const told = (policy: Policy) => `${policy.name} to ${policy.roles.join(' ')} for ${policy.command}`;
  const expected = (table: string): string[] => {
    const keeper = 'keeper to crossflow_keeper for *';
    if (sharedTables(schema).includes(table)) return [keeper, 'wall to crossflow_member for *'];
    if (table === 'notification' || keptTables.includes(table)) return [keeper, 'personal to crossflow_member for *'];
    return ['ledger', 'ledger_head'].includes(table) ? [keeper, 'own_ledger to crossflow_member for r'] : [];
  };
  for (const table of schema.keys()) {
    const present = rows.filter((policy) => policy.table === table).map(told);
    const asked = expected(table);
    for (const policy of present)
      tally.holds(asked.includes(policy), `${table} has the policy ${policy}, which nobody asked for`);
    for (const policy of asked) tally.holds(present.includes(policy), `${table} lacks the policy ${policy}`);
  }
  const walls = rows.filter(({ name }) => name === 'wall').map(({ using, check }) => `${using} / ${check}`);
  for (const wall of walls) tally.holds(wall === walls[0], `not every wall is the same: ${wall}`);
}

async function functions(client: pg.ClientBase, tally: Tally): Promise<void> {
  const { rows } = await client.query<{
    name: string;
    schema: string;
    reachable: boolean;
    pinned: boolean;
    trigger: boolean;
    owner: string;
  }>(
    `select p.proname as name, n.nspname as schema, has_function_privilege('crossflow_member', p.oid, 'execute') as reachable,
       coalesce(p.proconfig::text like '%search_path=%', false) as pinned, p.prorettype = 'trigger'::regtype as trigger, r.rolname as owner
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')`,
  );
  for (const { name, schema, reachable, pinned, trigger, owner } of rows) {
    tally.holds(pinned, `${name} runs with its owner's rights and without a search path of its own`);
    tally.holds(owner === 'crossflow_keeper', `${name} belongs to ${owner}`);
    if (!trigger)
      tally.cell(schema === 'crossflow' && doors.includes(name), reachable, `crossflow_member may call ${name}`);
  }
}

async function roles(client: pg.ClientBase, tally: Tally): Promise<void> {
  const { rows } = await client.query<{
    name: string;
    login: boolean;
    strong: boolean;
    makes: boolean;
    creates: boolean;
    parents: number;
  }>(
    `select rolname as name, rolcanlogin as login, rolsuper or rolbypassrls or rolreplication as strong, rolcreaterole or rolcreatedb as makes,
       has_schema_privilege(oid, 'public', 'create') or has_database_privilege(oid, current_database(), 'create') as creates,
       (select count(*)::int from pg_auth_members where member = pg_roles.oid) as parents
     from pg_roles where rolname in ('crossflow_member', 'crossflow_keeper')`,
  );
  tally.holds(rows.length === 2, 'a role of the wall is missing');
  for (const { name, login, strong, makes, creates, parents } of rows)
    tally.holds(!login && !strong && !makes && !creates && parents === 0, `${name} can do more than it should`);
}
