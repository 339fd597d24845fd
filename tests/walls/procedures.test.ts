import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Case, Given } from './cases/case.ts';
import { cases } from './cases/index.ts';
import { type Answered, call, each, type Procedure, procedures, reasonOf, resultOf } from './door.ts';
import { type AnyRow, type Knocker, openStage, sees, type Stage } from './stage.ts';
import { sampled } from './sample.ts';
import { kinds, kindTables } from './schema.ts';
import { Tally } from './tally.ts';

// A matrix on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 300_000);
afterAll(() => stage.close());

const MOST_HIDDEN = 2;
const MOST_VISIBLE = 2;
const caseOf = ({ path }: Procedure): Case | undefined => cases[path.split('.')[0]!]?.[path.split('.')[1]!];
const openTo = (one: Procedure) => caseOf(one)?.door ?? 'member';
const knock = (procedure: Procedure, as: Knocker, given: Omit<Given, 'as'>) =>
  call(stage.world.server.origin, procedure, as, caseOf(procedure)?.input?.({ ...given, as }));
const freshIds = (one: Case): string[] => (one.fresh ?? []).map(() => randomUUID());
const MOST_SEATS = 31;
/** Like a row, and not there; where the row is a company, its seat is nobody's. */
function missing(row: AnyRow): AnyRow {
  if (!('seat' in row)) return { ...row, id: randomUUID() };
  const taken = new Set((remembered.get('party')?.rows ?? []).map((party) => party['seat']));
  const seat = [...Array(MOST_SEATS).keys()].find((free) => !taken.has(free));
  return { ...row, id: randomUUID(), seat };
}
const nothing: AnyRow = { id: randomUUID(), programId: '', audience: 0, version: 1 };

/** A few of many, from all over the list. */
const spread = <T>(list: readonly T[], most: number): T[] =>
  list.length <= most
    ? [...list]
    : Array.from({ length: most }, (_, place) => list[Math.floor((place * list.length) / most)]!);

/** Seats are drawn for each program: a hidden company of another one may bear the seat of a company that is known here. */
function hiddenFrom(as: Knocker, rows: readonly AnyRow[], most: number): AnyRow[] {
  const known = new Set(rows.filter(sees(as)).map((row) => row['seat']));
  return spread(
    rows.filter((row) => !sees(as)(row) && !('seat' in row && known.has(row['seat']))),
    most,
  );
}

type Rows = ReadonlyMap<string, readonly AnyRow[]>;

/** Rows as they are; read again only after a command has moved some. */
let moves = 0;
const remembered = new Map<string, { readonly at: number; readonly rows: readonly AnyRow[] }>();
async function rowsNow(...of: string[]): Promise<Rows> {
  for (const kind of of.filter((one) => remembered.get(one)?.at !== moves))
    remembered.set(kind, { at: moves, rows: (await stage.rows(kind)).get(kind)! });
  return new Map(of.map((kind) => [kind, remembered.get(kind)!.rows]));
}

const rowsFor = (one: Case): Promise<Rows> =>
  rowsNow(...new Set([...(one.slots ?? []).map(({ kind }) => kind), ...(one.fresh ?? [])]));

/** Visible rows that go together, one for each slot, begun with `first` or whichever leaves no slot empty. */
function together({ slots = [] }: Case, rows: Rows, as: Knocker, first?: AnyRow): (AnyRow | undefined)[] {
  const visible = slots.map(({ kind }) => rows.get(kind)!.filter(sees(as)));
  const from = (start: AnyRow | undefined): (AnyRow | undefined)[] => {
    const chosen: AnyRow[] = [];
    return slots.map(({ fits }, place) => {
      const found = place === 0 ? start : visible[place]!.find((row) => fits?.(row, chosen, as) ?? true);
      if (found !== undefined) chosen.push(found);
      return found;
    });
  };
  if (first !== undefined || slots.length === 0) return from(first);
  const starts = visible[0]!.filter((row) => slots[0]!.fits?.(row, [], as) ?? true).map(from);
  return (
    starts.find((rowsOfIt) => rowsOfIt.every((row) => row !== undefined)) ?? starts[0] ?? slots.map(() => undefined)
  );
}

test('every procedure has a case, and every case a procedure', () => {
  const found = procedures(stage).map(({ path }) => path);
  const known = Object.entries(cases).flatMap(([feature, of]) => Object.keys(of).map((name) => `${feature}.${name}`));
  expect(
    found.filter((path) => !known.includes(path)),
    'procedures without a case',
  ).toEqual([]);
  expect(
    known.filter((path) => !found.includes(path)),
    'cases without a procedure',
  ).toEqual([]);
});

