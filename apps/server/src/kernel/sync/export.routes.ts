import '@fastify/compress';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allow } from '@crossflow/domain/access/refusal';
import { exportRefusal, takeExport } from '@crossflow/domain/record/export';
import { m } from '@crossflow/i18n';
import type { Sessions } from '../auth/sessions.ts';
import type { ContentStore } from '../files/content-store.ts';
import type { Kinds } from '../unit-of-work/kinds.ts';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { archive } from './archive.ts';
import { collectExport, textPart } from './export.reads.ts';
import { readChecker } from './ledger.reads.ts';
import { inProgram } from './request.ts';
import { Spool } from './spool.ts';

interface Parts {
  readonly sessions: Sessions;
  readonly work: UnitOfWork;
  readonly kinds: Kinds;
  readonly content: ContentStore;
}

/** What a company takes along when it leaves a program: all that it may see and nothing else, as one archive, for its leads. */
export function exportRoutes(fastify: FastifyInstance, parts: Parts): void {
  // Asking for its head alone would take it, as far as the record can tell.
  fastify.get('/export/:program', { exposeHeadRoute: false }, async (request, reply) => {
    const spool = new Spool(tmpdir());
    reply.raw.once('close', () => void spool.close());
    await recordTaking(parts, request);
    const { collected, now } = await inProgram(parts, request, async (tx, connection) => ({
      collected: await collectExport(tx, connection, { ...parts, spool }),
      now: tx.now,
    }));
    const about = [m.kernel_export_read_me({}, { locale: 'en' }), m.kernel_export_read_me({}, { locale: 'zh-CN' })];
    const whole = [
      textPart('README.txt', `${about.join('\n\n')}\n`),
      textPart('check-ledger.mjs', await readChecker()),
      ...collected,
    ];
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="crossflow-export-${now.slice(0, 10)}.tar"`)
      .type('application/x-tar')
      .compress(archive(whole, new Date(now)));
  });
}

/** Refused as every route refuses, and written down: nothing is given that does not stand in the company's record. */
async function recordTaking(parts: Parts, request: FastifyRequest): Promise<void> {
  const caller = await inProgram(parts, request, (tx, _, asking) => {
    allow(exportRefusal({ role: tx.actor.role, readOnly: asking.lensPartyId !== undefined }));
    return Promise.resolve(asking);
  });
  const id = randomUUID();
  await parts.work.run(caller, { commandId: id }, (tx) => tx.record(takeExport(id, tx.actor, tx.now), id));
}
