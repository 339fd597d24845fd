import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import { type Entry, GENESIS_HASH, type LedgerLine } from '@crossflow/domain/record/entry';
import { hashedContent } from '@crossflow/domain/record/ledger';
import { type Answered, each, reasonOf, request } from './door.ts';
import { maySee, seatsIn } from './oracle.ts';
import { plainRoutes } from './routes.ts';
import { kinds } from './schema.ts';
import { type AnyRow, guarded, type Knocker, openStage, sees, type Stage } from './stage.ts';
import { Tally } from './tally.ts';

// A matrix on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 300_000);
afterAll(() => stage.close());

const at = (path: string, as: Knocker, init: RequestInit = {}) =>
  request(stage.world.server.origin + path, { cookie: as.cookie, memberId: null }, init);
const withHeader = (path: string, as: Knocker, init: RequestInit = {}) =>
  request(stage.world.server.origin + path, as, init);
const asQuery = (as: Knocker) => (as.memberId === null ? '' : `as=${as.memberId}`);
const programOf = (as: Knocker) => as.viewer.part?.program ?? stage.world.sponsor.programId;
const linesOf = ({ body }: Answered): unknown[] =>
  typeof body === 'string'
    ? body
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown)
    : [body];
const TUS = { 'tus-resumable': '1.0.0' };
const PATCHED = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };

/** Routes that hold nothing of any program, and those that this file, or another, tries. */
const nothingInside = ['/healthz', '/version', '/readyz', '/ledger/check-ledger.mjs', '*', '/*'];
const tried = [
  '/auth/*',
  '/trpc/:path',
  '/sync/personal/since/:n',
  '/sync/:program/bootstrap',
  '/sync/:program/since/:n',
  '/ledger/:program',
  '/export/:program',
  '/files',
  '/files/:id',
  '/files/:id/:name',
];

test('every route is known here', () => {
  const paths = new Set(plainRoutes(stage.world).map((route) => route.split(' ')[1]!));
  expect(
    [...paths].filter((path) => !nothingInside.includes(path) && !tried.includes(path)),
    'routes without a case',
  ).toEqual([]);
  expect(
    tried.filter((path) => !paths.has(path)),
    'cases without a route',
  ).toEqual([]);
});

test('what holds nothing of any program says the same to everybody', async () => {
  for (const path of ['/healthz', '/version', '/readyz', '/ledger/check-ledger.mjs']) {
    const answers = new Set<string>();
    for (const as of [...stage.members, ...stage.strangers]) answers.add((await withHeader(path, as)).bytes);
    expect(answers.size, path).toBe(1);
  }
});

test('strangers are refused by every route in the same words', async () => {
  const tally = new Tally();
  const [file] = (await stage.rows('file')).get('file')!;
  for (const as of stage.strangers) {
    const answers = new Set<string>();
    const told = async (name: string, answer: Answered) => {
      tally.cell(false, answer.status < 400, `${name} by ${as.name}`);
      answers.add(`${answer.status} ${reasonOf(answer)}`);
      await Promise.resolve();
    };
    const { programId } = stage.world.sponsor;
    for (const path of [
      `/sync/${programId}/bootstrap`,
      `/sync/${randomUUID()}/bootstrap`,
      `/sync/${programId}/since/0`,
      `/sync/${programId}/since/99999`,
      `/ledger/${programId}`,
      `/export/${programId}`,
      `/files/${file!.id}/x`,
      `/files/${randomUUID()}/x`,
    ]) {
      await told(path, await at(`${path}?${asQuery(as)}`, as));
      await told(path, await withHeader(path, as));
    }
    await told(
      'POST /files',
      await withHeader('/files', as, { method: 'POST', headers: { ...TUS, 'upload-length': '1' } }),
    );
    await told(
      'PATCH /files',
      await withHeader(`/files/${randomUUID()}`, as, { method: 'PATCH', headers: PATCHED, body: 'x' }),
    );
    await told('DELETE /files', await withHeader(`/files/${file!.id}`, as, { method: 'DELETE', headers: TUS }));
    tally.holds(answers.size === 1, `${as.name}: ${[...answers].join(', ')}`);
    if (as.cookie === null || as.cookie.includes('forged'))
      tally.cell(false, (await at('/sync/personal/since/0', as)).status < 400, `personal by ${as.name}`);
  }
  tally.report('walls/routes, strangers');
});

