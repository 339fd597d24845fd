import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { listenOn } from './listener.ts';

const TURNS_TO_SETTLE = 50;

afterEach(() => vi.useRealTimers());

test('a listener whose database hangs up at once asks again, and never more than once at a time', async () => {
  let asked = 0;
  const database = createServer((connection) => {
    asked += 1;
    connection.destroy();
  });
  await once(database.listen(0, '127.0.0.1'), 'listening');
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const { port } = database.address() as AddressInfo;

  const listener = await listenOn(`postgres://nobody@127.0.0.1:${port}/none`, 'a_channel', () => undefined);
  for (let attempts = 1; attempts <= 5; attempts += 1) {
    for (let turns = 0; turns < TURNS_TO_SETTLE; turns += 1) await turn();
    expect([asked, vi.getTimerCount()]).toEqual([attempts, 1]);
    const again = once(database, 'connection');
    vi.runOnlyPendingTimers();
    await again;
  }

  await listener.close();
  database.close();
});
