import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Party } from '../organizations/organization.ts';
import type { Change, Outcome } from '../record/change.ts';
import { recipe } from '../reference/batch-process.ts';
import {
  abortOperation,
  batchRefusal,
  beginTesting,
  completeOperation,
  issueBatch,
  operationRefusal,
  startOperation,
} from './batch.ts';
import {
  type Batch,
  type Campaign,
  cultureDay,
  type Operation,
  type Reading,
  type Series,
  type Update,
} from './manufacturing.ts';
import { type PlanBatchInput, planBatch, planCampaign } from './planning.ts';
import { consequences, shareBatch } from './sharing.ts';
import { acknowledgeUpdate, postUpdate } from './update.ts';

const AT = '2026-11-24T00:00:00.000Z';
const at = (minutes: number): string => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const E = 0b0001;
const S = 0b0010;
const Y = 0b0100;
const M = 0b1000;
const everyone = E | S | Y;
const partyOf = (n: number, seat: number, audience: number): Party =>
  ({ id: uuid(n), seat, audience, timeZone: 'Asia/Shanghai' }) as Party;
const exemplis = partyOf(11, 0, E | S | Y | M);
const shili = partyOf(12, 1, E | S | Y);
const yangben = partyOf(13, 2, E | S | Y | M);
const modelo = partyOf(14, 3, E | Y | M);
const parties = [exemplis, shili, yangben, modelo];

const actorOf = (party: Party, partyKind: string): Actor => ({
  memberId: uuid(100 + party.seat),
  personId: uuid(200 + party.seat),
  programId: uuid(1),
  partyId: party.id,
  partyKind,
  seat: 1 << party.seat,
  mask: 1 << party.seat,
  role: 'lead',
});
const sponsor = actorOf(exemplis, 'sponsor');
const licensee = actorOf(shili, 'licensee');
const maker = actorOf(yangben, 'cdmo');
const campaign = planCampaign(
  maker,
  {
    commandId: uuid(2),
    campaignId: uuid(3),
    name: '2026-B',
    processVersion: 'v2.0',
    scale: 2000,
    scaleUnit: 'L',
    audience: everyone,
  },
  { at: AT, parties },
).changes[0]!.row as Campaign;

const planInput = (more: Partial<PlanBatchInput> = {}): PlanBatchInput => ({
  commandId: uuid(4),
  batchId: uuid(5),
  campaignId: campaign.id,
  number: 'YBW-DS-26-014',
  aliases: [],
  type: 'gmp-clinical',
  stage: 'DS',
  scale: 2000,
  scaleUnit: 'L',
  processVersion: 'v2.0',
  plannedStartAt: AT,
  operationIds: recipe('DS').map((_, index) => uuid(300 + index)),
  audience: everyone,
  ...more,
});

function plannedBatch(more: Partial<PlanBatchInput> = {}, actor: Actor = maker, within: Campaign = campaign) {
  const { changes } = planBatch(within, actor, planInput(more), { at: AT, parties });
  return { batch: changes[0]!.row as Batch, operations: changes.slice(1).map(({ row }) => row as Operation) };
}

/** A batch and its operations as the outcomes leave them. */
function applied(outcome: Outcome, batch: Batch, operations: readonly Operation[]) {
  const rows = new Map(outcome.changes.map(({ row, subjectId }) => [subjectId, row]));
  return {
    batch: (rows.get(batch.id) as Batch | undefined) ?? batch,
    operations: operations.map((operation) => (rows.get(operation.id) as Operation | undefined) ?? operation),
  };
}

function issued() {
  const planned = plannedBatch();
  return applied(
    issueBatch(planned.batch, maker, { commandId: uuid(900), batchId: planned.batch.id, masterRecord: 'MBR v3.1' }),
    planned.batch,
    planned.operations,
  );
}

