import { randomUUID } from 'node:crypto';
import type { Change, Outcome } from '@crossflow/domain/record/change';
import type { Delta, Entry } from '@crossflow/domain/record/entry';
import type { Program } from '@crossflow/domain/organizations/organization';
import { describe, expect, test } from 'vitest';
import { Replica, type RowsOf } from './replica.ts';

const OURS = 1;
const THEIRS = 2;
const ID = randomUUID();

const program = (version: number, name = `v${version}`, audience = OURS | THEIRS, id = ID): Program => ({
  id,
  programId: id,
  audience,
  version,
  code: 'EXB-101',
  name,
  nameZh: null,
});

function entry(after: Program | null, told: Partial<Entry> = {}): Entry {
  return {
    id: randomUUID(),
    programId: ID,
    audience: OURS,
    at: '2026-11-24T09:42:00.000Z',
    actorId: null,
    partyId: null,
    verb: after === null ? 'gone' : 'changed',
    kind: 'program',
    subjectId: after?.id ?? ID,
    within: null,
    before: null,
    after: after as unknown as Record<string, unknown> | null,
    reason: null,
    commandId: null,
    ...told,
  };
}

/** Deltas of one line each, from a list of entries: line n is the nth. */
const line = (n: number, one: Entry | null): Delta => ({
  partyId: 'p',
  from: n - 1,
  to: n,
  lines: [{ n, entry: one }],
});

/** A server that has these lines; `asked` tells from where the client fetched. */
function serverOf(lines: readonly Entry[]) {
  const asked: number[] = [];
  return {
    asked,
    since: async (n: number) => {
      asked.push(n);
      return lines.slice(n).map((one, index) => line(n + index + 1, one));
    },
  };
}

const outcome = (...changes: Change[]): Outcome => ({ changes, notices: [] });
const change = (row: Program | null, told: Partial<Change> = {}): Change => ({
  kind: 'program',
  verb: 'changed',
  subjectId: ID,
  audience: OURS | THEIRS,
  before: null,
  row,
  reason: null,
  within: null,
  ...told,
});

const nameOf = (replica: Replica) => replica.get('program', ID)?.name;

