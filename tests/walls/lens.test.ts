import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import { cases } from './cases/index.ts';
import { call, each, procedures, reasonOf, request, resultOf } from './door.ts';
import { maySee } from './oracle.ts';
import { guarded, openStage, sees, type AnyRow, type Knocker, type Stage } from './stage.ts';
import { Tally } from './tally.ts';

// A matrix on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

let stage: Stage;
let parties: readonly AnyRow[];
beforeAll(async () => {
  stage = await openStage();
  parties = (await stage.rows('party')).get('party')!;
}, 300_000);
afterAll(() => stage.close());

type Rows = ReadonlyMap<string, readonly AnyRow[]>;

async function bootstrap(as: Knocker, lens?: AnyRow): Promise<Rows> {
  const program = as.viewer.part!.program;
  const path = `/sync/${program}/bootstrap?as=${as.memberId}${lens === undefined ? '' : `&lens=${lens.id}`}`;
  const { bytes, body } = await request(stage.world.server.origin + path, { cookie: as.cookie, memberId: null });
  expect(bytes.startsWith('200'), bytes.slice(0, 200)).toBe(true);
  const [, ...parts] = String(body)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; rows: AnyRow[] });
  const found = new Map<string, AnyRow[]>();
  for (const { kind, rows } of parts) found.set(kind, [...(found.get(kind) ?? []), ...rows]);
  return found;
}

/** Companies that a member knows of besides the own one, each with a member of it where the stage has one. */
const lensesOf = (as: Knocker) =>
  parties
    .filter((party) => sees(as)(party) && party.id !== as.partyId && party.programId === as.viewer.part?.program)
    .map((party) => ({ party, member: stage.members.find(({ partyId }) => partyId === party.id) }));

/** Each pair once: a member of each company and a company that it knows of. */
const pairs = () =>
  stage.members
    .filter((as, place) => stage.members.findIndex(({ partyId }) => partyId === as.partyId) === place)
    .flatMap((as) => lensesOf(as).map((lens) => ({ as, ...lens })));

/** What this member could really ask a procedure. */
async function inputOf(path: string, as: Knocker): Promise<unknown> {
  const [feature, name] = path.split('.') as [string, string];
  const one = cases[feature]?.[name];
  const rows = await stage.rows(...new Set((one?.slots ?? []).map(({ kind }) => kind)));
  const asked = (one?.slots ?? []).map(({ kind }) => rows.get(kind)!.find(sees(as)) ?? rows.get(kind)![0]!);
  return one?.input?.({ rows: asked, fresh: (one.fresh ?? []).map(() => randomUUID()), as });
}

const known = (as: Knocker) =>
  parties.filter(sees(as)).reduce((all, party) => all | (1 << Number(party['seat'])), as.seat);

test('what is shown as a company is, byte for byte, what that company has itself, as far as the viewer sees it too; for every pair of companies', async () => {
  const tally = new Tally();
  const compared = pairs().filter(({ member }) => member !== undefined);
  expect(compared.length).toBeGreaterThan(6);
  for (const { as, party, member } of compared) {
    const [own, theirs, shown] = [await bootstrap(as), await bootstrap(member!), await bootstrap(as, party)];
    const where = `${as.name} as ${String(party['shortName'])}`;
    for (const kind of new Set([...own.keys(), ...theirs.keys(), ...shown.keys()])) {
      const mine = new Set((own.get(kind) ?? []).map(({ id }) => id));
      const expected = (theirs.get(kind) ?? [])
        .filter(({ id }) => mine.has(id))
        .map((row) => ({ ...row, audience: row.audience & known(as) }));
      const same = canonicalJson(shown.get(kind) ?? []) === canonicalJson(expected);
      tally.holds(same, `${where}: ${kind}, ${(shown.get(kind) ?? []).length} shown, ${expected.length} expected`);
    }
    tally.cell(
      true,
      [...shown.values()].flat().length < [...own.values()].flat().length,
      `${where} shows less than one's own`,
    );
  }
  tally.report('walls/lens, bootstrap');
});

