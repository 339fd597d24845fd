import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { RowsOf } from '../../apps/web/src/lib/kernel/replica.ts';
import {
  complete,
  issuedBatch,
  type PlannedBatch,
  plannedBatch,
  readings,
  runTo,
  start,
  update,
} from '../world/batch-acts.ts';
import { asSuperuser } from '../world/databases.ts';
import type { Player } from '../world/player.ts';
import { newId, openWorld, type World } from '../world/world.ts';

let world: World;
let gu: Player;
beforeAll(async () => {
  world = await openWorld();
  gu = await world.join('gu');
});
afterAll(() => world.close());

const shared = () => world.audience(world.sponsor, world.licensee, world.cdmo);
const pair = () => world.audience(world.sponsor, world.cdmo);
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const seriesOf = (player: Player, { batchId }: PlannedBatch, parameter: string) =>
  player.rows('series').find((series) => series.batchId === batchId && series.parameter === parameter);
/** Opens a batch as the page does: its updates are read once and kept current by what arrives. */
async function open(player: Player, { batchId }: PlannedBatch): Promise<void> {
  const fetching = player.replica.beginFetch();
  player.replica.merge(fetching, (await player.calls.manufacturing.updates.query({ batchId })) as unknown as RowsOf);
}

describe('a run day', () => {
  test('the CDMO starts and completes operations: the sponsor and the licensee see the batch move, live', async () => {
    const { sponsor, cdmo, licensee, secondLicensee } = world;
    const batch = await issuedBatch(gu, shared());
    await start(cdmo, batch, 0);
    await world.settled();
    for (const player of [sponsor, licensee]) {
      expect(player.get('batch', batch.batchId)).toMatchObject({ state: 'in-process', masterRecord: 'MBR v3.1' });
      expect(player.get('operation', batch.operationIds[0]!)).toMatchObject({
        state: 'running',
        startedBy: cdmo.actor.memberId,
      });
    }
    await complete(cdmo, batch, 0);
    await runThrough(cdmo, batch, [1, 2]);
    await start(cdmo, batch, 3);
    await world.settled();
    expect(sponsor.get('batch', batch.batchId)?.dayZeroAt).toBe(
      sponsor.get('operation', batch.operationIds[3]!)?.startedAt,
    );
    expect(secondLicensee.rows('batch')).toEqual([]);
    expect(secondLicensee.received.join()).not.toContain(batch.batchId);
    await world.expectReplayed();
  });

  test('nobody but its maker moves a batch, and it moves in the order of the recipe', async () => {
    const { sponsor, cdmo, licensee, secondLicensee } = world;
    const batch = await issuedBatch(gu, shared());
    for (const player of [sponsor, licensee]) await expect(start(player, batch, 0)).rejects.toThrow('not-your-company');
    await expect(start(secondLicensee, batch, 0)).rejects.toThrow('not-found');
    await expect(start(cdmo, batch, 1)).rejects.toThrow('earlier-operation-open');
    await start(cdmo, batch, 0);
    await expect(start(cdmo, batch, 1)).rejects.toThrow('another-operation-runs');
    await expect(sponsor.calls.manufacturing.postUpdate.mutate(update(batch, 'x', shared()))).rejects.toThrow(
      'not-your-company',
    );
  });

  test('an engineer cannot issue a batch record; a number is used once', async () => {
    const { cdmo } = world;
    const { campaignId, batchId } = await issuedBatch(gu, shared());
    const planned = await plannedBatch(gu, campaignId, shared(), 'DP');
    const issue = { commandId: newId(), batchId: planned.batchId, masterRecord: 'MBR v1' };
    await expect(cdmo.calls.manufacturing.issueBatch.mutate(issue)).rejects.toThrow('not-your-role');
    const again = {
      ...(await planOf(gu, batchId)),
      commandId: newId(),
      batchId: newId(),
      operationIds: planned.operationIds.concat(...Array.from({ length: 6 }, () => newId())),
    };
    await expect(gu.calls.manufacturing.planBatch.mutate(again)).rejects.toThrow('number-taken');
  });

  test('an update with a photo reaches those it names, and each acknowledges it once', async () => {
    const { sponsor, cdmo, licensee } = world;
    const batch = await issuedBatch(gu, shared());
    for (const player of [sponsor, licensee]) await open(player, batch);
    const photo = await cdmo.upload('probe.png', 'image/png', PIXEL);
    const input = update(batch, 'Base line cleared', pair(), [photo]);
    await cdmo.calls.manufacturing.postUpdate.mutate(input);
    await world.settled();

    expect(sponsor.get('update', input.updateId)).toMatchObject({
      text: 'Base line cleared',
      postedBy: cdmo.actor.memberId,
    });
    expect(sponsor.get('file', photo)).toMatchObject({ subjectKind: 'update', subjectId: input.updateId });
    expect(licensee.get('update', input.updateId)).toBeUndefined();
    expect((await licensee.calls.manufacturing.updates.query({ batchId: batch.batchId })).update).toEqual([]);
    expect((await sponsor.fetch(`/files/${photo}/probe.png`)).status).toBe(200);
    expect((await licensee.fetch(`/files/${photo}/probe.png`)).status).toBe(404);

    const acknowledge = () => ({ commandId: newId(), updateId: input.updateId });
    await sponsor.calls.manufacturing.acknowledgeUpdate.mutate(acknowledge());
    await expect(sponsor.calls.manufacturing.acknowledgeUpdate.mutate(acknowledge())).rejects.toThrow(
      'already-acknowledged',
    );
    await world.settled();
    expect(cdmo.get('update', input.updateId)?.acknowledgments).toMatchObject([{ partyId: sponsor.actor.partyId }]);
  });
});

