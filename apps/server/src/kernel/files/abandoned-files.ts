import { Inject, Injectable } from '@nestjs/common';
import { discardedFile } from '@crossflow/domain/files/attach';
import type { File } from '@crossflow/domain/files/file';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { CLOCK, type Clock } from '../clock.ts';
import { Database } from '../database/database.ts';
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts';
import { ContentStore } from './content-store.ts';
import { fileTable } from './file.table.ts';
import { UPLOAD_LIFETIME_MS, Uploads } from './uploads.ts';

/** The daily job: uploads that were never attached to anything, and those that were never finished. */
@Injectable()
export class AbandonedFiles {
  readonly #database: Database;
  readonly #work: UnitOfWork;
  readonly #uploads: Uploads;
  readonly #content: ContentStore;
  readonly #clock: Clock;

  constructor(
    @Inject(Database) database: Database,
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(Uploads) uploads: Uploads,
    @Inject(ContentStore) content: ContentStore,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#database = database;
    this.#work = work;
    this.#uploads = uploads;
    this.#content = content;
    this.#clock = clock;
  }

  /** How many files were discarded. */
  async remove(): Promise<number> {
    const before = new Date(this.#clock.now().getTime() - UPLOAD_LIFETIME_MS);
    await this.#uploads.removeExpired();
    const abandoned = and(isNull(fileTable.subjectId), lt(fileTable.uploadedAt, before.toISOString()));
    const programs = await this.#database.transaction('keeper', 'read', ({ db }) =>
      db.selectDistinct({ programId: fileTable.programId }).from(fileTable).where(abandoned),
    );
    const discarded: File[] = [];
    for (const { programId } of programs) {
      await this.#work.runAsKeeper(programId, async ({ db }) => {
        const files: File[] = await db
          .select()
          .from(fileTable)
          .where(and(abandoned, eq(fileTable.programId, programId)))
          .for('update');
        discarded.push(...files);
        return { changes: files.map(discardedFile), notices: [] };
      });
    }
    for (const sha256 of new Set(discarded.map((file) => file.sha256))) await this.#discardContent(sha256, before);
    return discarded.length;
  }

  async #discardContent(sha256: string, before: Date): Promise<void> {
    const still = await this.#database.transaction('keeper', 'read', ({ db }) =>
      db.select({ id: fileTable.id }).from(fileTable).where(eq(fileTable.sha256, sha256)).limit(1),
    );
    if (still.length === 0) await this.#content.discard(sha256, before);
  }
}
