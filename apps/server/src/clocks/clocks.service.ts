import { Inject, Injectable } from '@nestjs/common';
import { hoursHeld, type Held } from '@crossflow/domain/clocks/hours-held';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';

/** Zones differ by less than this from UTC: a company's month lies within it on both sides. */
const ZONE_HOURS = 15;

@Injectable()
export class ClocksService {
  readonly #work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.#work = work;
  }

  /** The hours each company held the turn in a month such as `2026-11`, over all tickets that the reader sees. */
  held(caller: Caller, month: string): Promise<Held[]> {
    return this.#work.read(caller, async (tx, connection) => {
      const from = new Date(Date.parse(`${month}-01T00:00:00.000Z`));
      const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
      const rows = await connection.query<{ partyId: string; since: string; until: string | null }>(
        HELD,
        [around(from, -ZONE_HOURS), around(to, ZONE_HOURS)],
        'held',
      );
      return hoursHeld(rows, await tx.parties(), Date.parse(tx.now), month);
    });
  }
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const HELD = `select party_id as "partyId", to_char(since at time zone 'UTC', ${ISO}) as since, to_char(until at time zone 'UTC', ${ISO}) as until
  from holding where since < $2 and (until is null or until > $1)`;

const around = (instant: Date, hours: number): string => new Date(instant.getTime() + hours * 3_600_000).toISOString();
