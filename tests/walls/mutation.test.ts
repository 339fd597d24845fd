import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asSuperuser, cloneDatabase, dropDatabase } from '../world/databases.ts';
import { tell } from '../world/tell.ts';
import { doorMatrix } from './entering.ts';
import { everyKindOfEyes, wallMatrix } from './matrix.ts';
import { ownedRows, sealedRecord } from './owned.ts';
import { sampled } from './sample.ts';
import { kindTables, readSchema, type Schema, type Within, withinRules } from './schema.ts';
import { wallStructure } from './structure.ts';
import type { Tally } from './tally.ts';
import { withinParents } from './within.ts';

// A matrix on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

/** Each part of the wall is taken out in turn: a check that does not notice proves nothing. Nothing here outlives its transaction. */
let url = '';
beforeAll(async () => {
  url = await cloneDatabase();
});
afterAll(() => dropDatabase(url));

type Check = (client: pg.ClientBase, schema: Schema) => Promise<Tally>;
interface Damage {
  readonly name: string;
  readonly statement: string;
  readonly check: Check;
}

const few = everyKindOfEyes.filter(({ name }) =>
  ['sponsor', 'same seat, other program', 'nothing set', 'the login, in no role'].includes(name),
);
const rowsOf =
  (table: string): Check =>
  (client, schema) =>
    wallMatrix(client, schema, [table], { some: few, audiences: [8, 128, 136] });
const open = (table: string, using: string) =>
  `drop policy wall on public."${table}"; create policy wall on public."${table}" to crossflow_member using (${using}) with check (${using})`;

const tableDamage = (table: string): Damage[] => [
  { name: `${table}: no policy`, statement: `drop policy wall on public."${table}"`, check: rowsOf(table) },
  { name: `${table}: an open policy`, statement: open(table, 'true'), check: rowsOf(table) },
  {
    name: `${table}: a second, open policy`,
    statement: `create policy more on public."${table}" to crossflow_member using (true)`,
    check: rowsOf(table),
  },
  {
    name: `${table}: a policy without the program`,
    statement: open(table, `(audience & coalesce(nullif(current_setting('app.mask', true), ''), '0')::int) <> 0`),
    check: rowsOf(table),
  },
  {
    name: `${table}: a policy without the audience`,
    statement: open(table, `program_id = nullif(current_setting('app.program', true), '')::uuid`),
    check: rowsOf(table),
  },
  {
    name: `${table}: row security off`,
    statement: `alter table public."${table}" disable row level security`,
    check: rowsOf(table),
  },
  {
    name: `${table}: not forced`,
    statement: `alter table public."${table}" no force row level security`,
    check: rowsOf(table),
  },
  {
    name: `${table}: a grant too many`,
    statement: `grant truncate on public."${table}" to crossflow_member`,
    check: wallStructure,
  },
  {
    name: `${table}: open to public`,
    statement: `grant select on public."${table}" to public; create policy more on public."${table}" using (true)`,
    check: wallStructure,
  },
  {
    name: `${table}: no grant`,
    statement: `revoke select on public."${table}" from crossflow_member`,
    check: rowsOf(table),
  },
];

const ownDamage: Damage[] = [
  { name: 'ledger: an open policy', statement: 'alter policy own_ledger on ledger using (true)', check: ownedRows },
  {
    name: 'ledger_head: an open policy',
    statement: 'alter policy own_ledger on ledger_head using (true)',
    check: ownedRows,
  },
  {
    name: 'notification: an open policy',
    statement: 'alter policy personal on notification using (true)',
    check: ownedRows,
  },
  {
    name: 'ledger: grants to write',
    statement:
      'grant insert, update on ledger to crossflow_member; create policy more on ledger to crossflow_member using (true)',
    check: ownedRows,
  },
  { name: 'entry: not sealed', statement: 'drop trigger append_only on entry', check: sealedRecord },
  {
    name: 'ledger: the seal disabled',
    statement: 'alter table ledger disable trigger append_only',
    check: sealedRecord,
  },
];

