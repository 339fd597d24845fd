import { CDMO, LICENSEE, OTHER_SPONSOR, SPONSOR } from './cast.ts';
import type { Figure } from './figure.ts';
import { marking, openCrowd, openProduct, seatsOf, type Line, type Sent } from './line.ts';
import type { Seat } from './processes/crowd.ts';
import { perSecond } from './rate.ts';
import type { Stage } from './stage.ts';

const CALLERS = 16;
const SENT = 320;
const SENT_QUICK = 160;
const CLIENTS = 600;
const CLIENTS_QUICK = 300;

/** Entries heard by clients in a second, while they are written as fast as can be. */
async function deliveriesPerSecond({ crowd, send }: Line, count: number): Promise<number> {
  const sent: Sent[] = [];
  await perSecond(count, CALLERS, async () => void sent.push(await send()));
  const { last } = await crowd.ask(
    'heard',
    sent.map(({ id, to, asked }) => ({ id, to, since: asked })),
  );
  const first = Math.min(...sent.map(({ asked }) => asked));
  return (sent.reduce((sum, { to }) => sum + to, 0) * 1000) / (last - first);
}

/** All clients at one company, in a program of its own. */
async function oneCompany(stage: Stage, origin: string, clients: number): Promise<Line> {
  const seats = await seatsOf(origin, [OTHER_SPONSOR], 'BIRCH-7');
  const crowd = await openCrowd(stage);
  await crowd.ask('connect', { origin, count: clients, seats });
  return {
    crowd,
    send: await marking(origin, seats[0] as Seat, [{ companies: ['Third Party', 'Yangben'], to: clients }]),
  };
}

/** As many, of three companies; two thirds of them see two tickets in three. */
async function threeCompanies(stage: Stage, origin: string, clients: number): Promise<Line> {
  const seats = await seatsOf(origin, [SPONSOR, CDMO, LICENSEE]);
  const crowd = await openCrowd(stage);
  await crowd.ask('connect', { origin, count: clients, seats });
  const shown = [
    { companies: ['Exemplis', 'Yangben'], to: (clients * 2) / 3 },
    { companies: ['Exemplis', 'Shili'], to: (clients * 2) / 3 },
    { companies: ['Exemplis', 'Yangben', 'Shili'], to: clients },
  ];
  return { crowd, send: await marking(origin, seats[0] as Seat, shown) };
}

export const mixedCompanies: Figure = {
  ...{ id: 'P18', group: 'speed', unit: 'deliveries/s', rounds: 7 },
  title: `entries heard by ${CLIENTS} clients (${CLIENTS_QUICK} with --quick) of three companies with mixed audiences, beside as many of one company`,
  gate: { least: 0.8, of: 'ratio' },
  async measure(stage, quick) {
    const { origin } = await openProduct(stage);
    const [clients, count] = quick ? [CLIENTS_QUICK, SENT_QUICK] : [CLIENTS, SENT];
    const one = await oneCompany(stage, origin, clients);
    const three = await threeCompanies(stage, origin, clients);
    return async () => ({
      value: await deliveriesPerSecond(three, count),
      yardstick: await deliveriesPerSecond(one, count),
    });
  },
};