describe('readings', () => {
  test('twenty readings are one entry for the others, whose chart grows by it; the rows are there to be read', async () => {
    const { sponsor, cdmo, licensee } = world;
    const batch = await issuedBatch(gu, pair());
    await runTo(cdmo, batch, 3);
    await world.settled();
    const before = sponsor.replica.cursor;
    const values = Array.from({ length: 20 }, (_, index) => 7 + index / 1000);
    await cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'ph', values)));
    await world.settled();

    expect(sponsor.replica.cursor).toBe(before + 1);
    const series = seriesOf(sponsor, batch, 'ph')!;
    expect(series).toMatchObject({
      count: 20,
      appended: { count: 20, source: 'manual' },
      normal: { min: 6.85, max: 7.15 },
    });
    expect(series.last.at(-1)?.value).toBe(7.019);
    const rows = await sponsor.calls.manufacturing.readings.query({ seriesIds: [series.id] });
    expect(rows.map(({ value }) => value)).toEqual(values);
    expect(seriesOf(licensee, batch, 'ph')).toBeUndefined();
    expect(await licensee.calls.manufacturing.readings.query({ seriesIds: [series.id] })).toEqual([]);
    await world.expectReplayed();
  });

  test('the entry vouches for the rows: its digest can be computed again from them', async () => {
    const { sponsor, cdmo } = world;
    const batch = await issuedBatch(gu, pair());
    await runTo(cdmo, batch, 3);
    await cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'do', [41, 40.5])));
    await world.settled();
    const series = seriesOf(sponsor, batch, 'do')!;
    const rows = await sponsor.calls.manufacturing.readings.query({ seriesIds: [series.id] });
    const measured = rows.map(({ id, at, value, censor, enteredAt, enteredBy, source }) => ({
      id,
      at,
      value,
      censor,
      enteredAt,
      enteredBy,
      source,
    }));
    expect(series.digest).toBe(createHash('sha256').update('').update(canonicalJson(measured)).digest('hex'));
  });

  test('a value outside the acceptable range opens an excursion on every screen, and a good one ends it', async () => {
    const { sponsor, cdmo } = world;
    const batch = await issuedBatch(gu, pair());
    await runTo(cdmo, batch, 3);
    await cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'ph', [7.0, 6.71])));
    await world.settled();
    expect(seriesOf(sponsor, batch, 'ph')?.excursions).toMatchObject([{ side: 'below', to: null, worst: 6.71 }]);
    await cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'ph', [6.9])));
    await world.settled();
    const [excursion] = seriesOf(sponsor, batch, 'ph')!.excursions;
    expect(excursion?.to).toBe(seriesOf(sponsor, batch, 'ph')?.last.at(-1)?.at);
    expect(seriesOf(sponsor, batch, 'ph')?.count).toBe(3);
  });

  test('a wrong reading is corrected with a reason: both companies keep the old one, struck', async () => {
    const { sponsor, cdmo, licensee } = world;
    const batch = await issuedBatch(gu, pair());
    await runTo(cdmo, batch, 3);
    await cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'glc', [3.9, 8.3])));
    await world.settled();
    const { id: seriesId, last } = seriesOf(sponsor, batch, 'glc')!;
    const correction = {
      commandId: newId(),
      readingId: last[1]!.id,
      correctionId: newId(),
      value: 3.8,
      censor: null,
      reason: 'Digits exchanged',
    };
    await expect(sponsor.calls.manufacturing.correctReading.mutate(correction)).rejects.toThrow('not-your-company');
    await expect(licensee.calls.manufacturing.correctReading.mutate(correction)).rejects.toThrow('not-found');
    await cdmo.calls.manufacturing.correctReading.mutate({ ...correction, commandId: newId() });
    await world.settled();

    expect(seriesOf(sponsor, batch, 'glc')).toMatchObject({
      count: 2,
      last: [{ value: 3.9 }, { value: 3.8 }],
      excursions: [],
    });
    const rows = await sponsor.calls.manufacturing.readings.query({ seriesIds: [seriesId] });
    expect(rows.find(({ value }) => value === 8.3)).toMatchObject({ supersededBy: correction.correctionId });
    expect(rows.find(({ value }) => value === 3.8)).toMatchObject({
      supersedes: last[1]!.id,
      reason: 'Digits exchanged',
    });
    await expect(
      cdmo.calls.manufacturing.correctReading.mutate({ ...correction, commandId: newId(), correctionId: newId() }),
    ).rejects.toThrow('already-corrected');
  });

  test('a repeated command enters nothing twice; what cannot be so, or comes late without a reason, enters nothing', async () => {
    const { cdmo } = world;
    const batch = await issuedBatch(gu, pair());
    await runTo(cdmo, batch, 3);
    const input = soon(readings(batch, 'vcd', [16.1]));
    const first = await cdmo.calls.manufacturing.enterReadings.mutate(input);
    expect(await cdmo.calls.manufacturing.enterReadings.mutate(input)).toEqual(first);
    await expect(cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'ph', [71])))).rejects.toThrow(
      'implausible-value',
    );
    await expect(
      cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'ph', [7]), 'pH units')),
    ).rejects.toThrow('wrong-unit');
    const measured = soon(readings(batch, 'ph', [7]));
    world.server.clock.set(new Date(Date.now() + 2 * 3_600_000).toISOString());
    try {
      await expect(cdmo.calls.manufacturing.enterReadings.mutate(measured)).rejects.toThrow('late-entry-reason');
    } finally {
      world.server.clock.set(null);
    }
    await world.settled();
    expect(seriesOf(cdmo, batch, 'vcd')?.count).toBe(1);
    expect(seriesOf(cdmo, batch, 'ph')).toBeUndefined();
  });
});

