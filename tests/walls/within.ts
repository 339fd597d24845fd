import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { insertOf, minimalRow, type Schema, type Within, withinRules } from './schema.ts';
import { Tally } from './tally.ts';

const [own, second, third] = [1, 2, 4];
const program = randomUUID();

interface Attempt {
  readonly does: string;
  readonly allowed: boolean;
  /** Audience of the parent, and of the child, before anything moves; null: there is no such row. */
  readonly parent: number | null;
  readonly child: number | null;
  readonly parentProgram?: string;
  readonly move?: (rows: Rows) => string;
}
interface Rows {
  readonly rule: Within;
  readonly parentTable: string;
  readonly parentId: string;
  readonly childId: string;
  readonly otherParentId: string;
}
const child = (set: string) => (rows: Rows) =>
  `update public."${rows.rule.child}" set ${set} where id = '${rows.childId}'`;
const parent = (set: string) => (rows: Rows) =>
  `update public."${rows.parentTable}" set ${set} where id = '${rows.parentId}'`;

const attempts: readonly Attempt[] = [
  { does: 'a child as wide as its parent', allowed: true, parent: own + second, child: own + second },
  { does: 'a narrower child', allowed: true, parent: own + second, child: own },
  { does: 'a wider child', allowed: false, parent: own + second, child: own + third },
  { does: 'a child of a parent that nobody else sees', allowed: false, parent: own, child: own + second },
  { does: 'a child without its parent', allowed: false, parent: null, child: own },
  {
    does: 'a child whose parent is in another program',
    allowed: false,
    parent: own + second,
    child: own,
    parentProgram: randomUUID(),
  },
  {
    does: 'widening the child past its parent',
    allowed: false,
    parent: own + second,
    child: own,
    move: child(`audience = ${own + third}`),
  },
  {
    does: 'widening the child within its parent',
    allowed: true,
    parent: own + second,
    child: own,
    move: child(`audience = ${own + second}`),
  },
  {
    does: 'narrowing the parent below a shared child',
    allowed: false,
    parent: own + second + third,
    child: own + second,
    move: parent(`audience = ${own + third}`),
  },
  {
    does: 'narrowing the parent beside its child',
    allowed: true,
    parent: own + second + third,
    child: own + second,
    move: parent(`audience = ${own + second}`),
  },
  {
    does: 'narrowing the parent away from what one company alone sees',
    allowed: true,
    parent: own + second,
    child: second,
    move: parent(`audience = ${own}`),
  },
  {
    does: 'widening the parent',
    allowed: true,
    parent: own + second,
    child: own + second,
    move: parent(`audience = ${own + second + third}`),
  },
  {
    does: 'both at once, in any order',
    allowed: true,
    parent: own + second,
    child: own + second,
    move: (rows) => `${parent(`audience = ${own}`)(rows)}; ${child(`audience = ${own}`)(rows)}`,
  },
  {
    does: 'both, by way of what they have in common',
    allowed: true,
    parent: own + second,
    child: own + second,
    move: (rows) =>
      [
        child(`audience = ${own}`),
        parent(`audience = ${own}`),
        parent(`audience = ${own + third}`),
        child(`audience = ${own + third}`),
      ]
        .map((one) => one(rows))
        .join('; '),
  },
  {
    does: 'widening the child, and back',
    allowed: true,
    parent: own,
    child: own,
    move: (rows) =>
      [child(`audience = ${own + second}`), child(`audience = ${own}`)].map((one) => one(rows)).join('; '),
  },
  {
    does: 'widening the child at last',
    allowed: false,
    parent: own + second,
    child: own,
    move: (rows) =>
      [child(`audience = ${own + second}`), child(`audience = ${own + third}`)].map((one) => one(rows)).join('; '),
  },
  {
    does: 'narrowing the parent at last',
    allowed: false,
    parent: own + second,
    child: own + second,
    move: (rows) =>
      [parent(`audience = ${own + second + third}`), parent(`audience = ${own + third}`)]
        .map((one) => one(rows))
        .join('; '),
  },
  {
    does: 'moving the child under a narrower parent',
    allowed: false,
    parent: own + second,
    child: own + second,
    move: (rows) => child(`"${rows.rule.column}" = '${rows.otherParentId}'`)(rows),
  },
];

/** A child is seen by nobody from whom its parent is hidden: each rule of the feature list, in both directions, at commit. */
export async function withinParents(client: pg.ClientBase, schema: Schema, rules: readonly Within[]): Promise<Tally> {
  const tally = new Tally();
  for (const rule of rules)
    for (const parentTable of rule.parents)
      for (const attempt of attempts) {
        const allowed = await tried(client, schema, rule, parentTable, attempt);
        tally.cell(attempt.allowed, allowed, `${rule.child} within ${parentTable}: ${attempt.does}`);
      }
  return tally;
}

async function tried(
  client: pg.ClientBase,
  schema: Schema,
  rule: Within,
  parentTable: string,
  attempt: Attempt,
): Promise<boolean> {
  const rows = { rule, parentTable, parentId: randomUUID(), childId: randomUUID(), otherParentId: randomUUID() };
  const row = (table: string, id: string, audience: number, more: Record<string, unknown> = {}) =>
    insertOf(table, minimalRow(schema, table, { id, program_id: program, audience, version: 1, ...more }));
  await client.query('savepoint attempt');
  try {
    await client.query('set local session_replication_role = replica');
    const above = aboveOf(parentTable, schema);
    const before = [...above.statements, row(parentTable, rows.otherParentId, own, above.link)];
    const place = { ...above.link, program_id: attempt.parentProgram ?? program };
    if (attempt.parent !== null) before.push(row(parentTable, rows.parentId, attempt.parent, place));
    const linked = {
      [rule.column]: rows.parentId,
      ...(rule.kindColumn === null ? {} : { [rule.kindColumn]: parentTable }),
    };
    const born = attempt.child === null ? [] : [row(rule.child, rows.childId, attempt.child, linked)];
    await client.query([...before, ...(attempt.move === undefined ? [] : born)].join(';\n'));
    await client.query('set local session_replication_role = origin');
    await client.query(attempt.move === undefined ? born.join(';\n') : attempt.move(rows));
    await client.query('set constraints all immediate');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'CF001') throw error;
    return false;
  } finally {
    await client.query('rollback to savepoint attempt');
  }
}

/** What a parent is itself within, seen by everybody, so that it stands in nobody's way. */
function aboveOf(table: string, schema: Schema): { statements: string[]; link: Record<string, unknown> } {
  const rule = withinRules().find((one) => one.child === table);
  const parentTable = rule?.parents[0];
  if (rule === undefined || parentTable === undefined || rule.kindColumn !== null) return { statements: [], link: {} };
  const id = randomUUID();
  const higher = aboveOf(parentTable, schema);
  const seen = { id, program_id: program, audience: own + second + third, version: 1, ...higher.link };
  return {
    statements: [...higher.statements, insertOf(parentTable, minimalRow(schema, parentTable, seen))],
    link: { [rule.column]: id },
  };
}
