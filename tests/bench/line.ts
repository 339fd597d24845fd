import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Delta } from '../../packages/domain/src/record/entry.ts';
import { CDMO_STAFF, SPONSOR } from './cast.ts';
import { startChild, type Child } from './child.ts';
import { now } from './processes/answering.ts';
import type { CrowdParts, Seat } from './processes/crowd.ts';
import { call, seatOf, startProduct, type Product } from './product.ts';
import type { Stage } from './stage.ts';
import type { BareSocketParts } from './yardsticks/bare-socket.ts';

/** Something sent: the id by which it is heard, how many clients hear it, and when it was asked for and acknowledged. */
export interface Sent {
  readonly id: string;
  readonly to: number;
  readonly asked: number;
  readonly acked: number;
}
/** A server with clients in a process of their own, and a way to make each of them hear something. */
export interface Line {
  readonly crowd: Child<CrowdParts>;
  send(): Promise<Sent>;
}

const MARKS = ['agree', 'thanks', 'looking', 'question', 'done'] as const;
const TICKETS = 8;

/** The product on a database of its own, ended with the figure. */
export async function openProduct(stage: Stage): Promise<Product> {
  const url = await (await stage.databases()).fresh();
  const product = await startProduct(url, path.join(stage.directory, path.basename(url)));
  stage.after(() => product.child.end());
  return product;
}

export async function openCrowd(stage: Stage): Promise<Child<CrowdParts>> {
  const crowd = await startChild<CrowdParts>('./processes/crowd.ts');
  stage.after(() => crowd.end());
  return crowd;
}

export const seatsOf = async (origin: string, emails: readonly string[], code?: string): Promise<Seat[]> => {
  const seats: Seat[] = [];
  for (const email of emails) seats.push(await seatOf(origin, email, code));
  return seats;
};

/** The sponsor writes; so many clients of the CDMO hear it. */
export async function productLine(stage: Stage, clients: number): Promise<Line> {
  const { origin } = await openProduct(stage);
  const crowd = await openCrowd(stage);
  const sponsor = await seatOf(origin, SPONSOR);
  await crowd.ask('connect', { origin, count: clients, seats: await seatsOf(origin, CDMO_STAFF) });
  const shown = [{ companies: ['Exemplis', 'Yangben'], to: clients }];
  return { crowd, send: await marking(origin, sponsor, shown) };
}

/** Bare socket.io, which sends the same bytes on. */
export async function bareLine(stage: Stage, clients: number, delta: Delta): Promise<Line> {
  const server = await startChild<BareSocketParts>('./yardsticks/bare-socket.ts', { nodeArgs: ['--expose-gc'] });
  stage.after(() => server.end());
  const origin = `http://127.0.0.1:${await server.ask('listen', 0)}`;
  const crowd = await openCrowd(stage);
  await crowd.ask('connect', { origin, count: clients, seats: [] });
  const send = async () => {
    const id = randomUUID();
    const lines = delta.lines.map(({ n, entry }) => ({
      n,
      entry: entry === null ? null : { ...entry, commandId: id },
    }));
    const asked = now();
    await (await fetch(origin, { method: 'POST', body: JSON.stringify({ ...delta, lines }) })).text();
    return { id, to: clients, asked, acked: now() };
  };
  return { crowd, send };
}

/** One of the latest deltas, as the product's clients heard it. */
export async function deltaOf({ crowd, send }: Line): Promise<Delta> {
  const { id, asked } = await send();
  await crowd.ask('heard', [{ id, since: asked, to: 1 }]);
  const delta = await crowd.ask('told');
  if (delta === null) throw new Error('nothing was heard');
  return delta;
}

/** Sends at an even pace, whether or not what was sent before has arrived. */
export async function atPace(send: () => Promise<Sent>, count: number, perSecond: number): Promise<Sent[]> {
  const since = now();
  const sent: Promise<Sent>[] = [];
  for (let n = 0; n < count; n += 1) {
    await pause(Math.max(0, since + (n * 1000) / perSecond - now()));
    sent.push(send());
  }
  return Promise.all(sent);
}

interface Company {
  readonly id: string;
  readonly shortName: string;
  readonly seat: number;
}

/** The companies of the program that this seat knows of. */
async function companiesOf(origin: string, { cookie, programId, memberId }: Seat): Promise<Company[]> {
  const answer = await fetch(`${origin}/sync/${programId}/bootstrap?as=${memberId}`, { headers: { cookie } });
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  const parts = lines.map((line) => JSON.parse(line) as { kind?: string; rows?: readonly Company[] });
  return parts.flatMap(({ kind, rows }) => (kind === 'party' ? (rows ?? []) : []));
}

/** Shown to exactly these companies, the second of them asked; so many clients hear of it. */
export interface Shown {
  readonly companies: readonly string[];
  readonly to: number;
}

/** Marks on messages, put and taken away in turn: an entry each, that nobody is notified of. What is shown to whom takes turns. */
export async function marking(origin: string, seat: Seat, shown: readonly Shown[]): Promise<Line['send']> {
  const known = await companiesOf(origin, seat);
  const messages: { messageId: string; to: number }[] = [];
  for (let n = 0; n < TICKETS; n += 1)
    for (const { companies, to } of shown) {
      const seen = companies.flatMap((name) => known.filter(({ shortName }) => shortName === name));
      const messageId = randomUUID();
      await call(origin, seat, 'tickets.raise', {
        ...{ commandId: randomUUID(), ticketId: randomUUID(), messageId, category: 'TS-CELL', severity: 'S3' },
        ...{ title: 'How many hear this?', body: 'How many hear this?', turnParty: seen[1]?.id ?? '' },
        ...{ audience: seen.reduce((all, company) => all | (1 << company.seat), 0) },
        ...{ dueAt: null, mentions: [], fileIds: [] },
      });
      messages.push({ messageId, to });
    }
  const slots = MARKS.flatMap((mark) => messages.map((message) => ({ ...message, mark, reactionId: '' })));
  const under = new Map<object, Promise<unknown>>();
  let turn = 0;
  return async () => {
    const slot = slots[turn++ % slots.length];
    if (slot === undefined) throw new Error('no message to mark');
    // What is taken away must have been put.
    await under.get(slot);
    const { mark, messageId, to, reactionId: there } = slot;
    const reactionId = there === '' ? randomUUID() : there;
    slot.reactionId = there === '' ? reactionId : '';
    const id = randomUUID();
    const asked = now();
    const done =
      there === ''
        ? call(origin, seat, 'tickets.react', { commandId: id, reactionId, messageId, mark })
        : call(origin, seat, 'tickets.unreact', { commandId: id, reactionId });
    under.set(slot, done);
    await done;
    return { id, to, asked, acked: now() };
  };
}