test('the stage holds a row of every kind that is hidden from each member, and one of every kind that somebody sees', async () => {
  const rows = await stage.rows(...kinds.keys());
  for (const [kind, list] of rows) {
    for (const as of stage.members)
      expect(
        list.some((row) => !sees(as)(row)),
        `a ${kind} hidden from the ${as.name}`,
      ).toBe(true);
    expect(
      stage.members.some((as) => list.some(sees(as))),
      `a ${kind} that somebody sees`,
    ).toBe(true);
  }
});

test('a hidden row and a missing one are answered with the same bytes, by every procedure, to every member, and change nothing', async () => {
  const tally = new Tally();
  const before = await stage.query(DIGEST);
  for (const procedure of procedures(stage).filter((one) => openTo(one) === 'member')) {
    const one = caseOf(procedure);
    if (one === undefined) continue;
    const rows = await rowsFor(one);
    await each(sampled(stage.members), async (as) => {
      await hiddenRows(procedure, one, rows, as, tally);
    });
  }
  expect(await stage.query(DIGEST), 'what is in the database').toEqual(before);
  tally.report('walls/procedures, hidden and missing');
});

async function hiddenRows(procedure: Procedure, one: Case, rows: Rows, as: Knocker, tally: Tally): Promise<void> {
  const base = together(one, rows, as).map((row) => row ?? nothing);
  for (const [place, { kind }] of (one.slots ?? []).entries())
    for (const hidden of hiddenFrom(as, rows.get(kind)!, MOST_HIDDEN)) {
      const fresh = freshIds(one);
      const withRow = (row: AnyRow) => knock(procedure, as, { rows: base.with(place, row), fresh });
      const [told, untold] = [await withRow(hidden), await withRow(missing(hidden))];
      const where = `${procedure.path} by ${as.name}, hidden ${kind} in place ${place}`;
      tally.holds(
        told.bytes === untold.bytes,
        `${where}: ${told.bytes.slice(0, 900)}\n--- missing:\n${untold.bytes.slice(0, 900)}`,
      );
      if (told.status >= 500) tally.faults.push(`${where}: ${told.status}`);
      if (procedure.mutation && one.passesOver !== true) tally.holds(told.status >= 400, `${where}: carried out`);
    }
}

test('an id that a hidden row has already cannot be taken for a new one, and the hidden row stays as it was', async () => {
  const tally = new Tally();
  for (const procedure of procedures(stage)) {
    const one = caseOf(procedure);
    for (const as of one?.fresh === undefined ? [] : sampled(stage.members)) await takenIds(procedure, one!, as, tally);
  }
  tally.report('walls/procedures, taken ids');
});

async function takenIds(procedure: Procedure, one: Case, as: Knocker, tally: Tally): Promise<void> {
  const rows = await rowsFor(one);
  const base = together(one, rows, as);
  if (base.some((row) => row === undefined)) return;
  for (const [place, kind] of one.fresh!.entries()) {
    const [hidden] = hiddenFrom(as, rows.get(kind)!, 1);
    const told = await knock(procedure, as, { rows: base as AnyRow[], fresh: freshIds(one).with(place, hidden!.id) });
    moves += 1;
    const where = `${procedure.path} by ${as.name}, taking the id of a hidden ${kind}`;
    if (told.status >= 500) tally.faults.push(`${where}: ${told.status} ${reasonOf(told)}`);
    const now = (await stage.rows(kind)).get(kind)!.find(({ id }) => id === hidden!.id);
    tally.holds(JSON.stringify(now) === JSON.stringify(hidden), `${where} changed it`);
  }
}

test('strangers are refused by every procedure in the same words, whatever they ask for', async () => {
  const tally = new Tally();
  await rowsNow(...kinds.keys(), 'notification');
  for (const as of stage.strangers) {
    const signedOut = as.cookie === null || as.cookie.includes('forged');
    const answers = new Map<string, string>();
    await each(procedures(stage), async (procedure) => {
      const one = caseOf(procedure);
      const door = openTo(procedure);
      if (one === undefined || door === 'public' || (!signedOut && door !== 'member')) return;
      const rows = await rowsFor(one);
      const base = (one.slots ?? []).map(({ kind }) => rows.get(kind)![0] ?? nothing);
      for (const asked of base.length === 0 ? [base] : [base, base.map(missing)]) {
        const told = await knock(procedure, as, { rows: asked, fresh: freshIds(one) });
        tally.cell(false, told.status < 400, `${procedure.path} by ${as.name}`);
        answers.set(told.bytes, procedure.path);
      }
    });
    tally.holds(
      answers.size === 1,
      `${as.name} is refused in ${answers.size} ways: ${[...answers.values()].join(', ')}\n${[...answers.keys()].join('\n---\n')}`,
    );
    tally.holds([...answers.keys()][0]!.startsWith(signedOut ? '401' : '403'), `${as.name}: ${[...answers.keys()][0]}`);
  }
  tally.report('walls/procedures, strangers');
});