describe('who sees a batch', () => {
  test('widened to the licensee it appears with its charts, narrowed it is gone with every reading', async () => {
    const { sponsor, cdmo, licensee } = world;
    const batch = await issuedBatch(gu, pair(), 'DS', shared());
    await runTo(cdmo, batch, 3);
    await cdmo.calls.manufacturing.enterReadings.mutate(soon(readings(batch, 'ph', [7.0, 7.01])));
    await world.settled();
    const { id: seriesId } = seriesOf(cdmo, batch, 'ph')!;
    const correction = {
      commandId: newId(),
      readingId: seriesOf(cdmo, batch, 'ph')!.last[0]!.id,
      correctionId: newId(),
      value: 7.02,
      censor: null,
      reason: 'Misread',
    };
    await cdmo.calls.manufacturing.correctReading.mutate(correction);
    const posted = update(batch, 'Feed 3 given', pair());
    await cdmo.calls.manufacturing.postUpdate.mutate(posted);
    expect(licensee.get('batch', batch.batchId)).toBeUndefined();
    expect(licensee.received.join()).not.toContain(batch.batchId);

    const share = (audience: number) =>
      cdmo.calls.manufacturing.shareBatch.mutate({ commandId: newId(), batchId: batch.batchId, audience, reason: '' });
    await share(shared());
    await world.settled();
    expect(licensee.get('batch', batch.batchId)).toMatchObject({ state: 'in-process' });
    expect(licensee.rows('operation').filter(({ batchId }) => batchId === batch.batchId)).toHaveLength(12);
    expect(await licensee.calls.manufacturing.readings.query({ seriesIds: [seriesId] })).toHaveLength(3);
    expect((await licensee.calls.manufacturing.updates.query({ batchId: batch.batchId })).update).toHaveLength(1);
    await world.expectReplayed();

    await open(licensee, batch);
    await share(pair());
    await world.settled();
    expect(licensee.get('batch', batch.batchId)).toBeUndefined();
    expect(licensee.rows('operation').some(({ batchId }) => batchId === batch.batchId)).toBe(false);
    expect(seriesOf(licensee, batch, 'ph')).toBeUndefined();
    expect(licensee.rows('update').some(({ batchId }) => batchId === batch.batchId)).toBe(false);
    expect(licensee.rows('reading').some(({ batchId }) => batchId === batch.batchId)).toBe(false);
    expect(await licensee.calls.manufacturing.readings.query({ seriesIds: [seriesId] })).toEqual([]);
    await expect(licensee.calls.manufacturing.updates.query({ batchId: batch.batchId })).rejects.toThrow('not-found');
    expect(await sponsor.calls.manufacturing.readings.query({ seriesIds: [seriesId] })).toHaveLength(3);
    await world.expectReplayed();
  });

  test('only the maker shares, within the campaign, and never brings both licensees together', async () => {
    const { sponsor, cdmo, licensee, secondLicensee } = world;
    const batch = await issuedBatch(gu, shared());
    const share = (player: Player, audience: number) =>
      player.calls.manufacturing.shareBatch.mutate({
        commandId: newId(),
        batchId: batch.batchId,
        audience,
        reason: '',
      });
    await expect(share(sponsor, pair())).rejects.toThrow('not-your-company');
    await expect(share(cdmo, world.audience(cdmo, sponsor, licensee, secondLicensee))).rejects.toThrow(/audience-/);
  });

  test('a batch shared with the second licensee shows it nothing of the first, and the first nothing at all', async () => {
    const { sponsor, cdmo, licensee, secondLicensee } = world;
    const wide = world.audience(sponsor, cdmo, secondLicensee);
    const campaign = await issuedBatch(gu, wide);
    const batch = await plannedBatch(gu, campaign.campaignId, pair(), 'DP');
    const seenBefore = secondLicensee.received.length;
    await cdmo.calls.manufacturing.shareBatch.mutate({
      commandId: newId(),
      batchId: batch.batchId,
      audience: wide,
      reason: '',
    });
    await world.settled();
    expect(secondLicensee.get('batch', batch.batchId)).toBeDefined();
    expect(secondLicensee.received.slice(seenBefore).join()).not.toContain(licensee.actor.partyId);
    expect(licensee.get('batch', batch.batchId)).toBeUndefined();
  });
});

