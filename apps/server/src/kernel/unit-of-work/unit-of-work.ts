import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '@crossflow/domain/access/refusal';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { Outcome } from '@crossflow/domain/record/change';
import type { Reply } from '@crossflow/domain/record/command';
import { CLOCK, type Clock } from '../clock.ts';
import { Database, type Connection } from '../database/database.ts';
import { Bell } from '../gateway/bell.ts';
import type { Caller } from './caller.ts';
import { Kinds } from './kinds.ts';
import { recordOutcome, withReactions } from './recorder.ts';
import { type Entered, ReadTx, Tx } from './tx.ts';

type Command = { readonly commandId: string };
/** Thrown to leave the transaction when the command was carried out before: its first reply stands. */
class AlreadyDone extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('already done');
    this.reply = reply;
  }
}

const MOST_DRAWS = 12;
const UNIQUE_VIOLATION = '23505';

function isTakenKey(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, constraint } = cause as { code?: string; constraint?: string };
    if (code === UNIQUE_VIOLATION) return constraint?.endsWith('_program_id_key_unique') ?? false;
  }
  return false;
}

/** The way of every change: one transaction behind the wall, idempotent by `commandId`, then one ring of the bell. */
@Injectable()
export class UnitOfWork {
  readonly #database: Database;
  readonly #kinds: Kinds;
  readonly #clock: Clock;
  readonly #bell: Bell;

  constructor(
    @Inject(Database) database: Database,
    @Inject(Kinds) kinds: Kinds,
    @Inject(CLOCK) clock: Clock,
    @Inject(Bell) bell: Bell,
  ) {
    this.#database = database;
    this.#kinds = kinds;
    this.#clock = clock;
    this.#bell = bell;
  }

  /** Carries out a command once. `work` ends with `tx.record`. An answer means: committed and fsynced. */
  async run<C extends Command>(caller: Caller, command: C, work: (tx: Tx) => Promise<Reply>): Promise<Reply> {
    if (caller.lensPartyId !== undefined) throw new Refused('read-only');
    for (let attempt = 0; ; attempt += 1)
      try {
        return await this.#attempt(caller, command, work, attempt);
      } catch (error) {
        if (error instanceof AlreadyDone) return error.reply;
        // Perhaps by something hidden, so nobody hears of it: another key is drawn.
        if (attempt === MOST_DRAWS || !isTakenKey(error)) throw error;
      }
  }

  async #attempt(caller: Caller, command: Command, work: (tx: Tx) => Promise<Reply>, attempt: number): Promise<Reply> {
    let told: readonly string[] = [];
    let programId = '';
    const reply = await this.#database.transaction('member', 'write', async (connection) => {
      const now = this.#clock.now().toISOString();
      // The claim travels with the entering. Where that is refused there is no person to claim for: it fails, and all is undone.
      const entering = enter(connection, caller);
      const claimed = claim(connection, command, now);
      claimed.catch(() => undefined);
      const entered = await entering;
      programId = entered.programId;
      await claimed;
      const record = async (tx: Tx, outcome: Outcome, id: string, extra: Readonly<Record<string, unknown>>) => {
        const whole = await withReactions(tx, this.#kinds, outcome);
        const { memberId, partyId } = entered;
        const signer = { programId, memberId, partyId, commandId: command.commandId };
        const recorded = await recordOutcome({ connection, kinds: this.#kinds, now }, signer, whole, { ...extra, id });
        told = recorded.told;
        return recorded.reply;
      };
      return work(new Tx(entered, connection, this.#kinds, now, { record, attempt }));
    });
    this.#bell.ring({ programId, told });
    return reply;
  }

  /** One snapshot behind the wall; nothing can be written. */
  read<T>(caller: Caller, work: (tx: ReadTx, connection: Connection) => Promise<T>): Promise<T> {
    return this.#database.transaction('member', 'read', async (connection) => {
      const entered = await enter(connection, caller);
      return work(new ReadTx(entered, connection, this.#kinds, this.#clock.now().toISOString()), connection);
    });
  }

  /** A change that no person makes: the first rows of a program, the kernel's own jobs. Signed by nobody. */
  async runAsKeeper(programId: string, work: (connection: Connection, now: string) => Promise<Outcome>): Promise<void> {
    const told = await this.#database.transaction('keeper', 'write', async (connection) => {
      const now = this.#clock.now().toISOString();
      await connection.query("select set_config('app.program', $1, true)", [programId]);
      const outcome = await work(connection, now);
      const signer = { programId, memberId: null, partyId: null, commandId: null };
      return (await recordOutcome({ connection, kinds: this.#kinds, now }, signer, outcome, {})).told;
    });
    this.#bell.ring({ programId, told });
  }
}

async function enter(connection: Connection, caller: Caller): Promise<Entered> {
  const [row] = await connection.query<{ entered: Entered | { refused: string } }>(
    'select crossflow.enter($1, $2, $3) as entered',
    [caller.sessionId, caller.memberId, caller.lensPartyId ?? null],
    'enter',
  );
  if (row === undefined || 'refused' in row.entered)
    throw new Refused(row === undefined ? 'not-a-member' : (row.entered as { refused: string }).refused);
  return row.entered;
}

async function claim(connection: Connection, command: Command, now: string): Promise<void> {
  const hash = createHash('sha256').update(canonicalJson(command)).digest('hex');
  const [row] = await connection.query<{ claimed: { claimed?: true; reused?: true; reply?: Reply } }>(
    'select crossflow.claim_command($1, $2, $3) as claimed',
    [command.commandId, hash, now],
    'claim',
  );
  if (row?.claimed.reused) throw new Refused('command-reused');
  if (row?.claimed.reply) throw new AlreadyDone(row.claimed.reply);
}
