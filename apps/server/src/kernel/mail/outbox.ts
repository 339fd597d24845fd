import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { personTable } from '../auth/auth.table.ts';
import { CLOCK, type Clock } from '../clock.ts';
import { Database } from '../database/database.ts';
import { mailTable } from '../database/kernel.table.ts';

export interface Letter {
  readonly to: string;
  readonly template: 'reset-password' | 'notification';
  readonly values: Readonly<Record<string, string>>;
}

/** Mail waits in the database until it has left; without a mail server it stays there, for the operator to see. */
@Injectable()
export class Outbox {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(@Inject(Database) database: Database, @Inject(CLOCK) clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async post({ to, template, values }: Letter): Promise<void> {
    const accounts = this.#database.accounts();
    const [person] = await accounts
      .select({ locale: personTable.locale })
      .from(personTable)
      .where(eq(personTable.email, to));
    const at = this.#clock.now().toISOString();
    await accounts
      .insert(mailTable)
      .values({ id: randomUUID(), to, locale: person?.locale ?? 'en', template, values: { ...values }, at });
  }
}
