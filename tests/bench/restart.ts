import path from 'node:path';
import { CDMO_STAFF } from './cast.ts';
import { startChild } from './child.ts';
import type { Figure } from './figure.ts';
import { openCrowd, seatsOf } from './line.ts';
import { now } from './processes/answering.ts';
import type { Seat } from './processes/crowd.ts';
import { startProduct } from './product.ts';
import type { Stage } from './stage.ts';
import type { BareSocketParts } from './yardsticks/bare-socket.ts';

const CLIENTS = 1_000;
const CLIENTS_QUICK = 400;

interface Running {
  readonly origin: string;
  end(): Promise<void>;
}
/** Starts a server on this port, on a free one for 0. */
type StartOn = (port: number) => Promise<Running>;

async function productOn(stage: Stage): Promise<StartOn> {
  const url = await (await stage.databases()).fresh();
  return async (port) => {
    const { origin, child } = await startProduct(url, path.join(stage.directory, path.basename(url)), port);
    return { origin, end: () => child.end() };
  };
}

const bareOn: StartOn = async (port) => {
  const bare = await startChild<BareSocketParts>('./yardsticks/bare-socket.ts', { nodeArgs: ['--expose-gc'] });
  return { origin: `http://127.0.0.1:${await bare.ask('listen', port)}`, end: () => bare.end() };
};

/** Ends the server and starts it again; gives the time from when it listens until the last client is level. */
async function returning(
  stage: Stage,
  startOn: StartOn,
  count: number,
  seatsAt: (origin: string) => Promise<readonly Seat[]>,
): Promise<() => Promise<number>> {
  let server = await startOn(0);
  stage.after(() => server.end());
  const { origin } = server;
  const crowd = await openCrowd(stage);
  await crowd.ask('connect', { origin, count, seats: await seatsAt(origin) });
  return async () => {
    await crowd.ask('fallBehind');
    await server.end();
    server = await startOn(Number(new URL(origin).port));
    const since = now();
    return (await crowd.ask('level')) - since;
  };
}

export const restart: Figure = {
  ...{ id: 'P15', group: 'speed', unit: 'ms', rounds: 5 },
  title: `${CLIENTS.toLocaleString('en')} clients (${CLIENTS_QUICK} with --quick), each an entry behind, back and level after the server listens again, beside bare socket.io`,
  gate: { most: 3, of: 'ratio' },
  async measure(stage, quick) {
    const count = quick ? CLIENTS_QUICK : CLIENTS;
    const product = await returning(stage, await productOn(stage), count, (origin) => seatsOf(origin, CDMO_STAFF));
    const bare = await returning(stage, bareOn, count, () => Promise.resolve([]));
    return async () => ({ value: await product(), yardstick: await bare() });
  },
};
