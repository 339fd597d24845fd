import '@fastify/compress';
import { tmpdir } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { allow } from '@crossflow/domain/access/refusal';
import { exportRefusal } from '@crossflow/domain/record/export';
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
  fastify.get('/export/:program', async (request, reply) => {
    const spool = new Spool(tmpdir());
    reply.raw.once('close', () => void spool.close());
    const { collected, now } = await inProgram(parts, request, async (tx, connection, caller) => {
      allow(exportRefusal({ role: tx.actor.role, readOnly: caller.lensPartyId !== undefined }));
      return { collected: await collectExport(tx, connection, { ...parts, spool }), now: tx.now };
    });
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