function running(steps: number) {
  let state = issued();
  for (let index = 0; index < steps; index++) {
    const time = { at: at(index * 10) };
    state = applied(
      startOperation(state.batch, state.operations, state.operations[index]!, maker, time),
      state.batch,
      state.operations,
    );
    state = applied(
      completeOperation(state.batch, state.operations, state.operations[index]!, maker, time),
      state.batch,
      state.operations,
    );
  }
  return state;
}

describe('planning', () => {
  test('a batch is planned with its unit operations end to end', () => {
    const { batch, operations } = plannedBatch();
    expect(operations.map(({ code }) => code)).toEqual(recipe('DS').map(({ code }) => code));
    expect(operations[1]!.plannedStartAt).toBe(operations[0]!.plannedEndAt);
    expect(batch).toMatchObject({
      state: 'planned',
      timeZone: 'Asia/Shanghai',
      plannedEndAt: operations.at(-1)!.plannedEndAt,
    });
  });

  test('only a maker plans a campaign, and only its own maker a batch of it', () => {
    const input = {
      commandId: uuid(1),
      campaignId: uuid(2),
      name: 'x',
      processVersion: 'v1',
      scale: 1,
      scaleUnit: 'L' as const,
      audience: everyone,
    };
    expect(() => planCampaign(sponsor, input, { at: AT, parties })).toThrow('not-your-company');
    expect(() => plannedBatch({}, sponsor)).toThrow('not-your-company');
    expect(() => plannedBatch({}, { ...maker, role: 'viewer' })).toThrow('not-your-role');
  });

  test('an alias of a company that cannot see the batch would name it, and is refused', () => {
    const aliases = [{ partyId: shili.id, number: 'SL-1' }];
    expect(() => plannedBatch({ aliases, audience: E | Y })).toThrow('audience-reveals-company');
    expect(plannedBatch({ aliases }).batch.aliases).toEqual(aliases);
  });

  test('a batch is no wider than its campaign, and never shared by two that must not learn of each other', () => {
    expect(() => plannedBatch({ audience: everyone | M })).toThrow('audience-wider-than-parent');
    const wide = { ...campaign, audience: everyone | M };
    expect(() => plannedBatch({ audience: everyone | M }, maker, wide)).toThrow('audience-reveals-company');
  });

  test('the others who see it are told', () => {
    const outcome = planBatch(campaign, maker, planInput(), { at: AT, parties });
    expect(outcome.notices).toEqual([
      { reason: 'shared', to: { partyIds: [exemplis.id, shili.id] }, kind: 'batch', subjectId: planInput().batchId },
    ]);
  });
});

