import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import { Database } from '../database/database.ts';
import { AUTH, type Auth } from './auth.ts';
import { accountTable, personTable } from './auth.table.ts';

export type Person = typeof personTable.$inferSelect;
export type NewPerson = Pick<Person, 'name' | 'email'> &
  Partial<Pick<Person, 'nameZh' | 'locale' | 'timeZone' | 'operator'>>;
export type Preferences = Partial<Pick<Person, 'locale' | 'timeZone' | 'theme' | 'density' | 'shortcuts'>>;

/** People's accounts. They belong to no program, so they stand outside the wall and hold nothing of one. */
@Injectable()
export class Accounts {
  readonly #database: Database;
  readonly #auth: Auth;

  constructor(@Inject(Database) database: Database, @Inject(AUTH) auth: Auth) {
    this.#database = database;
    this.#auth = auth;
  }

  /** Makes a person who can sign in; an address that is in use is refused. */
  async create(person: NewPerson, password: string): Promise<string> {
    const { password: hasher } = await this.#auth.$context;
    const hash = await hasher.hash(password);
    const id = randomUUID();
    return this.#database.accounts().transaction(async (tx) => {
      const made = await tx
        .insert(personTable)
        .values({ ...person, id, email: person.email.toLowerCase(), emailVerified: true })
        .onConflictDoNothing()
        .returning({ id: personTable.id });
      if (made.length === 0) throw new Refused('email-in-use');
      await tx
        .insert(accountTable)
        .values({ id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password: hash });
      return id;
    });
  }

  async find(personId: string): Promise<Person | null> {
    const [person] = await this.#database.accounts().select().from(personTable).where(eq(personTable.id, personId));
    return person ?? null;
  }

  async isEmpty(): Promise<boolean> {
    const found = await this.#database.accounts().select({ id: personTable.id }).from(personTable).limit(1);
    return found.length === 0;
  }

  async savePreferences(personId: string, preferences: Preferences): Promise<void> {
    await this.#database
      .accounts()
      .update(personTable)
      .set({ ...preferences, updatedAt: new Date() })
      .where(eq(personTable.id, personId));
  }
}
