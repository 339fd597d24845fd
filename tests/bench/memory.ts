import { startChild } from './child.ts';
import { CDMO_STAFF } from './cast.ts';
import type { Figure } from './figure.ts';
import { openCrowd, openProduct, seatsOf } from './line.ts';
import type { Seat } from './processes/crowd.ts';
import type { Stage } from './stage.ts';
import type { BareSocketParts } from './yardsticks/bare-socket.ts';

const FIRST = 100;
const CLIENTS = 1_000;
const CLIENTS_QUICK = 500;

/** More and more idle clients; gives what each of them takes of the server's memory. */
async function growing(stage: Stage, origin: string, seats: readonly Seat[], memory: () => Promise<number>) {
  const crowd = await openCrowd(stage);
  // Code and tables that the first ones need.
  await crowd.ask('connect', { origin, count: FIRST, seats });
  const before = await memory();
  let connected = 0;
  return async (more: number): Promise<number> => {
    await crowd.ask('connect', { origin, count: more, seats });
    connected += more;
    return ((await memory()) - before) / connected / 1000;
  };
}

export const idleMemory: Figure = {
  ...{ id: 'P8', group: 'size', unit: 'kB', rounds: 5 },
  title: 'memory of the server for one idle connection, after a collection, beside bare socket.io',
  gate: { most: 1.25, of: 'ratio' },
  async measure(stage, quick) {
    const { origin, child } = await openProduct(stage);
    const bare = await startChild<BareSocketParts>('./yardsticks/bare-socket.ts', { nodeArgs: ['--expose-gc'] });
    stage.after(() => bare.end());
    const bareOrigin = `http://127.0.0.1:${await bare.ask('listen', 0)}`;
    const product = await growing(stage, origin, await seatsOf(origin, CDMO_STAFF), () => child.ask('memory'));
    const yardstick = await growing(stage, bareOrigin, [], () => bare.ask('memory'));
    const count = quick ? CLIENTS_QUICK : CLIENTS;
    return async () => ({ value: await product(count), yardstick: await yardstick(count) });
  },
};