describe('the moves', () => {
  test('a batch is issued by quality or a lead of its maker', () => {
    const { batch } = plannedBatch();
    expect(batchRefusal(batch, 'issue', { ...maker, role: 'contributor' })).toBe('not-your-role');
    expect(batchRefusal(batch, 'issue', { ...maker, role: 'quality' })).toBeNull();
    expect(batchRefusal(batch, 'issue', sponsor)).toBe('not-your-company');
    expect(issued().batch).toMatchObject({ state: 'issued', masterRecord: 'MBR v3.1' });
  });

  test('the sponsor and the licensee move nothing', () => {
    const { batch, operations } = issued();
    for (const actor of [sponsor, licensee])
      expect(operationRefusal(batch, operations, operations[0]!, 'start', actor)).toBe('not-your-company');
  });

  test('no operation starts before the batch is issued', () => {
    const { batch, operations } = plannedBatch();
    expect(operationRefusal(batch, operations, operations[0]!, 'start', maker)).toBe('not-in-this-state');
  });

  test('the first start takes the batch into process', () => {
    const before = issued();
    const { batch, operations } = applied(
      startOperation(before.batch, before.operations, before.operations[0]!, maker, { at: AT }),
      before.batch,
      before.operations,
    );
    expect(batch).toMatchObject({ state: 'in-process', startedAt: AT, dayZeroAt: null });
    expect(operations[0]).toMatchObject({ state: 'running', startedAt: AT, startedBy: maker.memberId });
  });

  test('operations run one at a time and in the order of the recipe', () => {
    const { batch, operations } = running(1);
    expect(operationRefusal(batch, operations, operations[2]!, 'start', maker)).toBe('earlier-operation-open');
    const started = applied(startOperation(batch, operations, operations[1]!, maker, { at: AT }), batch, operations);
    expect(operationRefusal(started.batch, started.operations, started.operations[2]!, 'start', maker)).toBe(
      'another-operation-runs',
    );
    expect(operationRefusal(started.batch, started.operations, started.operations[0]!, 'complete', maker)).toBe(
      'not-in-this-state',
    );
  });

  test('starting the production bioreactor is day 0', () => {
    const { batch, operations } = running(3);
    const outcome = startOperation(batch, operations, operations[3]!, maker, { at: at(100) });
    expect(outcome.changes.map(({ kind, verb }) => `${kind} ${verb}`)).toEqual([
      'operation started',
      'batch inoculated',
    ]);
    const started = applied(outcome, batch, operations).batch;
    expect(cultureDay(started, at(100 + 24 * 60 * 9 + 30))).toBe(9);
    expect(cultureDay(batch, AT)).toBeNull();
  });

  test('completing the last operation ends the manufacture; testing may begin', () => {
    const { batch } = running(12);
    expect(batch).toMatchObject({ state: 'manufactured', endedAt: at(110) });
    expect(beginTesting(batch, maker).changes[0]!.row).toMatchObject({ state: 'testing' });
    expect(batchRefusal(batch, 'operate', maker)).toBe('not-in-this-state');
  });

  test('an aborted operation says why, and nothing after it starts', () => {
    const before = issued();
    const started = applied(
      startOperation(before.batch, before.operations, before.operations[0]!, maker, { at: AT }),
      before.batch,
      before.operations,
    );
    const input = {
      commandId: uuid(901),
      batchId: started.batch.id,
      operationId: started.operations[0]!.id,
      reason: 'Vial cracked',
    };
    const outcome = abortOperation(started.batch, started.operations, started.operations[0]!, maker, input, {
      at: at(5),
      parties,
    });
    expect(outcome.changes[0]).toMatchObject({ verb: 'aborted', reason: 'Vial cracked', row: { state: 'aborted' } });
    const aborted = applied(outcome, started.batch, started.operations);
    expect(operationRefusal(aborted.batch, aborted.operations, aborted.operations[1]!, 'start', maker)).toBe(
      'earlier-operation-open',
    );
  });
});

describe('updates', () => {
  const { batch, operations } = running(0);
  const operation = operations[0]!;
  const input = {
    commandId: uuid(9),
    updateId: uuid(500),
    batchId: batch.id,
    operationId: operation.id,
    text: 'Feed 3 done',
    fileIds: [],
    audience: everyone,
  };
  const post = (more = {}) => postUpdate(batch, operation, maker, { ...input, ...more }, { at: at(40), parties });

  test('the maker posts, those who see it are told', () => {
    expect(post({ audience: E | Y })).toMatchObject({
      changes: [{ verb: 'posted', within: batch.id, audience: E | Y }],
      notices: [{ reason: 'update', to: { partyIds: [exemplis.id] } }],
    });
    expect(() => postUpdate(batch, null, sponsor, input, { at: AT, parties })).toThrow('not-your-company');
  });

  test('each other company acknowledges it once', () => {
    const update = post().changes[0]!.row as Update;
    const seen = acknowledgeUpdate(batch, update, sponsor, { at: at(50) }).changes[0]!.row as Update;
    expect(seen.acknowledgments).toEqual([{ memberId: sponsor.memberId, partyId: exemplis.id, at: at(50) }]);
    expect(() => acknowledgeUpdate(batch, seen, sponsor, { at: at(51) })).toThrow('already-acknowledged');
    expect(() => acknowledgeUpdate(batch, seen, maker, { at: at(51) })).toThrow('own-update');
  });
});

