import '@fastify/compress';
import { asc } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LAST_PLACE } from '@crossflow/domain/record/entry';
import type { PersonalStream } from '../personal/personal-stream.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Connection } from '../database/database.ts';
import type { Kinds } from '../unit-of-work/kinds.ts';
import type { ReadTx } from '../unit-of-work/tx.ts';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { deltaAfter, ledgerHead, ledgerLines, readChecker } from './ledger.reads.ts';
import { parse, requireSignedIn, streamInProgram } from './request.ts';

const ROWS_IN_A_LINE = 500;
const LINES_IN_A_DELTA = 1_000;
const place = z.coerce.number().int().min(0).max(LAST_PLACE);

interface Parts {
  readonly sessions: Sessions;
  readonly work: UnitOfWork;
  readonly kinds: Kinds;
  readonly reads: PersonalStream;
}

/** Bootstrap and deltas: plain routes, newline-delimited JSON, compressed, each from one snapshot behind the wall. */
export function syncRoutes(fastify: FastifyInstance, parts: Parts): void {
  fastify.get('/sync/:program/bootstrap', async (request, reply) => {
    const lines = await streamInProgram(parts, request, (tx, connection) => bootstrap(tx, connection, parts.kinds));
    return reply.header('cache-control', 'no-store').type('application/x-ndjson').compress(lines);
  });

  fastify.get('/sync/:program/since/:n', async (request, reply) => {
    const n = parse(place, (request.params as { n: string }).n);
    const lines = await streamInProgram(parts, request, (tx, connection) => since(tx, connection, n));
    return reply.header('cache-control', 'no-store').type('application/x-ndjson').compress(lines);
  });

  fastify.get('/ledger/:program', async (request, reply) => {
    const lines = await streamInProgram(parts, request, wholeLedger);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="ledger.jsonl"')
      .type('application/x-ndjson')
      .compress(lines);
  });

  fastify.get('/ledger/check-ledger.mjs', async (_request, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="check-ledger.mjs"')
      .type('text/javascript')
      .send(await readChecker()),
  );

  fastify.get('/sync/personal/since/:n', async (request, reply) => {
    const { personId } = await requireSignedIn(parts.sessions, request);
    const n = parse(place, (request.params as { n: string }).n);
    return reply.header('cache-control', 'no-store').send(await parts.reads.since(personId, n));
  });
}

type Lines = AsyncIterable<readonly unknown[]>;

/** The whole of what a reader may see of a program's heads, and the place in its ledger that it stands for. */
async function* bootstrap(tx: ReadTx, connection: Connection, kinds: Kinds): Lines {
  const { cursor } = await ledgerHead(connection, tx.actor.partyId);
  const { known: _, ...actor } = { ...tx.actor } as typeof tx.actor & { known?: number };
  yield [{ cursor, actor }];
  for (const [kind, { table }] of kinds.resident()) {
    const rows = await tx.select(table, undefined, asc(table.id));
    for (let at = 0; at < rows.length; at += ROWS_IN_A_LINE)
      yield [{ kind, rows: rows.slice(at, at + ROWS_IN_A_LINE) }];
  }
}

async function* wholeLedger(tx: ReadTx, connection: Connection): Lines {
  for (let after = 0; ;) {
    const lines = await ledgerLines(connection, tx, { after, most: LINES_IN_A_DELTA });
    const last = lines.at(-1)?.n;
    if (last === undefined) return;
    yield lines;
    after = last;
  }
}

async function* since(tx: ReadTx, connection: Connection, n: number): Lines {
  for (let from = n; ;) {
    const delta = await deltaAfter(connection, tx, from, LINES_IN_A_DELTA);
    if (delta === undefined) return;
    yield [delta];
    from = delta.to;
  }
}
