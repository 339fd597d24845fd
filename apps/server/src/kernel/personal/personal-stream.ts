import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';

/** A row of the person's own stream. */
export interface Notification {
  readonly id: string;
  readonly programId: string;
  readonly memberId: string;
  readonly n: number;
  readonly reason: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly entryId: string;
  readonly byMemberId: string | null;
  readonly at: string;
  readonly state: string;
  readonly snoozedUntil: string | null;
}
/** An object that the person wants to hear nothing of. */
export interface Muted {
  readonly subjectId: string;
  readonly at: string;
}
export interface Personal {
  readonly n: number;
  readonly notifications: readonly Notification[];
  /** All of them, the latest first. */
  readonly muted: readonly Muted[];
}

const FIELDS = `id, program_id as "programId", member_id as "memberId", n, reason, kind, subject_id as "subjectId",
  entry_id as "entryId", by_member_id as "byMemberId", at, state, snoozed_until as "snoozedUntil"`;
const MOST = 200;
const LATEST = 20;

/** Reads of the personal stream, behind the personal wall. */
@Injectable()
export class PersonalStream {
  readonly #database: Database;

  constructor(@Inject(Database) database: Database) {
    this.#database = database;
  }

  /** What is new after place `n`, oldest first; the newest 200 of them where there are more. */
  async since(personId: string, n: number, most = MOST): Promise<Personal> {
    return this.#database.personal(personId, 'read', async (connection) => {
      const rows = await connection.query<Notification & Record<string, unknown>>(
        `select ${FIELDS} from notification where person_id = $1 and n > $2 order by n desc limit $3`,
        [personId, n, most],
        'personal',
      );
      const notifications = rows
        .map((row) => ({ ...row, at: instant(row.at), snoozedUntil: row.snoozedUntil && instant(row.snoozedUntil) }))
        .reverse();
      const muted = await connection.query<Muted & Record<string, unknown>>(
        'select subject_id as "subjectId", at from mute where person_id = $1 order by at desc limit $2',
        [personId, MOST],
        'muted',
      );
      return {
        n: notifications.at(-1)?.n ?? n,
        notifications,
        muted: muted.map(({ subjectId, at }) => ({ subjectId, at: instant(at) })),
      };
    });
  }

  /** The end of the stream: enough for a client that is one step behind, and one further behind asks `since`. */
  async latest(personId: string): Promise<Personal> {
    return this.since(personId, 0, LATEST);
  }
}

const instant = (at: string | Date): string => new Date(at).toISOString();