describe('sharing', () => {
  const state = running(0);
  const batch: Batch = {
    ...state.batch,
    aliases: [
      { partyId: exemplis.id, number: 'EX-1' },
      { partyId: shili.id, number: 'SL-1' },
    ],
  };
  const part = { audience: everyone, version: 1, batchId: batch.id };
  const series = { ...part, id: uuid(400), count: 2 } as Series;
  const readings = [401, 402].map(
    (n) => ({ ...part, id: uuid(n), seriesId: series.id, supersedes: null, supersededBy: null }) as Reading,
  );
  const acknowledged = [{ memberId: licensee.memberId, partyId: shili.id, at: AT }];
  const updates = [
    { ...part, id: uuid(500), acknowledgments: acknowledged } as unknown as Update,
    { ...part, id: uuid(501), audience: E | Y, acknowledgments: [] } as unknown as Update,
  ];
  const parts = {
    operations: state.operations,
    series: [series],
    updates,
    readings,
    files: [],
  };
  const share = (audience: number, of = batch, with_ = parts, within = campaign) =>
    shareBatch(
      of,
      within,
      with_,
      maker,
      { commandId: uuid(10), batchId: batch.id, audience, reason: '' },
      { at: AT, parties },
    );
  const kindsOf = (changes: readonly Change[], verb: string) =>
    changes.filter((change) => change.verb === verb).map(({ kind }) => kind);

  test('narrowing tells the company that leaves that every part is gone', () => {
    const { changes, bulk, notices } = share(E | Y);
    expect(changes.filter(({ row }) => row === null).every(({ audience }) => audience === S)).toBe(true);
    expect(kindsOf(changes, 'gone')).toEqual(['batch', ...state.operations.map(() => 'operation'), 'series', 'update']);
    expect(bulk![0]!.rows.map(({ audience, version }) => [audience, version])).toEqual([
      [E | Y, 2],
      [E | Y, 2],
    ]);
    expect(notices).toEqual([]);
  });

  test('what names a company leaves with it, before another one comes', () => {
    const wide = { ...campaign, audience: everyone | M };
    const { changes } = share(E | Y | M, batch, parts, wide);
    const batchChanges = changes.filter(({ kind }) => kind === 'batch');
    expect(batchChanges.map(({ verb, audience }) => [verb, audience])).toEqual([
      ['narrowed', E | Y],
      ['gone', S],
      ['widened', E | Y | M],
    ]);
    const seenByModelo = JSON.stringify(changes.filter(({ audience }) => (audience & M) !== 0));
    expect(seenByModelo).not.toContain(shili.id);
    expect(seenByModelo).toContain('EX-1');
    expect(batchChanges[2]!.row!.version).toBe(batch.version + 2);
  });

  test('widening gives the parts that were as wide as the batch, and tells the newcomer', () => {
    const narrow = { ...batch, audience: E | Y, aliases: [] };
    const follow = {
      ...parts,
      operations: state.operations.map((row) => ({ ...row, audience: E | Y })),
      updates: updates.map((row, n) => ({ ...row, audience: n === 0 ? E | Y : Y })),
    };
    const { changes, notices } = share(everyone, narrow, follow);
    expect(kindsOf(changes, 'widened')).toEqual(['batch', ...state.operations.map(() => 'operation'), 'update']);
    expect(notices).toEqual([{ reason: 'shared', to: { partyIds: [shili.id] }, kind: 'batch', subjectId: batch.id }]);
    expect(consequences(narrow, follow)).toEqual({ operations: 12, series: 0, readings: 0, updates: 1, files: 0 });
  });

  test('only the maker shares, and never beyond the campaign', () => {
    expect(() =>
      shareBatch(
        batch,
        campaign,
        parts,
        sponsor,
        { commandId: uuid(10), batchId: batch.id, audience: E, reason: '' },
        { at: AT, parties },
      ),
    ).toThrow('not-your-company');
    expect(() => share(everyone | M)).toThrow('audience-wider-than-parent');
    expect(() => share(E)).toThrow('audience-without-own-company');
  });
});
