import { join } from 'node:path';
import { Inject, Injectable, Module } from '@nestjs/common';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { File } from '@crossflow/domain/files/file';
import { id } from '@crossflow/domain/record/command';
import { CONFIG, type Config } from '../config/config.ts';
import { feature, kind } from '../feature.ts';
import { memberProcedure, router } from '../trpc/trpc.ts';
import type { Caller } from '../unit-of-work/caller.ts';
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { AbandonedFiles } from './abandoned-files.ts';
import { ContentStore } from './content-store.ts';
import { fileTable } from './file.table.ts';
import { openStorage } from './storage.ts';
import { Uploads, UPLOADS_DIRECTORY } from './uploads.ts';

/** Attached files as their reader sees them. */
@Injectable()
export class FilesService {
  readonly #work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.#work = work;
  }

  attached(caller: Caller, subjectKind: string, subjectIds: readonly string[]): Promise<File[]> {
    const where = and(eq(fileTable.subjectKind, subjectKind as never), inArray(fileTable.subjectId, [...subjectIds]));
    return this.#work.read(caller, (tx) => tx.select(fileTable, where, asc(fileTable.uploadedAt), asc(fileTable.id)));
  }
}

const attachedInput = z.strictObject({ kind: z.string().max(40), ids: z.array(id).min(1).max(500) });
const filesRouter = (files: FilesService) =>
  router({
    attached: memberProcedure
      .input(attachedInput)
      .query(({ ctx, input }) => files.attached(ctx.caller, input.kind, input.ids)),
  });

@Module({
  providers: [
    {
      provide: ContentStore,
      inject: [CONFIG],
      useFactory: async (config: Config) => new ContentStore(await openStorage(config)),
    },
    { provide: UPLOADS_DIRECTORY, inject: [CONFIG], useFactory: (config: Config) => join(config.DATA_DIR, 'uploads') },
    Uploads,
    AbandonedFiles,
    FilesService,
  ],
  exports: [ContentStore, Uploads, AbandonedFiles, FilesService],
})
export class FilesModule {}

export const files = feature({
  module: FilesModule,
  kinds: {
    file: kind(fileTable, {
      within: { kind: '*', column: 'subjectId', kindColumn: 'subjectKind' },
      removable: true,
      searchable: { words: ['name'], at: 'uploadedAt' },
    }),
  },
  router: (get) => filesRouter(get(FilesService)),
});
