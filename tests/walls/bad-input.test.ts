import { connect } from 'node:net';
import fc from 'fast-check';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createRouter } from '../../apps/server/src/router.ts';
import { tell } from '../world/tell.ts';
import { headsOf, newId, openWorld, type World } from '../world/world.ts';
import { type Answered, call, each, procedures, request } from './door.ts';
import { bodies, junk, longText, type Shape } from './junk.ts';
import { socketEvents } from './routes.ts';
import { tellDocument } from './story/documents.ts';
import { tellBatch } from './story/manufacturing.ts';
import { tellTicket } from './story/tickets.ts';
import { counting, scopeOf } from './story/scope.ts';

const SEED = Number(process.env['CROSSFLOW_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = Number(process.env['CROSSFLOW_ROUNDS'] ?? 12);

let world: World;
beforeAll(async () => {
  world = await openWorld();
  console.log(`walls/bad-input: CROSSFLOW_SEED=${SEED} CROSSFLOW_ROUNDS=${ROUNDS}`);
});
afterAll(async () => {
  tell('I1', calls.asked, calls.failed);
  await world.close();
});

const sponsor = () => ({ cookie: world.sponsor.cookie, memberId: world.sponsor.actor.memberId });

/** What no answer may hold: traces of the server's insides. */
const INSIDES =
  /\bat \S+ \(|node_modules|\.ts:\d+|select .* from|insert into|syntax error|violates|constraint|postgres|drizzle|pg_|relation "|ECONN|TypeError|undefined is not|Cannot read/i;

const isCalm = (told: Answered): boolean => told.status < 500 && !INSIDES.test(insideOf(told));

function expectCalm(told: Answered, where: string): void {
  const calm = isCalm(told);
  calls.asked += 1;
  if (!calm) calls.failed += 1;
  const answer = told.bytes.split('\n').slice(1).join('\n');
  expect(told.status, `${where}: ${answer.slice(-600)}`).toBeLessThan(500);
  expect(calm, `${where}: ${insideOf(told).slice(0, 600)}`).toBe(true);
}
const calls = { asked: 0, failed: 0 };
const insideOf = ({ body }: Answered): string =>
  typeof body === 'string' ? body : JSON.stringify((body as { error?: unknown }).error ?? '');

async function expectAlive(): Promise<void> {
  expect((await fetch(`${world.server.origin}/readyz`)).status).toBe(200);
  await world.sponsor.calls.organizations.me.query();
}

/** The input schema of every procedure, as the procedure itself has it. */
function shapes(): Map<string, Shape> {
  const found = createRouter((token) => world.server.app.get(token))._def.procedures as unknown as Record<
    string,
    { _def: { inputs?: z.ZodType[] } }
  >;
  return new Map(
    Object.entries(found).map(([path, { _def }]) => [
      path,
      _def.inputs?.[0] === undefined
        ? {}
        : (z.toJSONSchema(_def.inputs[0], { io: 'input', unrepresentable: 'any' }) as Shape),
    ]),
  );
}

/** Ids that lead somewhere: to companies, people, a ticket, a document and a batch, so that junk comes past the first look-up. */
async function someIds(): Promise<string[]> {
  const { sponsor: own, cdmo } = world;
  const maker = await world.join('gu');
  const scopes = [scopeOf(own, [cdmo], counting()), scopeOf(maker, [own], counting())];
  const { ticketId, messageIds } = await tellTicket(scopes[0]!);
  const { documentId, versionId, draftId } = await tellDocument(scopes[0]!);
  const { campaignId, batchId, operationIds, readingIds } = await tellBatch(scopes[1]!);
  const people = [own, cdmo].flatMap(({ actor }) => [actor.partyId, actor.memberId]);
  return [
    ...people,
    ticketId,
    ...messageIds.slice(0, 2),
    documentId,
    versionId,
    draftId,
    campaignId,
    batchId,
    operationIds[0]!,
    readingIds[0]!,
  ];
}

test('every procedure answers junk made from its own schema calmly', async () => {
  const known = shapes();
  const real = await someIds();
  for (const procedure of procedures(world0())) {
    const inputs = fc.sample(junk(known.get(procedure.path)!, real), { seed: SEED, numRuns: ROUNDS });
    await each(inputs, async (input) => {
      const query = procedure.mutation ? '' : JSON.stringify(input);
      // A query travels in the address, and an address has an end.
      if (query !== undefined && query.length > 12_000) return;
      expectCalm(
        await call(world.server.origin, procedure, sponsor(), input),
        `${procedure.path} ${String(JSON.stringify(input)).slice(0, 300)}`,
      );
    });
  }
  console.log(`walls/bad-input: ${calls.asked} calls, ${calls.failed} answers of 500 and more`);
  await expectAlive();
}, 240_000);

test('every procedure answers bodies that are no input at all calmly, a megabyte long or nested without end', async () => {
  for (const { path } of procedures(world0()).filter((one) => one.mutation)) {
    await each(bodies.slice(0, 6), async (body) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      expectCalm(await request(`${world.server.origin}/trpc/${path}`, sponsor(), init), `${path} ${body.slice(0, 60)}`);
    });
  }
  const url = `${world.server.origin}/trpc/tickets.raise`;
  for (const body of bodies)
    expectCalm(
      await request(url, sponsor(), { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
      body.slice(0, 60),
    );
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/octet-stream',
    'x/y; charset=\u00ff',
  ])
    expectCalm(await request(url, sponsor(), { method: 'POST', headers: { 'content-type': type }, body: '{}' }), type);
  await expectAlive();
}, 240_000);

test('junk in paths, queries and headers is answered calmly by every route', async () => {
  const { programId, actor } = world.sponsor;
  const words = [
    '%00',
    '%ff%fe',
    '..%2f..%2fetc%2fpasswd',
    'x'.repeat(400),
    '__proto__',
    "';--",
    '%F0%9F%92%A9',
    '-1',
    '1e9',
    '99999999999999999999',
    'NaN',
    '%E2%80%AE',
  ];
  const paths = words.flatMap((word) => [
    `/sync/${word}/bootstrap?as=${actor.memberId}`,
    `/sync/${programId}/since/${word}?as=${actor.memberId}`,
    `/sync/personal/since/${word}`,
    `/sync/${programId}/bootstrap?as=${word}`,
    `/sync/${programId}/bootstrap?as=${actor.memberId}&lens=${word}`,
    `/ledger/${word}?as=${actor.memberId}`,
    `/files/${word}/${word}?as=${actor.memberId}`,
    `/files/${word}`,
    `/trpc/${word}`,
    `/trpc/tickets.thread?input=${word}`,
    `/trpc/record.activity,${word}?batch=1&input=${word}`,
    `/auth/${word}`,
    `/${word}`,
  ]);
  await each(paths, async (path) => expectCalm(await request(world.server.origin + path, sponsor()), path));
  for (const headers of [
    { 'x-crossflow-member': "';--" },
    { 'x-crossflow-lens': 'x' },
    { cookie: 'crossflow.session_token=%00%ff' },
    { range: 'bytes=a-b' },
    { 'upload-length': '-1', 'tus-resumable': '1.0.0' },
    { 'upload-length': '99999999999999999999', 'tus-resumable': '1.0.0' },
    { 'upload-length': '5', 'upload-metadata': 'filename !!!,,', 'tus-resumable': '9' },
  ] as Record<string, string>[]) {
    expectCalm(
      await request(`${world.server.origin}/trpc/tickets.opened`, sponsor(), { headers }),
      JSON.stringify(headers),
    );
    expectCalm(
      await request(`${world.server.origin}/files`, sponsor(), { method: 'POST', headers }),
      JSON.stringify(headers),
    );
  }
  expectCalm(
    await call(
      world.server.origin,
      { path: 'organizations.setup', mutation: true },
      { cookie: null, memberId: null },
      { operator: { name: longText.slice(0, 900_000) } },
    ),
    'a long name',
  );
  await expectAlive();
}, 120_000);

test('raw garbage on the socket ends that connection at most; others go on hearing', async () => {
  const { sponsor: listening, cdmo } = world;
  const socket = io(world.server.origin, {
    path: '/socket.io',
    transports: ['websocket'],
    extraHeaders: { cookie: listening.cookie },
    forceNew: true,
    reconnection: false,
  });
  onTestFinished(() => void socket.disconnect());
  await new Promise((resolve) => socket.on('connect', () => resolve(null)));
  const values = fc.sample(fc.oneof(fc.anything(), fc.jsonValue(), fc.uint8Array()), { seed: SEED, numRuns: 120 });
  for (const event of [...socketEvents(), 'nothing', 'disconnecting', '__proto__'].filter(
    (name) => name !== 'disconnecting',
  ))
    for (const value of values.filter(sendable)) socket.emit(event, value, value);
  socket.emit('join', { memberId: longText });
  for (const bytes of [
    '\u0000\u0001\u0002',
    'GET /socket.io/ HTTP/1.1\r\n\r\n',
    'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\ncontent-length: 3\r\n\r\nxxx',
    `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n\r\n`,
  ])
    await raw(bytes);
  await rawFrames(listening.cookie);
  const heads = await headsOf(world.server.databaseUrl);
  await cdmo.calls.tickets.raise.mutate({
    ...{
      commandId: newId(),
      ticketId: newId(),
      messageId: newId(),
      title: 'still here',
      category: 'TS-CELL',
      severity: 'S3',
      dueAt: null,
      body: 'still here',
      mentions: [],
      fileIds: [],
    },
    ...{ turnParty: listening.actor.partyId, audience: listening.actor.seat + cdmo.actor.seat },
  });
  await listening.reached((heads.get(listening.actor.partyId) ?? 0) + 1);
  await expectAlive();
}, 120_000);

test('an answer of 500, a stack and a word of SQL are each noticed', () => {
  const told = (status: number, message: string): Answered => ({
    status,
    bytes: `${status}\n${message}`,
    body: { error: { message } },
  });
  expect(isCalm(told(500, 'unexpected'))).toBe(false);
  expect(isCalm(told(400, 'TypeError: x\n    at work (/srv/app.ts:3)'))).toBe(false);
  expect(isCalm(told(409, 'duplicate key value violates unique constraint'))).toBe(false);
  expect(isCalm(told(422, 'not-your-turn'))).toBe(true);
});

const world0 = () => ({ world });

/** What socket.io's own client can encode at all. */
function sendable(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/** Bytes straight to the port; resolves when the server has closed the connection, or said something. */
function raw(bytes: string): Promise<void> {
  const { hostname, port } = new URL(world.server.origin);
  return new Promise((resolve) => {
    const connection = connect(Number(port), hostname, () => connection.end(bytes));
    connection.on('data', () => resolve());
    connection.on('close', () => resolve());
    connection.on('error', () => resolve());
  });
}

/** A real websocket with frames that are no packets. */
async function rawFrames(cookie: string): Promise<void> {
  for (const frame of [
    '',
    'x',
    '9'.repeat(1_000),
    '42["join"',
    '42["__proto__",{}]',
    '4'.repeat(20_000),
    '451-["join",{"_placeholder":true,"num":9}]',
    '\u0000',
  ]) {
    const socket = new WebSocket(`${world.server.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie },
    } as never);
    await new Promise<void>((resolve) => {
      socket.onopen = () => (socket.send(frame), socket.send('40'), socket.send(frame), socket.close());
      socket.onclose = () => resolve();
      socket.onerror = () => resolve();
    });
  }
}
