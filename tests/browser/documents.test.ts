import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { m } from '@crossflow/i18n';
import { reportPdf } from '@crossflow/server/demo/report-pdf';
import { ask } from '../world/ticket-acts.ts';
import { choose, gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';

const stage = useStage();
const number = 'PD-DESC-777';

async function pdf(version: string) {
  const report = {
    ...{
      number,
      version,
      standing: 'Draft',
      title: 'Process description of the browser story',
      owner: 'Yangben BioWorks',
    },
    at: '2026-01-05T08:00:00.000Z',
    sections: [{ heading: 'Scope', paragraphs: ['Everything in here is invented.'] }],
  };
  return {
    name: `${number}-${version}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(await reportPdf(report)),
  };
}

/** How many points of the first page's picture are not white. */
async function ink(page: Page): Promise<number> {
  const canvas = page.getByRole('region', { name: m.documents_page_of({ page: 1, count: 1 }) }).locator('canvas');
  // The words over the picture are written after the picture is drawn.
  await seen(page.getByRole('region', { name: m.documents_page_of({ page: 1, count: 1 }) }).getByText('Scope'));
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    return data.filter((value, index) => index % 4 === 0 && value < 128).length;
  });
}

test('a version is uploaded, shared, reviewed, acknowledged and superseded, and the sponsor sees each step live', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  await Promise.all([chen.open(at('/docs')), camille.open(at('/docs'))]);
  await seen(camille.page.getByText(m.documents_empty_title()));
  await camille.mark();

  // Uploaded and shared in one act, which names who will see it.
  await the('button', m.documents_new(), chen.page).first().click();
  const dialog = the('dialog', m.documents_new_title(), chen.page);
  await dialog.getByLabel(m.documents_field_type(), { exact: true }).selectOption('PD-DESC');
  await dialog.getByLabel(m.documents_field_number(), { exact: true }).fill(number);
  await dialog.getByLabel(m.documents_field_title(), { exact: true }).fill('Process description of the browser story');
  await dialog.locator('input[type=file]').setInputFiles(await pdf('v0.1'));
  await dialog.getByLabel(m.documents_field_reason()).fill('First version');
  const shili = the('checkbox', /Shili/, dialog);
  if (await shili.isChecked()) await shili.uncheck({ force: true });
  await the('checkbox', /Exemplis/, dialog).check({ force: true });
  await the('radio', new RegExp(m.documents_share_now()), dialog).check({ force: true });
  await press(m.documents_add_do({ names: 'Exemplis + Yangben' }), dialog);
  await gone(dialog);
  await seen(the('heading', new RegExp(`${number} v0.1`), chen.page));

  // It appears in the sponsor's library and its page is drawn from the file.
  await camille.page.getByRole('row', { name: new RegExp(number) }).click();
  await seen(the('heading', new RegExp(`${number} v0.1`), camille.page));
  expect(await ink(camille.page)).toBeGreaterThan(500);

  // Sent to review: the sponsor is asked, disagrees, and the owner sees it.
  await press(m.documents_act_submit(), chen.page);
  await chen.page.getByLabel(m.documents_submit_due()).fill('2099-12-31');
  await press(m.documents_submit_do({ names: 'Exemplis' }), chen.page);
  await seen(camille.page.getByText(m.documents_waits_review({ version: 'v0.1' })));
  // Due as the owner's day ends, which is the same day for whoever reads it.
  for (const { page } of [chen, camille]) await seen(page.getByText(m.documents_due({ date: '31 Dec 2099' })));
  await press(m.documents_act_review({ version: 'v0.1' }), camille.page);
  const review = the('dialog', m.documents_review_dialog({ number, version: 'v0.1' }), camille.page);
  await the('radio', new RegExp(`^${m.documents_review_disagree()}`), review).check({ force: true });
  await the('textbox', m.documents_review_words(), review).fill('State the hold time before the low-pH step.');
  await press(m.documents_review_do({ names: 'Exemplis + Yangben' }), review);
  await seen(chen.page.getByText('State the hold time before the low-pH step.'));
  await seen(chen.page.getByText(m.documents_waits_answer({ version: 'v0.1' })));

  // Answered with a new version, which supersedes the first on both screens.
  await press(m.documents_act_new_version(), chen.page);
  const next = the('dialog', m.documents_new_version_title({ number }), chen.page);
  await next.locator('input[type=file]').setInputFiles(await pdf('v0.2'));
  await next.getByLabel(m.documents_field_reason()).fill('Hold time stated');
  await the('radio', new RegExp(m.documents_share_now()), next).check({ force: true });
  await press(m.documents_add_do({ names: 'Exemplis + Yangben' }), next);
  await gone(next);
  await seen(the('heading', new RegExp(`${number} v0.2`), camille.page));
  await the('navigation', m.documents_versions(), camille.page)
    .getByRole('link', { name: /^v0\.1/ })
    .click();
  await seen(camille.page.getByText(/^This version was superseded by v0\.2 on /));
  expect(await ink(camille.page)).toBeGreaterThan(500);
  await the('link', m.documents_open_version({ version: 'v0.2' }), camille.page).click();
  await seen(the('heading', new RegExp(`${number} v0.2`), camille.page));

  // Agreed to, approved, in force, and confirmed as read.
  await press(m.documents_act_submit(), chen.page);
  await press(m.documents_submit_do({ names: 'Exemplis' }), chen.page);
  await press(m.documents_act_review({ version: 'v0.2' }), camille.page);
  await press(m.documents_review_do({ names: 'Exemplis + Yangben' }), camille.page);
  await seen(chen.page.getByText(m.documents_verdict_agree(), { exact: true }));
  expect(await camille.stayed()).toBe(true);
});

test('quality approves a version and brings it into force, and the reader confirms having read it', async () => {
  const [shen, camille] = [await stage().seat('shen'), await stage().seat('camille')];
  await shen.open(at('/docs'));
  await shen.page.getByRole('row', { name: new RegExp(number) }).click();
  await press(m.documents_act_approve({ version: 'v0.2' }), shen.page);
  await press(m.documents_act_make_effective({ version: 'v0.2' }), shen.page);
  await press(
    m.documents_act_make_effective({ version: 'v0.2' }),
    the('dialog', m.documents_effective_title({ number, version: 'v0.2' }), shen.page),
  );
  await seen(camille.page.getByText(m.documents_waits_acknowledge({ version: 'v0.2' })));
  await press(m.documents_act_acknowledge({ version: 'v0.2' }), camille.page);
  await seen(camille.page.getByText(/^You confirmed reading on /));
  await seen(shen.page.getByText('Camille Arnoux').first());
});

test('the other company sees nothing of a draft that its owner keeps', async () => {
  const [chen, camille] = [await stage().seat('chen'), await stage().seat('camille')];
  const token = 'Draft reason 90210 kept inside';
  await choose(m.documents_more(), m.documents_act_new_version(), chen.page);
  const next = the('dialog', m.documents_new_version_title({ number }), chen.page);
  await next.locator('input[type=file]').setInputFiles(await pdf('v0.3'));
  await next.getByLabel(m.documents_field_reason()).fill(token);
  await the('radio', new RegExp(m.documents_keep_private({ name: 'Yangben' })), next).check({ force: true });
  await press(m.documents_add_do_private({ name: 'Yangben' }), next);
  await seen(chen.page.getByText(token).first());
  // A word said after it has arrived.
  const cdmo = await stage().player('chen');
  const sponsor = await stage().player('camille');
  await ask(cdmo, sponsor, 'Said after the draft', sponsor.actor.seat | cdmo.actor.seat);
  await camille.open(at('/tickets'));
  await seen(camille.page.getByRole('link', { name: 'Said after the draft' }));
  expect((await camille.recording.received()).filter((text) => text.includes(token))).toEqual([]);
  expect((await camille.recording.received()).some((text) => text.includes('Hold time stated'))).toBe(true);
});

endsInPeace(stage);