const roleDamage: Damage[] = [
  { name: 'requests pass row security', statement: 'alter role crossflow_member bypassrls', check: rowsOf('ticket') },
  {
    name: 'requests take on the keeper',
    statement: 'grant crossflow_keeper to crossflow_member',
    check: wallStructure,
  },
  {
    name: 'requests may call a helper',
    statement: 'grant execute on function crossflow.known_seats(uuid, int) to crossflow_member',
    check: wallStructure,
  },
  {
    name: 'a function without a search path',
    statement: 'alter function crossflow.enter(uuid, uuid, uuid) reset all',
    check: wallStructure,
  },
  {
    name: 'a shared table that nobody registered',
    statement: 'create table public.rumor (id uuid primary key, program_id uuid not null, audience int not null)',
    check: wallStructure,
  },
  {
    name: 'a view over a shared table',
    statement: 'create view public.peek as select * from ticket; grant select on public.peek to crossflow_member',
    check: wallStructure,
  },
  {
    name: 'a table of accounts readable',
    statement: 'grant select on person to crossflow_member',
    check: wallStructure,
  },
];

/** The door with one of its conditions left out. */
const conditions = [
  's.expires_at > now()',
  'm.starts_at <= now()',
  'p.starts_at <= now()',
  '(l.audience & mask) <> 0',
  'l.program_id = who.program_id',
  'm.person_id = s.user_id',
];

async function noticed(client: pg.ClientBase, { statement, check }: Damage): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(statement);
    return (await check(client, await readSchema(client))).noticed;
  } finally {
    await client.query('rollback');
  }
}

async function expectNoticed(damage: readonly Damage[]): Promise<void> {
  const missed: string[] = [];
  await asSuperuser(url, async (client) => {
    for (const one of damage) if (!(await noticed(client, one))) missed.push(one.name);
  });
  console.log(`walls/mutation: ${damage.length - missed.length} of ${damage.length} noticed`);
  tell('W4', damage.length, missed.length);
  expect(missed).toEqual([]);
}

test('unharmed, every check is content', async () => {
  const whole: Check[] = [wallStructure, rowsOf('ticket'), ownedRows, sealedRecord, doorMatrix];
  await asSuperuser(url, async (client) => {
    for (const check of whole)
      expect(await noticed(client, { name: 'nothing', statement: 'select 1', check })).toBe(false);
  });
});

test('a table whose wall has a hole is noticed, whichever the table and the hole', async () => {
  await expectNoticed(sampled([...kindTables, 'entry'].flatMap(tableDamage)));
});

test('a ledger or a notification open to others, and a record that may be rewritten, are noticed', async () => {
  await expectNoticed(ownDamage);
});

test('a role, a function, a table or a view that opens a way round is noticed', async () => {
  await expectNoticed(roleDamage);
});

test('a child that may be wider than its parent is noticed, from below and from above', async () => {
  const triggers = await asSuperuser(url, async (client) => {
    const { rows } = await client.query<{ table: string; name: string }>(
      `select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and (t.tgname like 'within_%' or t.tgname like 'covers_%')`,
    );
    return rows;
  });
  const rules = withinRules();
  expect(triggers.length).toBe(rules.length + rules.reduce((all, { parents }) => all + parents.length, 0));
  await expectNoticed(
    triggers.map(({ table, name }) => ({
      name: `${table}: without ${name}`,
      statement: `alter table public."${table}" disable trigger "${name}"`,
      check: (client, schema) => withinParents(client, schema, heldBy(rules, table, name)),
    })),
  );
});

/** The one rule, and the one parent, that a trigger holds. */
function heldBy(rules: readonly Within[], table: string, trigger: string): Within[] {
  return rules.flatMap((rule) => {
    if (rule.child === table && trigger === `within_${rule.column}`)
      return [{ ...rule, parents: rule.parents.slice(0, 1) }];
    return rule.parents.includes(table) && trigger === `covers_${rule.child}_${rule.column}`
      ? [{ ...rule, parents: [table] }]
      : [];
  });
}

test('a door with a condition left out is noticed', async () => {
  const source = await asSuperuser(url, async (client) => {
    const { rows } = await client.query<{ source: string }>(
      "select pg_get_functiondef('crossflow.enter(uuid, uuid, uuid)'::regprocedure) as source",
    );
    return rows[0]!.source;
  });
  for (const condition of conditions) expect(source).toContain(condition);
  await expectNoticed(
    conditions.map((condition) => ({
      name: `enter without ${condition}`,
      statement: source.replace(condition, 'true'),
      check: doorMatrix,
    })),
  );
});
