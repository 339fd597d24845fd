import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { maySee, mayWrite, seatsIn, type Viewer } from './oracle.ts';
import { expectedGrants, insertOf, minimalRow, type Schema, type Verb } from './schema.ts';
import { Tally } from './tally.ts';

// Seats as they might be drawn; 30 is the highest there is.
const [exemplis, yangben, shili, modelo, team] = [3, 7, 0, 30, 12];
const drawn = [exemplis, yangben, shili, modelo, team];
const bits = (...seats: number[]) => seats.reduce((all, seat) => all + 2 ** seat, 0);
const programs = { own: randomUUID(), other: randomUUID(), empty: randomUUID() };

/** Every combination of the five seats, nobody, and everybody. */
export const everyAudience: readonly number[] = [
  ...[...Array(2 ** drawn.length).keys()].map((choice) =>
    bits(...drawn.filter((_, place) => Math.floor(choice / 2 ** place) % 2 === 1)),
  ),
  2 ** 31 - 1,
];

interface Eyes {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly role?: string;
  readonly viewer: Viewer;
}
const NOW = new Date();
const nobody: Viewer = { part: null };

function eyes(name: string, program: string, seats: number[], lens?: number[]): Eyes {
  const settings = {
    'app.program': program,
    'app.mask': String(bits(...seats)),
    ...(lens === undefined ? {} : { 'app.lens': String(bits(...lens)) }),
  };
  const part = { program, seats: new Set(seats), from: new Date(0), until: null };
  return { name, settings, viewer: { part, ...(lens === undefined ? {} : { lens: new Set(lens) }) } };
}

export const everyKindOfEyes: readonly Eyes[] = [
  eyes('sponsor', programs.own, [exemplis]),
  eyes('cdmo', programs.own, [yangben]),
  eyes('licensee', programs.own, [shili]),
  eyes('second licensee', programs.own, [modelo]),
  eyes('cdmo with team', programs.own, [yangben, team]),
  eyes('team alone', programs.own, [team]),
  eyes('same seat, other program', programs.other, [exemplis]),
  eyes('every seat, program without rows', programs.empty, [...Array(31).keys()]),
  eyes('every seat of the program', programs.own, [...Array(31).keys()]),
  eyes('no seat', programs.own, []),
  eyes('sponsor as licensee', programs.own, [exemplis], [shili]),
  eyes('licensee as sponsor', programs.own, [shili], [exemplis]),
  eyes('cdmo with team as sponsor', programs.own, [yangben, team], [exemplis]),
  eyes('cdmo as itself', programs.own, [yangben], [yangben]),
  eyes('sponsor as nobody', programs.own, [exemplis], []),
  { name: 'nothing set', settings: {}, viewer: nobody },
  { name: 'empty settings', settings: { 'app.program': '', 'app.mask': '', 'app.lens': '' }, viewer: nobody },
  { name: 'program alone', settings: { 'app.program': programs.own }, viewer: nobody },
  { name: 'mask alone', settings: { 'app.mask': String(bits(...drawn)) }, viewer: nobody },
  {
    name: 'the login, in no role',
    role: 'crossflow',
    settings: { 'app.program': programs.own, 'app.mask': String(bits(...drawn)) },
    viewer: nobody,
  },
];

export interface Scope {
  readonly some?: readonly Eyes[];
  readonly audiences?: readonly number[];
}
interface Planted {
  readonly id: string;
  readonly program: string;
  readonly audience: number;
}
const guarded = ({ program, audience }: Planted) => ({ program, audience: seatsIn(audience) });
const whereOf = (table: string, verb: Verb, who: Eyes, { program, audience }: Planted) =>
  `${table} ${verb} by ${who.name}: audience {${[...seatsIn(audience)].join(' ')}} of ${program === programs.own ? 'the own' : 'another'} program`;

/**
 * The database wall alone: rows of every audience in two programs, planted past all walls, then read, written and removed as
 * the role of requests under the settings of every kind of viewer. Runs in the caller's transaction and leaves nothing.
 */
export async function wallMatrix(
  client: pg.ClientBase,
  schema: Schema,
  tables: readonly string[],
  { some = everyKindOfEyes, audiences = everyAudience }: Scope = {},
): Promise<Tally> {
  const tally = new Tally();
  await client.query('savepoint matrix');
  await client.query(TRY);
  for (const table of tables) {
    const planted = await plant(client, schema, table, audiences);
    for (const who of some) await look(client, schema, table, planted, who, tally);
  }
  await client.query('rollback to savepoint matrix');
  return tally;
}

async function plant(
  client: pg.ClientBase,
  schema: Schema,
  table: string,
  audiences: readonly number[],
): Promise<Planted[]> {
  await client.query('set local session_replication_role = replica');
  const planted = [programs.own, programs.other].flatMap((program) =>
    audiences.map((audience) => ({ id: randomUUID(), program, audience })),
  );
  const statements = planted.map(({ id, program, audience }) =>
    insertOf(table, minimalRow(schema, table, { id, program_id: program, audience, version: 1 })),
  );
  await client.query(statements.join(';\n'));
  await client.query('set local session_replication_role = origin');
  return planted;
}

