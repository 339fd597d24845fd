import { Inject, Injectable, Module } from '@nestjs/common';
import { allow } from '@crossflow/domain/access/refusal';
import {
  markInput,
  muteInput,
  objectsInput,
  snoozeInput,
  type MarkInput,
  type MuteInput,
  type ObjectsInput,
  type SnoozeInput,
} from '@crossflow/domain/notifications/inputs';
import { snoozeRefusal } from '@crossflow/domain/notifications/snooze';
import type { Party } from '@crossflow/domain/organizations/organization';
import type { Reply } from '@crossflow/domain/record/command';
import type { Row } from '@crossflow/domain/record/rows';
import { CLOCK, type Clock } from '../kernel/clock.ts';
import { Database, type Connection } from '../kernel/database/database.ts';
import { feature } from '../kernel/feature.ts';
import { Bell } from '../kernel/gateway/bell.ts';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';

const MOST_MUTED = 200;

/** A person's own marks. They are nobody else's business: no entry, no ledger, only the person's own stream. */
@Injectable()
export class NotificationsService {
  readonly #work: UnitOfWork;
  readonly #bell: Bell;
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(Bell) bell: Bell,
    @Inject(Database) database: Database,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#work = work;
    this.#bell = bell;
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Of any of a person's programs: as far as the member who was told of them still sees them, in the order asked for; and the
   * companies that this member knows there, who may see them.
   */
  objects(caller: Caller, { kind, ids }: ObjectsInput): Promise<{ rows: readonly Row[]; parties: readonly Party[] }> {
    return this.#work.read(caller, async (tx) => {
      const [found, parties] = [await tx.rowsOf(kind, ids), await tx.parties()];
      const byId = new Map<string, Row>(found.map((row) => [row.id, row]));
      return { rows: [...new Set(ids)].flatMap((id) => byId.get(id) ?? []), parties };
    });
  }

  mark(caller: Caller, { ids, state }: MarkInput): Promise<Reply> {
    return this.#own(caller, (connection) => placed(connection, 'mark_notifications', [ids, state]));
  }

  snooze(caller: Caller, { ids, until }: SnoozeInput): Promise<Reply> {
    if (until !== null) allow(snoozeRefusal(until, this.#clock.now().toISOString()));
    return this.#own(caller, (connection) => placed(connection, 'snooze_notifications', [ids, until]));
  }

  /** Any id is taken without a word: whether there is such an object, this door does not tell. */
  mute(caller: Caller, { subjectId, muted }: MuteInput): Promise<Reply> {
    const at = this.#clock.now().toISOString();
    return this.#own(caller, async (connection) => {
      const { personId } = caller;
      if (!muted)
        await connection.query('delete from mute where person_id = $1 and subject_id = $2', [personId, subjectId]);
      else
        await connection.query(
          `insert into mute (person_id, subject_id, at) select $1, $2, $3
           where (select count(*) from mute where person_id = $1) < $4 on conflict do nothing`,
          [personId, subjectId, at, MOST_MUTED],
        );
      return 0;
    });
  }

  async #own(caller: Caller, write: (connection: Connection) => Promise<number>): Promise<Reply> {
    const programId = await this.#work.read(caller, (tx) => Promise.resolve(tx.actor.programId));
    const n = await this.#database.personal(caller.personId, 'write', write);
    this.#bell.ring({ programId, told: [caller.personId] });
    return { n, id: caller.personId };
  }
}

async function placed(
  connection: Connection,
  how: 'mark_notifications' | 'snooze_notifications',
  values: readonly unknown[],
): Promise<number> {
  const [row] = await connection.query<{ n: number }>(`select crossflow.${how}($1, $2) as n`, values);
  return row?.n ?? 0;
}

const notificationsRouter = (notifications: NotificationsService) =>
  router({
    objects: memberProcedure.input(objectsInput).query(({ ctx, input }) => notifications.objects(ctx.caller, input)),
    mark: memberProcedure.input(markInput).mutation(({ ctx, input }) => notifications.mark(ctx.caller, input)),
    snooze: memberProcedure.input(snoozeInput).mutation(({ ctx, input }) => notifications.snooze(ctx.caller, input)),
    mute: memberProcedure.input(muteInput).mutation(({ ctx, input }) => notifications.mute(ctx.caller, input)),
  });

@Module({ providers: [NotificationsService], exports: [NotificationsService] })
export class NotificationsModule {}

export const notifications = feature({
  module: NotificationsModule,
  kinds: {},
  router: (get) => notificationsRouter(get(NotificationsService)),
});
