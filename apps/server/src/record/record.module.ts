import { Inject, Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import { LAST_PLACE, type LedgerLine } from '@crossflow/domain/record/entry';
import { feature, kind } from '../kernel/feature.ts';
import { ledgerHead, ledgerLines } from '../kernel/sync/ledger.reads.ts';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { exportTable } from './record.table.ts';

const LINES_ON_A_PAGE = 60;
const LINES_IN_A_DOWNLOAD = 500;

/** A company's own ledger, read as activity and downloaded to be checked. */
@Injectable()
export class RecordService {
  readonly #work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.#work = work;
  }

  /** The latest lines, or those before a place; oldest first. */
  activity(caller: Caller, before: number | undefined): Promise<LedgerLine[]> {
    return this.#work.read(caller, (tx, connection) =>
      ledgerLines(connection, tx, { before: before ?? LAST_PLACE, most: LINES_ON_A_PAGE }),
    );
  }

  ledger(caller: Caller, after: number): Promise<{ lines: LedgerLine[]; head: { cursor: number; hash: string } }> {
    return this.#work.read(caller, async (tx, connection) => ({
      lines: await ledgerLines(connection, tx, { after, most: LINES_IN_A_DOWNLOAD }),
      head: await ledgerHead(connection, tx.actor.partyId),
    }));
  }
}

const n = z.int().min(0).max(LAST_PLACE);
const recordRouter = (record: RecordService) =>
  router({
    activity: memberProcedure
      .input(z.strictObject({ before: n.optional() }))
      .query(({ ctx, input }) => record.activity(ctx.caller, input.before)),
    ledger: memberProcedure
      .input(z.strictObject({ after: n }))
      .query(({ ctx, input }) => record.ledger(ctx.caller, input.after)),
  });

@Module({ providers: [RecordService], exports: [RecordService] })
export class RecordModule {}

export const record = feature({
  module: RecordModule,
  kinds: { export: kind(exportTable, { resident: true }) },
  router: (get) => recordRouter(get(RecordService)),
});