async function look(
  client: pg.ClientBase,
  schema: Schema,
  table: string,
  planted: readonly Planted[],
  who: Eyes,
  tally: Tally,
): Promise<void> {
  const granted = who.role === undefined ? expectedGrants(table) : ([] as readonly Verb[]);
  const compare = (verb: Verb, reached: ReadonlySet<string>, may: (row: Planted) => boolean) => {
    for (const row of planted)
      tally.cell(granted.includes(verb) && may(row), reached.has(row.id), whereOf(table, verb, who, row));
  };
  const sees = (row: Planted) => maySee(who.viewer, guarded(row), NOW);
  await client.query('savepoint eyes');
  await client.query(`set local role ${who.role ?? 'crossflow_member'}`);
  for (const [name, value] of Object.entries(who.settings))
    await client.query('select set_config($1, $2, true)', [name, value]);
  compare('select', await reach(client, `select id from public."${table}"`), sees);
  // Without a lens alone: whoever borrows eyes only reads.
  if (who.viewer.lens === undefined) {
    compare('update', await reach(client, `update public."${table}" set audience = audience returning id`), sees);
    await tryInserts(client, schema, table, planted, who, tally);
    if (granted.includes('update')) await tryRemovals(client, table, planted.filter(sees), who, tally);
  }
  compare('delete', await reach(client, `delete from public."${table}" returning id`), sees);
  await client.query('rollback to savepoint eyes');
}

/** Ids that a statement reaches; none where it is refused. */
async function reach(client: pg.ClientBase, statement: string): Promise<ReadonlySet<string>> {
  await client.query('savepoint reach');
  try {
    const { rows } = await client.query<{ id: string }>(statement);
    return new Set(rows.map(({ id }) => id));
  } catch (error) {
    await client.query('rollback to savepoint reach');
    // The record's own trigger stands behind the missing grant.
    if (!['42501', 'CF002'].includes((error as { code?: string }).code ?? '')) throw error;
    return new Set();
  } finally {
    await client.query('rollback to savepoint reach');
  }
}

/** Rows like those that were planted, under ids of their own. */
async function tryInserts(
  client: pg.ClientBase,
  schema: Schema,
  table: string,
  planted: readonly Planted[],
  who: Eyes,
  tally: Tally,
): Promise<void> {
  const granted = who.role === undefined && expectedGrants(table).includes('insert');
  const statements = planted.map(({ program, audience }) =>
    insertOf(table, minimalRow(schema, table, { id: randomUUID(), program_id: program, audience, version: 1 })),
  );
  const answers = await attempt(client, statements);
  planted.forEach((row, place) => {
    const where = whereOf(table, 'insert', who, row);
    if (!['done', '42501'].includes(answers[place]!)) tally.faults.push(`${where}: ${answers[place]}`);
    tally.cell(granted && mayWrite(who.viewer, guarded(row), NOW), answers[place] === 'done', where);
  });
}

/** A visible row may be moved neither out of one's own sight nor into another program. */
async function tryRemovals(
  client: pg.ClientBase,
  table: string,
  visible: readonly Planted[],
  who: Eyes,
  tally: Tally,
): Promise<void> {
  const without = drawn.filter((seat) => who.viewer.part?.seats.has(seat) !== true);
  const moves = visible.flatMap(({ id }) => [
    { id, set: `program_id = '${programs.other === who.viewer.part?.program ? programs.own : programs.other}'` },
    { id, set: `audience = ${bits(...without)}` },
  ]);
  const answers = await attempt(
    client,
    moves.map(({ id, set }) => `update public."${table}" set ${set} where id = '${id}'`),
  );
  answers.forEach((answer, place) =>
    tally.cell(false, answer === 'done', `${table} update by ${who.name}: ${moves[place]!.set}`),
  );
}

/** What became of each statement: `done`, `nothing` where it touched no row, or the SQLSTATE of its refusal. Nothing stays. */
async function attempt(client: pg.ClientBase, statements: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ answers: string[] | null }>('select public.wall_attempt($1) as answers', [
    statements,
  ]);
  return rows[0]?.answers ?? [];
}

const TRY = `
  create function public.wall_attempt(statements text[]) returns text[] language plpgsql as $$
  declare one text; touched int; answers text[] := '{}';
  begin
    foreach one in array statements loop
      begin
        execute one;
        get diagnostics touched = row_count;
        raise exception 'taken back' using errcode = case when touched > 0 then 'CF998' else 'CF999' end;
      exception when others then
        answers := answers || case sqlstate when 'CF998' then 'done' when 'CF999' then 'nothing' else sqlstate end;
      end;
    end loop;
    return answers;
  end $$`;