describe('the stream', () => {
  const lines = [1, 2, 3, 4, 5].map((version) => entry(program(version)));

  test('what was missed is told apart from what is news, so that a page does not show all of it as just changed', async () => {
    const told: [number, boolean][] = [];
    const replica = new Replica(OURS, {
      since: async () => [],
      applied: (one, pushed) => told.push([(one.after as unknown as Program).version, pushed]),
    });
    await replica.receive(line(1, entry(program(1))), false);
    await replica.receive(line(2, entry(program(2))));
    expect(told).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test('frames in line are applied without a fetch', async () => {
    const server = serverOf(lines);
    const replica = new Replica(OURS, server);
    for (const n of [1, 2, 3]) await replica.receive(line(n, lines[n - 1]!));
    expect(nameOf(replica)).toBe('v3');
    expect(replica.cursor).toBe(3);
    expect(server.asked).toEqual([]);
  });

  test('a hole is fetched once, and frames that arrive meanwhile wait in order', async () => {
    const server = serverOf(lines.slice(0, 4));
    const replica = new Replica(OURS, server);
    await replica.receive(line(1, lines[0]!));
    await Promise.all([
      replica.receive(line(3, lines[2]!)),
      replica.receive(line(5, lines[4]!)),
      replica.receive(line(4, lines[3]!)),
    ]);
    expect(nameOf(replica)).toBe('v5');
    expect(replica.cursor).toBe(5);
    expect(server.asked).toEqual([1]);
  });

  test('a frame seen already, and an old row in a later line, change nothing', async () => {
    const replica = new Replica(OURS, serverOf([]));
    await replica.receive(line(1, entry(program(7))));
    await replica.receive(line(1, entry(program(9, 'a forged repeat'))));
    await replica.receive(line(2, entry(program(3))));
    expect(nameOf(replica)).toBe('v7');
    expect(replica.cursor).toBe(2);
  });

  test('a frame that overlaps the cursor applies only its new lines', async () => {
    const applied: number[] = [];
    const replica = new Replica(OURS, {
      ...serverOf([]),
      applied: (one) => applied.push((one.after as unknown as Program).version),
    });
    await replica.receive({ partyId: 'p', from: 0, to: 2, lines: [1, 2].map((n) => ({ n, entry: lines[n - 1]! })) });
    await replica.receive({ partyId: 'p', from: 1, to: 3, lines: [2, 3].map((n) => ({ n, entry: lines[n - 1]! })) });
    expect(applied).toEqual([1, 2, 3]);
  });

  test('a line sealed for a team moves the cursor and nothing else', async () => {
    const replica = new Replica(OURS, serverOf([]));
    await replica.receive(line(1, null));
    await replica.receive(line(2, lines[0]!));
    expect(replica.cursor).toBe(2);
    expect(nameOf(replica)).toBe('v1');
  });

  test('a fetch that fails leaves the cursor, and the next frame tries again', async () => {
    const server = serverOf(lines);
    let broken = true;
    const replica = new Replica(OURS, {
      since: (n) => (broken ? Promise.reject(new Error('no network')) : server.since(n)),
    });
    await expect(replica.receive(line(2, lines[1]!))).rejects.toThrow('no network');
    expect(replica.cursor).toBe(0);
    broken = false;
    await replica.receive(line(3, lines[2]!));
    expect(replica.cursor).toBe(5);
    expect(nameOf(replica)).toBe('v5');
  });

  test('a server that never joins the waiting frame is given up, not asked for ever', async () => {
    const server = serverOf([]);
    const replica = new Replica(OURS, server);
    await expect(replica.receive(line(9, lines[0]!))).rejects.toThrow('do not join');
    expect(server.asked.length).toBeLessThan(10);
  });

  test('gone takes the row away; appeared brings it back', async () => {
    const replica = new Replica(OURS, serverOf([]));
    await replica.receive(line(1, lines[0]!));
    await replica.receive(line(2, entry(null)));
    expect(replica.list('program')).toEqual([]);
    await replica.receive(line(3, entry(program(1), { verb: 'appeared' })));
    expect(nameOf(replica)).toBe('v1');
  });
});

describe('predictions', () => {
  const start: RowsOf = { program: [program(1)] };
  const started = () => {
    const replica = new Replica(OURS, serverOf([]));
    replica.reset(10, start);
    return replica;
  };

  test('shown at once, dropped when the cursor passes the reply, and the truth stands', async () => {
    const replica = started();
    replica.predict('c1', outcome(change(program(2, 'mine'))));
    expect(nameOf(replica)).toBe('mine');
    replica.answered('c1', 12);
    await replica.receive(line(11, entry(program(2, 'from the server'))));
    expect(nameOf(replica)).toBe('mine');
    await replica.receive(line(12, entry(program(3, 'the truth'))));
    expect(nameOf(replica)).toBe('the truth');
  });

  test('the own entry that comes before the reply ends it too', async () => {
    const replica = started();
    replica.predict('c1', outcome(change(program(2, 'mine'))));
    await replica.receive(line(11, entry(program(2, 'the truth'), { commandId: 'c1' })));
    expect(nameOf(replica)).toBe('the truth');
    replica.answered('c1', 11);
    expect(nameOf(replica)).toBe('the truth');
  });

  test('a refusal rolls back to what is confirmed, others stay', () => {
    const replica = started();
    replica.predict('c1', outcome(change(program(2, 'first'))));
    replica.predict('c2', outcome(change(program(3, 'second'))));
    replica.withdraw('c2');
    expect(nameOf(replica)).toBe('first');
    replica.withdraw('c1');
    expect(nameOf(replica)).toBe('v1');
  });

  test('a predicted new row is in the list, a predicted end is not, and what only others lose stays', () => {
    const replica = started();
    const fresh = program(1, 'new', OURS, randomUUID());
    replica.predict('c1', outcome(change(fresh, { subjectId: fresh.id })));
    expect(replica.list('program')).toHaveLength(2);
    replica.predict('c2', outcome(change(program(2, 'narrower', OURS)), change(null, { audience: THEIRS })));
    expect(nameOf(replica)).toBe('narrower');
    replica.predict('c3', outcome(change(null, { audience: OURS })));
    expect(replica.list('program')).toEqual([{ ...fresh, version: 1 }]);
  });

  test('a row predicted for others alone is not shown to this reader', () => {
    const replica = started();
    const hidden = program(1, 'hidden', THEIRS, randomUUID());
    replica.predict('c1', outcome(change(hidden, { subjectId: hidden.id })));
    expect(replica.list('program').map(({ name }) => name)).toEqual(['v1']);
  });

  test('who reads the rows is told of every change of a prediction', () => {
    const touched: string[] = [];
    const replica = new Replica(OURS, { ...serverOf([]), changed: (kinds) => touched.push([...kinds.keys()].join()) });
    replica.predict('c1', outcome(change(program(2))));
    replica.withdraw('c1');
    expect(touched).toEqual(['program', 'program']);
  });
});

describe('rows read by a query', () => {
  test('a newer row here stays, an unknown one is taken in', async () => {
    const replica = new Replica(OURS, serverOf([]));
    const other = program(1, 'other', OURS, randomUUID());
    const fetching = replica.beginFetch();
    await replica.receive(line(1, entry(program(5))));
    replica.merge(fetching, { program: [program(4), other] });
    expect(nameOf(replica)).toBe('v5');
    expect(replica.get('program', other.id)?.name).toBe('other');
  });

  test('a row that went away while the query ran does not come back with its answer', async () => {
    const replica = new Replica(OURS, serverOf([]));
    await replica.receive(line(1, entry(program(1))));
    const fetching = replica.beginFetch();
    await replica.receive(line(2, entry(null)));
    replica.merge(fetching, { program: [program(1)] });
    expect(replica.get('program', ID)).toBeUndefined();
  });
});

test('old state and deltas are a fresh bootstrap, whatever the order, the repeats and the losses', async () => {
  let seed = 7;
  const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let round = 0; round < 50; round += 1) {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    const truth = new Map<string, Program>();
    const lines = Array.from({ length: 40 }, () => {
      const id = ids[random(5)]!;
      const present = truth.get(id);
      if (present !== undefined && random(4) === 0) {
        truth.delete(id);
        return entry(null, { subjectId: id });
      }
      const next = program((present?.version ?? random(3)) + 1, `n${random(1_000)}`, OURS, id);
      truth.set(id, next);
      return entry(next);
    });
    const replica = new Replica(OURS, serverOf(lines));
    const frames = lines.map((one, index) => line(index + 1, one)).filter(() => random(5) > 0);
    const shuffled = [...frames, ...frames.slice(0, 10)].toSorted(() => random(3) - 1);
    await Promise.all(shuffled.map((frame) => replica.receive(frame)));
    await replica.catchUp();
    expect(new Map(replica.list('program').map((row) => [row.id, row])), `seed round ${round}`).toEqual(truth);
  }
});