test('no reading is wider than its series, nor a series than its batch', async () => {
  const wider = await asSuperuser(world.server.databaseUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from reading r join series s on s.id = r.series_id join batch b on b.id = s.batch_id
       where (r.audience & ~s.audience) <> 0 or (s.audience & ~b.audience) <> 0`,
    );
    return rows[0]?.n;
  });
  expect(wider).toBe(0);
});

async function runThrough(player: Player, batch: PlannedBatch, steps: readonly number[]): Promise<void> {
  for (const step of steps) {
    await start(player, batch, step);
    await complete(player, batch, step);
  }
}

/** A little after now, so that no point lies before its operation's start; the clock may differ by five minutes. */
function soon(input: ReturnType<typeof readings>, unit?: string): ReturnType<typeof readings> {
  const groups = input.groups.map((group) => ({
    ...group,
    unit: unit ?? group.unit,
    points: group.points.map((point, index) => ({
      ...point,
      at: new Date(Date.now() + 1000 + index * 10).toISOString(),
    })),
  }));
  return { ...input, groups };
}

/** The plan of a batch, to plan another one after it. */
async function planOf(player: Player, batchId: string) {
  await world.settled();
  const { campaignId, number, aliases, type, stage, scale, scaleUnit, processVersion, plannedStartAt, audience } =
    player.get('batch', batchId)!;
  return {
    campaignId,
    number,
    aliases: [...aliases],
    type,
    stage,
    scale,
    scaleUnit,
    processVersion,
    plannedStartAt,
    audience,
  };
}
