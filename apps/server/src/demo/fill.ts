import type { Type } from '@nestjs/common';
import { publicHolidays } from '@crossflow/domain/reference/public-holidays';
import type { App } from '../app.ts';
import { Accounts } from '../kernel/auth/accounts.ts';
import type { SettableClock } from '../kernel/clock.ts';
import { Database } from '../kernel/database/database.ts';
import { OrganizationsService } from '../organizations/organizations.service.ts';
import { type OpenedProgram, openProgram } from '../organizations/programs.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { companies, type CompanyKey, DEMO_PASSWORD, demoOperator, people, type PersonKey } from './cast.ts';
import { demoSeeds } from './seeds.ts';
import { worldOf } from './story.ts';

const STORY_STARTS_HOURS_AGO = 24 * 70;
const NOTICES_WAIT_HOURS = 48;

/** Makes the demo world in an empty database, through the same doors that people use. */
export async function fillDemoWorld(app: App, clock: SettableClock): Promise<void> {
  const now = new Date();
  const startsAt = new Date(now.getTime() - STORY_STARTS_HOURS_AGO * 3_600_000).toISOString();
  clock.set(startsAt);
  try {
    const { program, persons } = await openPartnership(app, startsAt);
    const story = await worldOf({ app, clock, now, program, personIds: persons });
    for (const seed of demoSeeds) await seed(story.world);
    await story.tell();
    await settleOldNotices(app, now);
  } finally {
    clock.set(null);
  }
}

/** What is days old has been dealt with: an inbox shows what waits now. */
async function settleOldNotices(app: App, now: Date): Promise<void> {
  const before = new Date(now.getTime() - NOTICES_WAIT_HOURS * 3_600_000).toISOString();
  await app
    .get(Database)
    .transaction('keeper', 'write', (connection) =>
      connection.query("update notification set state = 'done' where at < $1", [before]),
    );
}

/** The cast, their companies, and two programs: the partnership of the story, and another client's that nobody in it may detect. */
export async function openPartnership(app: App, startsAt: string) {
  const cast = await makeCast(app, startsAt);
  return { ...(await openPrograms(app, cast, startsAt)), persons: cast.persons };
}

interface Cast {
  readonly persons: Readonly<Record<PersonKey, string>>;
  readonly organizations: Readonly<Record<CompanyKey, string>>;
}

async function makeCast(app: App, startsAt: string): Promise<Cast> {
  const accounts = app.get(Accounts);
  const persons: Partial<Record<PersonKey, string>> = {};
  for (const [key, { name, nameZh, email, locale, company }] of Object.entries(people)) {
    const { timeZone } = companies[company];
    persons[key as PersonKey] = await accounts.create(
      { name, nameZh, email, locale, timeZone, operator: false },
      DEMO_PASSWORD,
    );
  }
  await accounts.create(demoOperator, DEMO_PASSWORD);
  const organizations: Partial<Record<CompanyKey, string>> = {};
  for (const [key, { name, nameZh }] of Object.entries(companies)) {
    const staff = Object.entries(people).filter(([, person]) => person.company === key);
    const members = staff.map(([person], place) => ({
      personId: persons[person as PersonKey] ?? '',
      role: place === 0 ? 'owner' : 'member',
    }));
    organizations[key as CompanyKey] = await app
      .get(OrganizationsService)
      .addOrganization(name, nameZh, members, startsAt);
  }
  return { persons, organizations } as Cast;
}

async function openPrograms(
  app: App,
  cast: Cast,
  startsAt: string,
): Promise<{ program: OpenedProgram; birch: OpenedProgram }> {
  const work = app.get(UnitOfWork as Type<UnitOfWork>);
  const hiddenFrom = { modelo: [cast.organizations.shili] };
  const program = await openProgram(work, {
    code: 'EXB-101',
    name: 'Soluble checkpoint-receptor Fc fusion',
    nameZh: '可溶性检查点受体 Fc 融合蛋白',
    startsAt,
    parties: [
      ...(['exemplis', 'shili', 'yangben'] as const).map((key) => party(cast, key, [])),
      { ...party(cast, 'modelo', hiddenFrom.modelo), startsAt: daysAfter(startsAt, 1) },
    ],
  });
  // Another client of the CDMO, and a consultant who acts for two companies: neither program knows of the other.
  const third = party(cast, 'third', []);
  const cdmo = party(cast, 'yangben', []);
  const birch = await openProgram(work, {
    code: 'BIRCH-7',
    name: 'Bispecific antibody, early development',
    nameZh: '双特异性抗体，早期开发',
    startsAt,
    parties: [
      { ...third, members: [...third.members, plannedMember(cast, 'marc')] },
      { ...cdmo, members: cdmo.members.filter(({ name }) => name === people.shen.name) },
    ],
  });
  return { program, birch };
}

/** The second licensee joined later: the first keeps the licensee's mark where both are known. */
const daysAfter = (instant: string, days: number) => new Date(Date.parse(instant) + days * 86_400_000).toISOString();

function party(cast: Cast, key: CompanyKey, hiddenFrom: readonly string[]) {
  const staff = (Object.keys(people) as PersonKey[]).filter((person) => people[person].company === key);
  return {
    ...companies[key],
    ...publicHolidays(companies[key].country),
    organizationId: cast.organizations[key],
    hiddenFrom,
    members: staff.map((person) => plannedMember(cast, person)),
  };
}

function plannedMember(cast: Cast, key: PersonKey) {
  const { name, nameZh, title, role, company } = people[key];
  return { personId: cast.persons[key], name, nameZh, title, role, timeZone: companies[company].timeZone };
}