test('a bootstrap gives all rows that the oracle shows, no other, and no seat that the company may not know of; through borrowed eyes as well', async () => {
  const tally = new Tally();
  const resident = [...kinds].filter(([, { resident }]) => resident).map(([kind]) => kind);
  const rows = await stage.rows(...resident);
  const parties = rows.get('party')!;
  for (const as of stage.members) {
    const lenses = [undefined, ...parties.filter((party) => sees(as)(party))];
    const known = new Set(parties.filter(sees(as)).map((party) => Number(party['seat'])));
    for (const lens of lenses) {
      const told = await at(
        `/sync/${programOf(as)}/bootstrap?${asQuery(as)}${lens === undefined ? '' : `&lens=${lens.id}`}`,
        as,
      );
      const [, ...parts] = linesOf(told) as { kind: string; rows: AnyRow[] }[];
      const viewer = lens === undefined ? as.viewer : { ...as.viewer, lens: new Set([Number(lens['seat'])]) };
      const where = `bootstrap of ${as.name}${lens === undefined ? '' : ` as ${String(lens['shortName'])}`}`;
      for (const kind of resident) {
        const given = new Map(
          parts.filter((part) => part.kind === kind).flatMap((part) => part.rows.map((row) => [row.id, row])),
        );
        for (const row of rows.get(kind)!)
          tally.cell(maySee(viewer, guarded(row), new Date()), given.has(row.id), `${where}: ${kind}`);
        for (const row of given.values())
          tally.holds(
            [...seatsIn(row.audience)].every((seat) => known.has(seat)),
            `${where}: ${kind} names a seat unknown to it`,
          );
      }
    }
  }
  tally.report('walls/routes, bootstrap');
});

test('another program, and the eyes of a company that is hidden or elsewhere, are refused like ones that are not there', async () => {
  const tally = new Tally();
  const parties = (await stage.rows('party')).get('party')!;
  const programs = (await stage.rows('program')).get('program')!.map(({ id }) => id);
  for (const as of stage.members) {
    const other = programs.find((id) => id !== programOf(as))!;
    for (const path of ['/sync/:program/bootstrap', '/sync/:program/since/0', '/ledger/:program', '/export/:program']) {
      const ask = (program: string, lens = '') =>
        at(`${path.replace(':program', program)}?${asQuery(as)}${lens === '' ? '' : `&lens=${lens}`}`, as);
      tally.holds(
        (await ask(other)).bytes === (await ask(randomUUID())).bytes,
        `${path} of another program by ${as.name}`,
      );
      const missing = await ask(programOf(as), randomUUID());
      for (const hidden of parties.filter((party) => !sees(as)(party))) {
        const told = await ask(programOf(as), hidden.id);
        tally.holds(told.status === 403 && told.bytes === missing.bytes, `${path} as a hidden company by ${as.name}`);
      }
    }
  }
  tally.report('walls/routes, elsewhere');
});

test('deltas and the downloaded ledger hold every entry that the company may see and no other, without a gap, and the chain is whole', async () => {
  const tally = new Tally();
  const entries = (await stage.rows('entry')).get('entry')!;
  for (const as of stage.members) {
    const ledger = linesOf(await at(`/ledger/${programOf(as)}?${asQuery(as)}`, as)) as LedgerLine[];
    const whole = linesOf(await at(`/sync/${programOf(as)}/since/0?${asQuery(as)}`, as)) as {
      lines: Pick<LedgerLine, 'n' | 'entry'>[];
    }[];
    const half = Math.floor(ledger.length / 2);
    const late = linesOf(await at(`/sync/${programOf(as)}/since/${half}?${asQuery(as)}`, as)) as {
      lines: Pick<LedgerLine, 'n' | 'entry'>[];
    }[];
    const ids = (lines: readonly Pick<LedgerLine, 'n' | 'entry'>[]) =>
      lines.map(({ n, entry }) => `${n} ${entry?.id}`).join();
    tally.holds(
      ids(whole.flatMap(({ lines }) => lines)) === ids(ledger),
      `deltas of ${as.name} differ from its ledger`,
    );
    tally.holds(
      ids(late.flatMap(({ lines }) => lines)) === ids(ledger.slice(half)),
      `later deltas of ${as.name} differ from its ledger`,
    );
    const given = new Set(ledger.map(({ entry }) => entry?.id));
    for (const entry of entries) tally.cell(sees(as)(entry), given.has(entry.id), `ledger of ${as.name}: entry`);
    checkChain(ledger, as, tally);
  }
  tally.report('walls/routes, ledgers');
});

function checkChain(ledger: readonly LedgerLine[], as: Knocker, tally: Tally): void {
  let before = GENESIS_HASH;
  for (const [place, { n, hash, contentHash, entry }] of ledger.entries()) {
    const content = createHash('sha256')
      .update(canonicalJson(hashedContent(entry as Entry)))
      .digest('hex');
    const chained = createHash('sha256')
      .update(Buffer.from(before + contentHash, 'hex'))
      .digest('hex');
    tally.holds(n === place + 1 && content === contentHash && chained === hash, `ledger of ${as.name}, line ${n}`);
    before = hash;
  }
}

test("a person's own stream holds that person's notifications alone", async () => {
  const tally = new Tally();
  const all = (await stage.rows('notification')).get('notification')!;
  for (const as of stage.members) {
    const { notifications } = (await at('/sync/personal/since/0', as)).body as { notifications: { id: string }[] };
    const given = new Set(notifications.map(({ id }) => id));
    for (const row of all)
      tally.cell(row['personId'] === as.personId, given.has(row.id), `personal stream of ${as.name}`);
  }
  tally.report('walls/routes, personal');
});

