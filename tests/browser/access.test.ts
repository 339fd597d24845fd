import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '@crossflow/i18n';
import { newId } from '../world/world.ts';
import { gone, press, seen, the } from './seeing.ts';
import { at, endsInPeace, useStage } from './stage.ts';
import { conversation, openConversation, question } from './ticket-pages.ts';

const stage = useStage();
const refused = /status of 40[13]/;

/** All that the browser keeps of this page's origin. */
async function onDisk(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error as Error);
      });
    const kept: unknown[] = [{ ...localStorage }];
    for (const { name } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name!));
      for (const store of database.objectStoreNames)
        kept.push(await answered(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(kept);
  });
}

test('a removed member loses the page without a touch of it, and the device forgets', async () => {
  const [wu, gu] = [await stage().seat('wu'), await stage().player('gu')];
  const key = await question(stage(), 'Seen until the last day');
  await openConversation(wu, key);
  wu.recording.excuse(refused);
  const { id } = gu.rows('member').find(({ name }) => name === 'Wu Ceshi')!;
  expect(await onDisk(wu.page)).toContain('Seen until the last day');
  await wu.mark();
  await gu.calls.organizations.endMember.mutate({ commandId: newId(), memberId: id });
  const told = [m.kernel_ended_title({}, wu.tongue), m.kernel_no_program_title({}, wu.tongue)];
  await seen(the('heading', new RegExp(told.join('|')), wu.page));
  await gone(conversation(wu));
  expect(await wu.stayed()).toBe(true);
  expect(await wu.page.content()).not.toContain('Seen until the last day');
  // Nothing of the company is left on the disk of the browser, and the door stays shut.
  await wu.page.reload();
  await seen(the('heading', m.kernel_no_program_title({}, wu.tongue), wu.page));
  expect(await onDisk(wu.page)).not.toContain('Seen until the last day');
});

test('who signs out in one tab is signed out in every tab', async () => {
  const chen = await stage().seat('chen');
  const key = await question(stage(), 'Open in two tabs');
  await openConversation(chen, key);
  chen.recording.excuse(refused);
  const other = await chen.tab(at('/tickets'));
  await seen(the('button', m.tickets_new(), other));
  await other.keyboard.press('Control+k');
  await the('combobox', m.kernel_command_search(), other).fill(m.kernel_command_sign_out());
  await other.keyboard.press('Enter');
  for (const page of [other, chen.page]) await seen(the('button', m.organizations_sign_in(), page));
  expect(await chen.page.content()).not.toContain('Open in two tabs');
  // Signing in again leads back to where the tab was.
  await chen.page.getByLabel(m.organizations_email()).fill('chen.lixing@yangben.example');
  await chen.page.getByLabel(m.organizations_password()).fill('crossflow-demo');
  await press(m.organizations_sign_in(), chen.page);
  await seen(conversation(chen).getByText('Open in two tabs'));
});

endsInPeace(stage);
