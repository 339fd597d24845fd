import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib';
import type pg from 'pg';
import { SPONSOR } from './cast.ts';
import { startChild } from './child.ts';
import { middle, repeated, type Figure, type Round } from './figure.ts';
import { marking } from './line.ts';
import { plantEntries } from './many-rows.ts';
import { seatOf, startProduct } from './product.ts';
import type { Stage } from './stage.ts';
import type { BareFileParts } from './yardsticks/bare-file.ts';

const MANY = 10_000;
/** As browsers ask over a secure line. */
const ACCEPTED = 'gzip, deflate, br, zstd';

/** Tickets like this one but for what differs from ticket to ticket: ids, keys, words, people, instants, states. */
const PLANT = `insert into ticket select (jsonb_populate_record(t, jsonb_build_object(
    'id', gen_random_uuid(), 'key', 'B-' || i,
    'title', (select string_agg(word, ' ') from (select unnest($2::text[]) as word, random() as place, i order by 2 limit 7) w),
    'category', ($3::text[])[1 + floor(random() * 5)], 'severity', 'S' || (1 + floor(random() * 4)),
    'priority', ($4::text[])[1 + floor(random() * 4)], 'state', ($5::text[])[1 + floor(random() * 5)],
    'raised_at', w.at, 'turn_since', w.at, 'last_reply_at', w.at, 'updated_at', w.at))).*
  from ticket t, generate_series(1, $1::int) i, lateral (select now() - random() * interval '2 years' + i * interval '0' as at) w
  where t.id = (select min(id::text)::uuid from ticket)`;
const WORDS =
  'filter sizing step lactate rebound day charge variants lot seed train density shift feed rate titer glycan release resin lifetime virus clearance buffer hold'.split(
    ' ',
  );
const CATEGORIES = ['TS-CELL', 'TS-META', 'TS-CELL', 'TS-META', 'TS-CELL'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
const STATES = ['new', 'triaged', 'in-progress', 'awaiting-raiser', 'closed'];

interface Answer {
  readonly bytes: Buffer;
  readonly encoding: string;
}

/** The bytes as they come over the line. */
export const fetchPacked = (address: string, cookie: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get(address, { headers: { cookie, 'accept-encoding': ACCEPTED } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${address}: ${answer.statusCode}`));
      buffer(answer).then(
        (bytes) => resolve({ bytes, encoding: answer.headers['content-encoding'] ?? 'identity' }),
        reject,
      );
    }).on('error', reject);
  });

const unpackers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  ...{ gzip: gunzipSync, br: brotliDecompressSync, zstd: zstdDecompressSync, identity: (bytes: Buffer) => bytes },
};

interface Part {
  readonly cursor?: number;
  readonly kind?: string;
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
}

export function read({ bytes, encoding }: Answer): Part[] {
  const text = unpackers[encoding]?.(bytes).toString() ?? '';
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Part);
}

/** Kind by kind and column by column, without the names: the least that a table is when gzip packs it. */
function bareColumns(parts: readonly Part[]): Buffer {
  const kinds = Map.groupBy(parts, ({ kind }) => kind);
  const columns = [...kinds.values()].flatMap((some) => {
    const rows = some.flatMap(({ rows: own }) => own ?? []);
    return Object.keys(rows[0] ?? {}).map((name) => rows.map((row) => row[name]));
  });
  return gzipSync(JSON.stringify(columns));
}

interface Served {
  readonly address: string;
  readonly cookie: string;
  readonly programId: string;
  readonly admin: pg.Pool;
}

/** The product with so many tickets in one program. */
export async function serveMany(stage: Stage, many: number): Promise<Served> {
  const databases = await stage.databases();
  const url = await databases.fresh();
  const { origin, child } = await startProduct(url, path.join(stage.directory, path.basename(url)));
  stage.after(() => child.end());
  const seat = await seatOf(origin, SPONSOR);
  await marking(origin, seat, [{ companies: ['Exemplis', 'Yangben'], to: 0 }]);
  const admin = databases.admin(url);
  await admin.query(PLANT, [many, WORDS, CATEGORIES, PRIORITIES, STATES]);
  await admin.query('analyze ticket');
  stage.after(() => admin.end());
  const { programId, memberId, cookie } = seat;
  return { address: `${origin}/sync/${programId}/bootstrap?as=${memberId}`, cookie, programId, admin };
}

export const bootstrapSize: Figure = {
  ...{ id: 'P11', group: 'size', unit: 'kB', rounds: 1 },
  title: `first fetch of ${MANY.toLocaleString('en')} tickets, packed, beside gzip of their bare columns`,
  gate: { most: 1.3, of: 'ratio' },
  async measure(stage) {
    const { address, cookie } = await serveMany(stage, MANY);
    return async () => {
      const answer = await fetchPacked(address, cookie);
      return { value: answer.bytes.length / 1000, yardstick: bareColumns(read(answer)).length / 1000 };
    };
  },
};

async function millisecondsOf({ address, cookie }: Pick<Served, 'address' | 'cookie'>): Promise<number> {
  const since = performance.now();
  read(await fetchPacked(address, cookie));
  return performance.now() - since;
}

export const bootstrapTime: Figure = {
  ...{ id: 'P11b', group: 'speed', unit: 'ms', rounds: 9 },
  title: `first fetch of ${MANY.toLocaleString('en')} tickets until their rows are read, beside the same bytes in a static file`,
  gate: { most: 2, of: 'ratio' },
  async measure(stage) {
    return besideFile(stage, await serveMany(stage, MANY));
  },
  async curve(stage, quick) {
    const served = await serveMany(stage, MANY / 10);
    const round = await besideFile(stage, served);
    const points: ({ at: number } & Round)[] = [];
    for (const at of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]) {
      await plantEntries(served.admin, served.programId, at);
      points.push({ at, ...middle(await repeated(5, round)) });
    }
    return { along: 'entries in the program', points };
  },
};

/** The same bytes from a file, in turn with the product. */
export async function besideFile(
  stage: Stage,
  served: Pick<Served, 'address' | 'cookie'>,
): Promise<() => Promise<Round>> {
  const { bytes, encoding } = await fetchPacked(served.address, served.cookie);
  const file = path.join(stage.directory, `bootstrap-${randomUUID()}`);
  writeFileSync(file, bytes);
  const bare = await startChild<BareFileParts>('./yardsticks/bare-file.ts');
  stage.after(() => bare.end());
  const address = await bare.ask('serve', { file, encoding });
  return async () => ({
    value: await millisecondsOf(served),
    yardstick: await millisecondsOf({ address, cookie: '' }),
  });
}
