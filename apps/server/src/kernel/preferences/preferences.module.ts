import { Inject, Injectable, Module } from '@nestjs/common';
import { and, asc, count, eq, ne } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import { keepInput, type KeepInput, type Preference } from '@crossflow/domain/preferences/inputs';
import type { Reply } from '@crossflow/domain/record/command';
import { CLOCK, type Clock } from '../clock.ts';
import { Database, type Db } from '../database/database.ts';
import { preferenceTable } from '../database/kernel.table.ts';
import { feature } from '../feature.ts';
import { memberProcedure, router } from '../trpc/trpc.ts';
import type { Caller } from '../unit-of-work/caller.ts';
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts';

const MOST = 200;

/** What people set for themselves. Nobody else's business: no entry, no ledger; the personal wall alone. */
@Injectable()
export class PreferencesService {
  readonly #work: UnitOfWork;
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(@Inject(UnitOfWork) work: UnitOfWork, @Inject(Database) database: Database, @Inject(CLOCK) clock: Clock) {
    this.#work = work;
    this.#database = database;
    this.#clock = clock;
  }

  async all(caller: Caller): Promise<Preference[]> {
    const programId = await this.#programOf(caller);
    return this.#own(caller, 'read', (db) =>
      db
        .select({ name: preferenceTable.name, value: preferenceTable.value })
        .from(preferenceTable)
        .where(eq(preferenceTable.programId, programId))
        .orderBy(asc(preferenceTable.name)),
    );
  }

  async keep(caller: Caller, { name, value }: KeepInput): Promise<Reply> {
    if (caller.lensPartyId !== undefined) throw new Refused('read-only');
    const programId = await this.#programOf(caller);
    const { personId } = caller;
    const at = this.#clock.now().toISOString();
    await this.#own(caller, 'write', async (db) => {
      const here = eq(preferenceTable.programId, programId);
      if (value === null) return db.delete(preferenceTable).where(and(here, eq(preferenceTable.name, name)));
      const [others] = await db
        .select({ n: count() })
        .from(preferenceTable)
        .where(and(here, ne(preferenceTable.name, name)));
      if ((others?.n ?? 0) >= MOST) throw new Refused('too-many-preferences');
      return db
        .insert(preferenceTable)
        .values({ personId, programId, name, value, at })
        .onConflictDoUpdate({
          target: [preferenceTable.personId, preferenceTable.programId, preferenceTable.name],
          set: { value, at },
        });
    });
    return { n: 0, id: personId };
  }

  /** Behind the wall: who has no part in the program keeps nothing there. */
  #programOf(caller: Caller): Promise<string> {
    return this.#work.read(caller, (tx) => Promise.resolve(tx.actor.programId));
  }

  #own<T>(caller: Caller, mode: 'read' | 'write', work: (db: Db) => Promise<T>): Promise<T> {
    return this.#database.personal(caller.personId, mode, ({ db }) => work(db));
  }
}

const preferencesRouter = (preferences: PreferencesService) =>
  router({
    all: memberProcedure.query(({ ctx }) => preferences.all(ctx.caller)),
    keep: memberProcedure.input(keepInput).mutation(({ ctx, input }) => preferences.keep(ctx.caller, input)),
  });

@Module({ providers: [PreferencesService], exports: [PreferencesService] })
export class PreferencesModule {}

export const preferences = feature({
  module: PreferencesModule,
  kinds: {},
  router: (get) => preferencesRouter(get(PreferencesService)),
});
