import { Inject, Injectable } from '@nestjs/common';
import { noticeBreach } from '@crossflow/domain/clocks/breach';
import { openStates, type Ticket } from '@crossflow/domain/tickets/ticket';
import { CLOCK, type Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database/database.ts';
import { Kinds } from '../kernel/unit-of-work/kinds.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { eq } from 'drizzle-orm';

/** Instants in the clocks are ISO text in UTC: their order is that of their letters. */
const PASSED = `select id, program_id as "programId" from ticket
  where state = any($2) and clocks is not null and (
    (clocks -> 'response' ->> 'metAt' is null and clocks -> 'response' ->> 'toldAt' is null and clocks -> 'response' ->> 'dueAt' < $1)
    or (clocks -> 'update' ->> 'toldAt' is null and clocks -> 'update' ->> 'dueAt' < $1)
    or (clocks -> 'resolution' ->> 'metAt' is null and clocks -> 'resolution' ->> 'toldAt' is null and clocks -> 'resolution' ->> 'dueAt' < $1)
    or (due_at < $1::timestamptz and (clocks ->> 'toldDue' is null or (clocks ->> 'toldDue')::timestamptz <> due_at)))
  order by id`;

/** The job that notices clocks which were let pass, so that both companies hear of it: once for each, in the record. */
@Injectable()
export class BreachWatch {
  readonly #database: Database;
  readonly #work: UnitOfWork;
  readonly #kinds: Kinds;
  readonly #clock: Clock;

  constructor(
    @Inject(Database) database: Database,
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(Kinds) kinds: Kinds,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#database = database;
    this.#work = work;
    this.#kinds = kinds;
    this.#clock = clock;
  }

  /** How many tickets were told of. One act for each ticket: one that moves, or fails, does not hold up the others. */
  async look(): Promise<number> {
    const now = this.#clock.now().toISOString();
    const passed = await this.#database.transaction('keeper', 'read', (connection) =>
      connection.query<{ id: string; programId: string }>(PASSED, [now, openStates], 'breaches'),
    );
    let told = 0;
    const failures: unknown[] = [];
    for (const one of passed) {
      try {
        told += await this.#tell(one);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} breaches could not be told`);
    return told;
  }

  async #tell({ id, programId }: { readonly id: string; readonly programId: string }): Promise<number> {
    let changes = 0;
    await this.#work.runAsKeeper(programId, async ({ db }, at) => {
      const { table } = this.#kinds.get('ticket');
      const [ticket] = await db.select().from(table).where(eq(table.id, id)).for('update');
      const outcome = ticket === undefined ? NOTHING : noticeBreach(ticket as unknown as Ticket, at);
      changes = outcome.changes.length;
      return outcome;
    });
    return changes;
  }
}

const NOTHING = { changes: [], notices: [] };