const downloads: readonly (readonly [string, RequestInit])[] = [
  ['', {}],
  ['&inline=1', {}],
  ['', { method: 'HEAD' }],
  ['', { headers: { range: 'bytes=0-1' } }],
  ['', { headers: { range: 'bytes=99999999-' } }],
];

test('a file is read by those who see its row; hidden and missing files are answered with the same bytes, however they are asked for', async () => {
  const tally = new Tally();
  const files = (await stage.rows('file')).get('file')!.filter((row) => row['mediaType'] === 'text/plain');
  for (const as of stage.members)
    await each(files, async (row) => {
      const ask = (id: string, query: string, init: RequestInit) =>
        at(`/files/${id}/any%20name?${asQuery(as)}${query}`, as, init);
      if (sees(as)(row)) {
        tally.cell(true, (await ask(row.id, '', {})).status === 200, `file of audience ${row.audience} by ${as.name}`);
        return;
      }
      // The etag is the id: who guesses it may not have it confirmed.
      const all = [...downloads, ['', { headers: { 'if-none-match': `"${row.id}"` } }] as const];
      const [query, init] = all[files.indexOf(row) % all.length]!;
      const [told, untold] = [await ask(row.id, query, init), await ask(randomUUID(), query, init)];
      tally.holds(
        told.status === 404 && told.bytes === untold.bytes,
        `hidden file by ${as.name}, ${JSON.stringify(init)}: ${told.bytes}`,
      );
    });
  tally.report('walls/routes, downloads');
});

test("another person's upload, under way or finished, is answered like none, and cannot be written, read or taken back", async () => {
  const tally = new Tally();
  const [sponsor] = stage.members;
  const begun = await withHeader('/files', sponsor!, {
    method: 'POST',
    headers: { ...TUS, 'upload-length': '4', 'upload-metadata': 'filename eA==' },
  });
  const location = /location: (\S+)/.exec(begun.bytes)?.[1];
  const under = new URL(location!, 'http://host/files').pathname.split('/').at(-1)!;
  const [finished] = (await stage.rows('file'))
    .get('file')!
    .filter((row) => row['uploadedBy'] === sponsor!.memberId && row['mediaType'] === 'text/plain');
  for (const as of stage.members.slice(1))
    for (const id of [under, finished!.id])
      for (const init of [
        { method: 'HEAD', headers: TUS },
        { method: 'PATCH', headers: PATCHED, body: 'leak' },
        { method: 'DELETE', headers: TUS },
      ] as RequestInit[]) {
        const [told, untold] = [
          await withHeader(`/files/${id}`, as, init),
          await withHeader(`/files/${randomUUID()}`, as, init),
        ];
        tally.holds(
          told.status === 404 && told.bytes === untold.bytes,
          `${init.method} of the sponsor's upload by ${as.name}: ${told.bytes}`,
        );
      }
  const offset = (await withHeader(`/files/${under}`, sponsor!, { method: 'HEAD', headers: TUS })).bytes;
  tally.holds(offset.includes('upload-offset: 0'), `the upload was moved: ${offset}`);
  tally.report('walls/routes, uploads');
});

test('signing in tells nothing of who has an account, and nobody signs up', async () => {
  const post = (path: string, body: unknown) =>
    request(
      `${stage.world.server.origin}/auth${path}`,
      { cookie: null, memberId: null },
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
  const wrong = { password: 'not the password at all' };
  const known = await post('/sign-in/email', { email: 'camille.arnoux@exemplis.example', ...wrong });
  const unknown = await post('/sign-in/email', { email: 'nobody.at.all@exemplis.example', ...wrong });
  expect(known.bytes).toBe(unknown.bytes);
  expect(known.status).toBe(401);
  const reset = [
    await post('/request-password-reset', { email: 'camille.arnoux@exemplis.example' }),
    await post('/request-password-reset', { email: 'nobody@exemplis.example' }),
  ];
  expect(reset[0]!.bytes).toBe(reset[1]!.bytes);
  const people = await stage.query<{ count: number }>('select count(*)::int as count from person');
  await post('/sign-up/email', { email: 'new@exemplis.example', name: 'New', password: 'long enough to be one' });
  expect(await stage.query('select count(*)::int as count from person')).toEqual(people);
});

test('after signing out, the old cookie opens nothing: no procedure, no route', async () => {
  const { world } = stage;
  const player = await world.join('helen');
  const { actor, cookie, programId } = player;
  const helen = { ...stage.members[0]!, cookie, memberId: actor.memberId };
  expect((await withHeader('/trpc/organizations.me', helen)).status).toBe(200);
  await request(
    `${world.server.origin}/auth/sign-out`,
    { cookie, memberId: null },
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
  );
  const paths = [
    '/trpc/organizations.me',
    '/trpc/tickets.opened',
    '/sync/personal/since/0',
    `/sync/${programId}/bootstrap`,
    `/ledger/${programId}`,
    `/export/${programId}`,
  ];
  const told = [];
  for (const path of paths) told.push([path, (await withHeader(path, helen)).status]);
  expect(told).toEqual(paths.map((path) => [path, 401]));
});
