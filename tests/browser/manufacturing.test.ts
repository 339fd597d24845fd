import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { picture } from '@crossflow/server/demo/picture';
import { batch, startBatch } from './running-batch.ts';
import { press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';

const stage = useStage();
const [thaw, expansion] = ['Vial thaw', 'Seed train'];
test('readings are entered and the chart grows on the screen of the sponsor', async () => {
  await startBatch(stage());
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at(`/mfg/b/${batch}`)), camille.open(at(`/mfg/b/${batch}`))]);
  await seen(camille.page.getByText(m.manufacturing_no_readings()).first());
  await camille.mark();
  for (const [n, value] of [
    [1, '96.1'],
    [2, '95.4'],
  ] as const) {
    await press(m.manufacturing_enter_readings(), chen.page);
    const dialog = the('dialog', m.manufacturing_enter_readings(), chen.page);
    await dialog.getByRole('textbox', { name: /^Viability/ }).fill(value);
    await press(m.manufacturing_enter_for({ n: 1, names: 'Exemplis + Yangben' }), dialog);
    const chart = camille.page.getByRole('img', { name: new RegExp(`last ${value} %, ${n} readings?`) });
    await seen(chart.first());
    await seen(chart.first().locator('canvas'));
  }
  expect(await camille.stayed()).toBe(true);
});

test('an operation is completed and the next one started, seen by the sponsor as it happens', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at(`/mfg/b/${batch}/operations`)), camille.open(at(`/mfg/b/${batch}/operations`))]);
  const line = (page: typeof chen.page, name: string) =>
    the('region', m.manufacturing_tab_operations(), page).getByRole('row').filter({ hasText: name });
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
  const shown = the('link', /^vessel\.png/, camille.page).locator('img');
  await seen(shown);
  await shown.evaluate((image) => (image as HTMLImageElement).decode());
  expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(640);
  await press(m.manufacturing_acknowledge(), camille.page);
  await seen(chen.page.getByText(m.manufacturing_acknowledged_by({ names: 'Exemplis' })));
});

endsInPeace(stage);