test('who is not the operator finds nothing where the operator looks', async () => {
  const [sponsor] = stage.members;
  const nowhere = await call(
    stage.world.server.origin,
    { path: 'operations.nothing', mutation: false },
    sponsor!,
    undefined,
  );
  for (const procedure of procedures(stage).filter((one) => openTo(one) === 'operator')) {
    const told = await knock(procedure, sponsor!, { rows: [], fresh: [] });
    expect(told.bytes, procedure.path).toBe(nowhere.bytes);
  }
});

// What may be said of a row that the caller sees: never that it is not there, nor that the question was wrong.
const NEVER = [
  'not-found',
  'not-a-member',
  'signed-out',
  'invalid-input',
  'unexpected',
  'unavailable',
  'already-exists',
];

test('what a member sees, every procedure works on, or refuses for a reason of role, turn or state; and every read gives all of it and no more', async () => {
  const tally = new Tally();
  const worked = new Set(stage.succeeded());
  for (const procedure of procedures(stage)) {
    const one = caseOf(procedure);
    if (one === undefined || openTo(procedure) === 'operator') continue;
    const asked = sampled(stage.members);
    for (const as of [...asked, ...stage.members.filter((other) => !asked.includes(other))]) {
      // Beyond those who are asked: only until it has worked for somebody.
      if (!asked.includes(as) && worked.has(procedure.path)) break;
      const firsts =
        one.slots === undefined
          ? [undefined]
          : spread(
              (await rowsFor(one))
                .get(one.slots[0]!.kind)!
                .filter((row) => sees(as)(row) && (one.slots![0]!.fits?.(row, [], as) ?? true)),
              MOST_VISIBLE,
            );
      for (const first of firsts) {
        const told = await visible(procedure, one, as, first, tally);
        if (told?.status === 200) worked.add(procedure.path);
      }
    }
  }
  for (const { path } of procedures(stage))
    if (!worked.has(path) && !neverWorks(path))
      tally.faults.push(`${path} never worked, so its refusals prove nothing`);
  tally.report('walls/procedures, visible');
});

/** In the demo world there is nothing to set up, and nobody is the operator. */
const neverWorks = (path: string) => path === 'organizations.setup' || openTo({ path, mutation: false }) === 'operator';

async function visible(
  procedure: Procedure,
  one: Case,
  as: Knocker,
  first: AnyRow | undefined,
  tally: Tally,
): Promise<Answered | undefined> {
  const rows = await rowsFor(one);
  const chosen = together(one, rows, as, first);
  const given = { rows: chosen as AnyRow[], fresh: freshIds(one), as };
  if (chosen.some((row, place) => row === undefined && one.slots![place]!.kind !== 'file')) return undefined;
  if (chosen.some((row) => row === undefined) && procedure.path.startsWith('documents.')) return undefined;
  const told = await knock(procedure, as, given);
  if (procedure.mutation) moves += 1;
  const reason = reasonOf(told);
  const where = `${procedure.path} by ${as.name}`;
  if (told.status >= 500) tally.faults.push(`${where}: ${told.bytes}`);
  tally.cell(true, told.status < 400 || (reason !== undefined && !NEVER.includes(reason)), `${where}: ${reason}`);
  if (told.status === 200 && one.shown !== undefined)
    await compareRead(procedure, one, given, one.shown(resultOf(told) as never), tally);
  return told;
}

/** The answer of a read against all rows there are and the oracle. */
async function compareRead(
  { path }: Procedure,
  one: Case,
  given: Given,
  shown: Readonly<Record<string, readonly { id: string }[]>>,
  tally: Tally,
): Promise<void> {
  for (const [kind, list] of Object.entries(shown)) {
    const all = (await rowsNow(kind)).get(kind)!;
    const ids = new Set(list.map(({ id }) => id));
    for (const row of all) {
      const where = `${path} by ${given.as.name}: ${kind} of audience ${row.audience}`;
      if (!sees(given.as)(row)) tally.cell(false, ids.has(row.id), where);
      else if (one.belongs?.(kind, row, given) === true) tally.cell(true, ids.has(row.id), where);
    }
  }
}

const DIGEST = [
  ...kindTables,
  'entry',
  'ledger',
  'ledger_head',
  'notification',
  'person_head',
  'organization',
  'membership',
]
  .map(
    (table) =>
      `select '${table}' as table, count(*)::int as rows, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from public."${table}" t`,
  )
  .join(' union all ');
