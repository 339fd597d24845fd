import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { picture } from '@crossflow/server/demo/picture';
import { recipe } from '@crossflow/domain/reference/batch-process';
import { newId } from '../world/world.ts';
import { press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage, type Stage } from './stage.ts';

const stage = useStage();
const batch = 'YBW-DS-26-777';
const [thaw, expansion] = ['Vial thaw', 'Seed expansion'];
const HOURS = 3_600_000;

/** A batch whose first operation has run for two hours, with one reading. */
async function runningBatch({ server, player }: Stage): Promise<void> {
  const [gu, shen, chen, camille] = [await player('gu'), await player('shen'), await player('chen'), await player('camille')];
  const audience = gu.actor.seat | camille.actor.seat;
  const [campaignId, batchId] = [newId(), newId()];
  const operationIds = recipe('DS').map(() => newId());
  const base = { processVersion: 'v2.0', scale: 2000, scaleUnit: 'L', audience } as const;
  const startedAt = Date.now() - 2 * HOURS;
  server.clock.set(new Date(startedAt).toISOString());
  await gu.calls.manufacturing.planCampaign.mutate({ commandId: newId(), campaignId, name: '2026-T', ...base });
  await gu.calls.manufacturing.planBatch.mutate({
    ...{ commandId: newId(), batchId, campaignId, number: batch, aliases: [], type: 'engineering', stage: 'DS', operationIds },
    ...{ plannedStartAt: new Date(startedAt).toISOString(), ...base },
  });
  await shen.calls.manufacturing.issueBatch.mutate({ commandId: newId(), batchId, masterRecord: 'MBR v3.1' });
  await chen.calls.manufacturing.startOperation.mutate({ commandId: newId(), batchId, operationId: operationIds[0]! });
  server.clock.set(null);
}

test('readings are entered and the chart grows on the screen of the sponsor', async () => {
  await runningBatch(stage());
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at(`/mfg/b/${batch}`)), camille.open(at(`/mfg/b/${batch}`))]);
  await seen(camille.page.getByText(m.manufacturing_no_readings()));
  await camille.mark();
  for (const [n, value] of [[1, '96.1'], [2, '95.4']] as const) {
    await press(m.manufacturing_enter_readings(), chen.page);
    const dialog = the('dialog', m.manufacturing_enter_readings(), chen.page);
    await dialog.getByRole('textbox', { name: /viab/i }).fill(value);
    await press(m.manufacturing_enter_for({ n: 1, names: 'Exemplis + Yangben' }), dialog);
    const chart = camille.page.getByRole('img', { name: new RegExp(`last ${value.replace('.', '\\.')} %, ${n} readings?`) });
    await seen(chart.first());
    await seen(chart.first().locator('canvas'));
  }
  expect(await camille.stayed()).toBe(true);
});

test('an operation is completed and the next one started, seen by the sponsor as it happens', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at(`/mfg/b/${batch}/operations`)), camille.open(at(`/mfg/b/${batch}/operations`))]);
  const line = (page: typeof chen.page, name: string) => the('region', m.manufacturing_tab_operations(), page).getByRole('row').filter({ hasText: name });
  await seen(line(camille.page, thaw).getByText(m.manufacturing_operation_running()));
  await camille.mark();
  // One tap arms, the second acts.
  await press(m.manufacturing_complete(), line(chen.page, thaw));
  await press(m.manufacturing_complete_now(), line(chen.page, thaw));
  await seen(line(camille.page, thaw).getByText(m.manufacturing_operation_completed()));
  await press(m.manufacturing_start(), line(chen.page, expansion));
  await press(m.manufacturing_start_now(), line(chen.page, expansion));
  await seen(line(camille.page, expansion).getByText(m.manufacturing_operation_running()));
  expect(await camille.page.getByRole('button', { name: m.manufacturing_start() }).count()).toBe(0);
  expect(await camille.stayed()).toBe(true);
});

test('an update with a photo appears, is acknowledged, and the plant sees that', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at(`/mfg/b/${batch}/updates`)), camille.open(at(`/mfg/b/${batch}/updates`))]);
  await seen(camille.page.getByText(m.manufacturing_no_updates()));
  const photo = { name: 'vessel.png', mimeType: 'image/png', buffer: Buffer.from(picture('bioreactor')) };
  await chen.page.locator('main input[type=file]').setInputFiles(photo);
  await chen.page.getByLabel(m.manufacturing_update_label()).fill('Seed train started, vessel is clear.');
  await press(m.manufacturing_post_to({ names: 'Exemplis + Yangben' }), chen.page);
  await seen(camille.page.getByText('Seed train started, vessel is clear.'));
  const shown = the('link', m.files_open({ name: photo.name }), camille.page).locator('img');
  await seen(shown);
  await shown.evaluate((image) => (image as HTMLImageElement).decode());
  expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(640);
  await press(m.manufacturing_acknowledge(), camille.page);
  await seen(chen.page.getByText(m.manufacturing_acknowledged_by({ names: 'Exemplis' })));
});

endsInPeace(stage);
