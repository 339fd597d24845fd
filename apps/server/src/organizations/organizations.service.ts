import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '@crossflow/domain/access/refusal';
import { setCalendar, type CalendarInput } from '@crossflow/domain/organizations/calendar';
import type { SaveProfileInput, SetupInput } from '@crossflow/domain/organizations/inputs';
import { endMember, type EndMemberInput } from '@crossflow/domain/organizations/members';
import { changed } from '@crossflow/domain/record/change';
import type { Member } from '@crossflow/domain/organizations/organization';
import type { Reply } from '@crossflow/domain/record/command';
import { eq } from 'drizzle-orm';
import { Accounts } from '../kernel/auth/accounts.ts';
import { CLOCK, type Clock } from '../kernel/clock.ts';
import { CONFIG, type Config } from '../kernel/config/config.ts';
import { Database } from '../kernel/database/database.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { membershipsOf } from './organizations.reads.ts';
import { memberTable, membershipTable, organizationTable } from './organizations.table.ts';
import { openProgram } from './programs.ts';

/** People, their preferences, the companies they act for, and the first start. */
@Injectable()
export class OrganizationsService {
  readonly #accounts: Accounts;
  readonly #database: Database;
  readonly #work: UnitOfWork;
  readonly #clock: Clock;
  readonly #config: Config;

  constructor(
    @Inject(Accounts) accounts: Accounts,
    @Inject(Database) database: Database,
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.#accounts = accounts;
    this.#database = database;
    this.#work = work;
    this.#clock = clock;
    this.#config = config;
  }

  /** What the sign-in page needs to know of this installation. */
  async installation() {
    return { demo: this.#config.DEMO, needsSetup: await this.#accounts.isEmpty() };
  }

  async me(personId: string) {
    const person = await this.#accounts.find(personId);
    if (person === null) throw new Refused('signed-out');
    const { id, name, nameZh, email, locale, timeZone, theme, density, shortcuts, operator } = person;
    const memberships = await membershipsOf(this.#database, personId);
    return { person: { id, name, nameZh, email, locale, timeZone, theme, density, shortcuts, operator }, memberships };
  }

  async saveProfile(personId: string, { commandId: _, ...preferences }: SaveProfileInput): Promise<void> {
    const given = Object.fromEntries(Object.entries(preferences).filter(([, value]) => value !== undefined));
    await this.#accounts.savePreferences(personId, given);
    if (preferences.timeZone === undefined) return;
    for (const { memberId, programId } of await membershipsOf(this.#database, personId))
      await this.#moveMember(programId, memberId, preferences.timeZone);
  }

  endMember(caller: Caller, input: EndMemberInput): Promise<Reply> {
    return this.#work.run(caller, input, async (tx) => {
      const member = await tx.load('member', input.memberId);
      return tx.record(endMember(member, tx.actor, tx.now), member.id);
    });
  }

  calendar(caller: Caller, input: CalendarInput): Promise<Reply> {
    return this.#work.run(caller, input, async (tx) => {
      const party = await tx.load('party', input.partyId);
      return tx.record(setCalendar(party, tx.actor, input), party.id);
    });
  }

  /** The first operator, organization, admin and program; only while there is nobody at all. */
  async setup(input: SetupInput): Promise<void> {
    if (this.#config.DEMO || !(await this.#accounts.isEmpty())) throw new Refused('already-set-up');
    const { organization, program } = input;
    const { timeZone } = organization;
    const operatorId = await this.#accounts.create(
      { ...named(input.operator), timeZone, operator: true },
      input.operator.password,
    );
    const admin = input.admin ?? input.operator;
    const adminId =
      input.admin === null
        ? operatorId
        : await this.#accounts.create({ ...named(input.admin), timeZone }, input.admin.password);
    const startsAt = this.#clock.now().toISOString();
    const organizationId = await this.addOrganization(
      organization.name,
      null,
      [{ personId: adminId, role: 'owner' }],
      startsAt,
    );
    const member = { personId: adminId, name: admin.name, title: '', role: 'lead', timeZone } as const;
    await openProgram(this.#work, {
      ...program,
      startsAt,
      parties: [{ ...organization, organizationId, territories: [], members: [member] }],
    });
  }

  /** An organization with its people; a company's part in a program is a party, opened apart. */
  async addOrganization(
    name: string,
    nameZh: string | null,
    people: readonly { personId: string; role: string }[],
    startsAt: string,
  ): Promise<string> {
    const id = randomUUID();
    await this.#database.accounts().transaction(async (tx) => {
      await tx.insert(organizationTable).values({ id, name, nameZh, createdAt: startsAt });
      if (people.length > 0)
        await tx.insert(membershipTable).values(people.map((person) => ({ ...person, organizationId: id, startsAt })));
    });
    return id;
  }

  async #moveMember(programId: string, memberId: string, timeZone: string): Promise<void> {
    await this.#work.runAsKeeper(programId, async ({ db }) => {
      const [row] = await db.select().from(memberTable).where(eq(memberTable.id, memberId)).for('update');
      const member = row as Member | undefined;
      if (member === undefined || member.timeZone === timeZone) return { changes: [], notices: [] };
      return { changes: [changed('member', 'updated', member, { ...member, timeZone })], notices: [] };
    });
  }
}

const named = ({ name, email }: { name: string; email: string }) => ({ name, email });