test('every read gives through a company’s eyes nothing that it or the viewer may not see', async () => {
  const tally = new Tally();
  for (const procedure of procedures(stage).filter(({ mutation }) => !mutation)) {
    const [feature, name] = procedure.path.split('.') as [string, string];
    const one = cases[feature]?.[name];
    if (one?.shown === undefined || one.door !== undefined) continue;
    const rows = await stage.rows(...new Set((one.slots ?? []).map(({ kind }) => kind)));
    for (const { as, party } of pairs()) {
      const asked = (one.slots ?? []).map(({ kind }) => rows.get(kind)!.find(sees(as)) ?? rows.get(kind)![0]!);
      const told = await call(stage.world.server.origin, procedure, as, one.input?.({ rows: asked, fresh: [], as }), {
        'x-crossflow-lens': party.id,
      });
      if (told.status >= 400) continue;
      const viewer = { ...as.viewer, lens: new Set([Number(party['seat'])]) };
      for (const [kind, list] of Object.entries(one.shown(resultOf(told) as never))) {
        const all = new Map((await stage.rows(kind)).get(kind)!.map((row) => [row.id, row]));
        for (const { id } of list) {
          const row = all.get(id);
          if (row !== undefined)
            tally.cell(maySee(viewer, guarded(row), new Date()), true, `${procedure.path} by ${as.name}: ${kind}`);
        }
      }
    }
  }
  tally.report('walls/lens, reads');
});

test('a file is read through a company’s eyes where both see it; else it is answered like one that is not there', async () => {
  const tally = new Tally();
  const files = (await stage.rows('file')).get('file')!.filter((row) => row['mediaType'] === 'text/plain');
  for (const { as, party } of pairs()) {
    const viewer = { ...as.viewer, lens: new Set([Number(party['seat'])]) };
    const ask = (id: string) =>
      request(`${stage.world.server.origin}/files/${id}/name?as=${as.memberId}&lens=${party.id}`, {
        cookie: as.cookie,
        memberId: null,
      });
    const missing = (await ask(randomUUID())).bytes;
    await each(files, async (row) => {
      const told = await ask(row.id);
      const where = `file of audience ${row.audience} by ${as.name} as ${String(party['shortName'])}`;
      if (maySee(viewer, guarded(row), new Date())) tally.cell(true, told.status === 200, where);
      else tally.holds(told.status === 404 && told.bytes === missing, where);
    });
  }
  tally.report('walls/lens, downloads');
});

test('whoever looks through another company’s eyes writes nothing: every command is refused, personal ones too', async () => {
  const { members, world } = stage;
  const [as] = members;
  const { party } = lensesOf(as!)[0]!;
  for (const procedure of procedures(stage).filter(({ mutation }) => mutation)) {
    const [feature, name] = procedure.path.split('.') as [string, string];
    const one = cases[feature]?.[name];
    if (one === undefined || one.door !== undefined) continue;
    const input = await inputOf(procedure.path, as!);
    const told = await call(world.server.origin, procedure, as!, input, { 'x-crossflow-lens': party.id });
    expect(reasonOf(told), procedure.path).toBe('read-only');
  }
  const upload = await request(`${world.server.origin}/files`, as!, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '1', 'x-crossflow-lens': party.id },
  });
  expect(upload.bytes).toContain('read-only');
});

test('eyes whose name cannot be read are not one’s own: every procedure and route refuses, and nothing is written', async () => {
  const { members, world } = stage;
  const as = members[0]!;
  const real = lensesOf(as)[0]!.party.id;
  const before = canonicalJson([...(await bootstrap(as))]);
  const refused = { status: 400, reason: 'invalid-input' };
  const told = (answer: Awaited<ReturnType<typeof call>>) => ({ status: answer.status, reason: reasonOf(answer) });
  for (const procedure of procedures(stage)) {
    const input = await inputOf(procedure.path, as);
    for (const lens of ['x', '', `${real}, ${real}`]) {
      const headers = { 'x-crossflow-lens': lens };
      const where = `${procedure.path} as "${lens}"`;
      expect(told(await call(world.server.origin, procedure, as, input, headers)), where).toEqual(refused);
    }
  }
  const program = as.viewer.part!.program;
  for (const path of [`/sync/${program}/bootstrap`, `/sync/${program}/since/0`, `/ledger/${program}`]) {
    const url = `${world.server.origin}${path}?as=${as.memberId}`;
    for (const ask of [`${url}&lens=x`, `${url}&lens=`, `${url}&lens=${real}&lens=${real}`])
      expect(told(await request(ask, as)), ask).toEqual(refused);
    expect(told(await request(url, as, { headers: { 'x-crossflow-lens': 'x' } })), path).toEqual(refused);
  }
  expect(canonicalJson([...(await bootstrap(as))])).toBe(before);
});
