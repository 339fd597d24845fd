import { middle, repeated, type Figure, type Round } from './figure.ts';
import { atPace, bareLine, deltaOf, productLine, type Line } from './line.ts';
import type { Heard } from './processes/receipts.ts';
import type { Stage } from './stage.ts';

const PER_SECOND = 20;
const SENT = 100;
const SENT_QUICK = 50;

/** How long it took to every client, from when it was asked for or acknowledged. */
async function heardBy({ crowd, send }: Line, count: number, from: 'asked' | 'acked'): Promise<Heard> {
  const sent = await atPace(send, count, PER_SECOND);
  return crowd.ask(
    'heard',
    sent.map((one) => ({ id: one.id, since: one[from], to: one.to })),
  );
}

/** Product and yardstick with so many clients each; gives a round of what is looked at. */
async function openBoth(
  stage: Stage,
  clients: number,
  count: number,
  from: 'asked' | 'acked',
  part: 'p50' | 'p99',
): Promise<() => Promise<Round>> {
  const product = await productLine(stage, clients);
  const bare = await bareLine(stage, clients, await deltaOf(product));
  return async () => ({
    value: (await heardBy(product, count, from))[part],
    yardstick: (await heardBy(bare, count, from))[part],
  });
}

const requestToHandler = (id: string, part: 'p50' | 'p99', most: number): Figure => ({
  ...{ id, group: 'speed', unit: 'ms', rounds: 5, gate: { most, of: 'value' } },
  title: `request by one company to handlers at another, 200 clients, ${part}, beside bare socket.io`,
  measure: (stage, quick) => openBoth(stage, 200, quick ? SENT_QUICK : SENT, 'asked', part),
});

export const requestHeard = requestToHandler('P2', 'p50', 10);
export const requestHeardByLast = requestToHandler('P2b', 'p99', 20);

export const manyHear: Figure = {
  ...{ id: 'P1', group: 'speed', unit: 'ms', rounds: 5 },
  title: `acknowledged commit to handlers at another company, 1,000 clients (500 with --quick), ${PER_SECOND} entries/s, p99, beside bare socket.io`,
  gate: { most: 1.5, of: 'ratio' },
  measure: (stage, quick) => openBoth(stage, quick ? 500 : 1000, quick ? SENT_QUICK : SENT, 'acked', 'p99'),
  async curve(stage, quick) {
    const points: ({ at: number } & Round)[] = [];
    for (const at of quick ? [10, 100] : [10, 30, 100, 300, 1000, 3000]) {
      const round = await openBoth(stage, at, SENT_QUICK, 'acked', 'p99');
      points.push({ at, ...middle(await repeated(quick ? 1 : 3, round)) });
      await stage.settle();
    }
    return { along: 'clients', points };
  },
};
