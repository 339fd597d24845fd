import { Inject, Injectable, Module } from '@nestjs/common';
import { markInput, type MarkInput } from '@crossflow/domain/notifications/inputs';
import type { Reply } from '@crossflow/domain/record/command';
import { feature } from '../kernel/feature.ts';
import { Bell } from '../kernel/gateway/bell.ts';
import { memberProcedure, router } from '../kernel/trpc/trpc.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { Database } from '../kernel/database/database.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';

/** A person's own marks. They are nobody else's business: no entry, no ledger, only the person's own stream. */
@Injectable()
export class NotificationsService {
  readonly #work: UnitOfWork;
  readonly #bell: Bell;
  readonly #database: Database;

  constructor(@Inject(UnitOfWork) work: UnitOfWork, @Inject(Bell) bell: Bell, @Inject(Database) database: Database) {
    this.#work = work;
    this.#bell = bell;
    this.#database = database;
  }

  async mark(caller: Caller, { ids, state }: MarkInput): Promise<Reply> {
    const programId = await this.#work.read(caller, (tx) => Promise.resolve(tx.actor.programId));
    const n = await this.#database.transaction('member', 'write', async (connection) => {
      await connection.query("select set_config('app.person', $1, true)", [caller.personId]);
      const [row] = await connection.query<{ n: number }>('select crossflow.mark_notifications($1, $2) as n', [
        ids,
        state,
      ]);
      return row?.n ?? 0;
    });
    this.#bell.ring({ programId, told: [caller.personId] });
    return { n, id: caller.personId };
  }
}

const notificationsRouter = (notifications: NotificationsService) =>
  router({
    mark: memberProcedure.input(markInput).mutation(({ ctx, input }) => notifications.mark(ctx.caller, input)),
  });

@Module({ providers: [NotificationsService], exports: [NotificationsService] })
export class NotificationsModule {}

export const notifications = feature({
  module: NotificationsModule,
  kinds: {},
  router: (get) => notificationsRouter(get(NotificationsService)),
});
