import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { asc, eq, inArray } from 'drizzle-orm';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Reading, Series } from '@crossflow/domain/manufacturing/manufacturing';
import {
  correctReading,
  type CorrectReadingInput,
  enterReadings,
  type EnterReadingsInput,
} from '@crossflow/domain/manufacturing/reading';
import { outOfOrder } from '@crossflow/domain/manufacturing/series';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import type { Tx } from '../kernel/unit-of-work/tx.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { readingTable, seriesTable } from './manufacturing.table.ts';

@Injectable()
export class ReadingsService {
  readonly #work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.#work = work;
  }

  enter(caller: Caller, input: EnterReadingsInput) {
    return this.#work.run(caller, input, async (tx) => {
      // The batch is locked, so that two entries chain their digests one after the other.
      const batch = await tx.load('batch', input.batchId);
      const operation = await tx.find('operation', input.operationId);
      if (operation === null || operation.batchId !== batch.id) throw new Refused('not-found');
      const series = await tx.select(seriesTable, eq(seriesTable.operationId, operation.id));
      const readings = await readingsOf(tx, unordered(series, input));
      const outcome = enterReadings(batch, operation, tx.actor, input, { series, readings, digest }, { at: tx.now });
      return tx.record(outcome, operation.id);
    });
  }

  correct(caller: Caller, input: CorrectReadingInput) {
    return this.#work.run(caller, input, async (tx) => {
      const found = await tx.find('reading', input.readingId);
      if (found === null) throw new Refused('not-found');
      const batch = await tx.load('batch', found.batchId);
      const reading = await tx.load('reading', found.id);
      const series = await tx.load('series', reading.seriesId);
      const operation = await tx.load('operation', series.operationId);
      const readings = await readingsOf(tx, [series.id]);
      const standing = { series: [series], readings, digest };
      const outcome = correctReading(batch, operation, series, reading, tx.actor, input, standing, { at: tx.now });
      return tx.record(outcome, input.correctionId);
    });
  }

  /** All readings of some series, superseded ones too; a hidden series is left out like a missing one. */
  ofSeries(caller: Caller, seriesIds: readonly string[]) {
    return this.#work.read(caller, async (tx) =>
      tx.select(
        readingTable,
        inArray(readingTable.seriesId, [...seriesIds]),
        asc(readingTable.at),
        asc(readingTable.id),
      ),
    );
  }

  ofBatch(caller: Caller, batchId: string) {
    return this.#work.read(caller, async (tx) =>
      tx.select(readingTable, eq(readingTable.batchId, batchId), asc(readingTable.at), asc(readingTable.id)),
    );
  }
}

const readingsOf = async (tx: Tx, seriesIds: readonly string[]): Promise<Reading[]> =>
  seriesIds.length === 0 ? [] : tx.select(readingTable, inArray(readingTable.seriesId, [...seriesIds]));

/** The series that get points before one that stands: they are told again from all their readings. */
const unordered = (series: readonly Series[], { groups }: EnterReadingsInput): string[] =>
  series
    .filter((present) =>
      groups.some(({ parameter, points }) => parameter === present.parameter && outOfOrder(present, points)),
    )
    .map(({ id }) => id);

/** SHA-256 over the digest before and what was measured, in canonical JSON: whoever holds the readings can compute it again. */
export function digest(before: string, readings: readonly Reading[]): string {
  const measured = readings.map(({ id, at, value, censor, enteredAt, enteredBy, source }) => ({
    id,
    at,
    value,
    censor,
    enteredAt,
    enteredBy,
    source,
  }));
  return createHash('sha256').update(before).update(canonicalJson(measured)).digest('hex');
}
