import { randomInt, randomUUID } from 'node:crypto';
import type { ProgramRole } from '@crossflow/domain/access/actor';
import { HIGHEST_SEAT, seatBit } from '@crossflow/domain/access/audience';
import type { Member, Party, WorkingHours } from '@crossflow/domain/organizations/organization';
import { created } from '@crossflow/domain/record/change';
import type { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';

export interface PlannedMember {
  readonly personId: string;
  readonly name: string;
  readonly nameZh?: string | null;
  readonly title: string;
  readonly role: ProgramRole;
  readonly timeZone: string;
}
export interface PlannedParty {
  readonly organizationId: string;
  readonly name: string;
  readonly nameZh?: string | null;
  readonly shortName: string;
  readonly shortNameZh?: string | null;
  readonly monogram: string;
  readonly kind: string;
  readonly territories: readonly string[];
  readonly city: string;
  readonly timeZone: string;
  readonly workingHours?: WorkingHours;
  readonly holidays?: readonly string[];
  readonly workdays?: readonly string[];
  /** Where it joined later than the program began. */
  readonly startsAt?: string;
  /** Organizations of this program that must not learn of this one. */
  readonly hiddenFrom?: readonly string[];
  readonly members: readonly PlannedMember[];
}
export interface PlannedProgram {
  readonly code: string;
  readonly name: string;
  readonly nameZh?: string | null;
  readonly startsAt: string;
  readonly parties: readonly PlannedParty[];
}
export interface OpenedProgram {
  readonly programId: string;
  readonly parties: readonly Party[];
  readonly members: readonly Member[];
}

const OFFICE_HOURS: WorkingHours = { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5] };
const EVERY_SEAT = 0x7fff_ffff;

/** Opens a program with its companies and their people. Who may know of whom is settled here, by each party's audience. */
export async function openProgram(work: UnitOfWork, planned: PlannedProgram): Promise<OpenedProgram> {
  const programId = randomUUID();
  const seats = drawSeats(planned.parties.length);
  const parties = planned.parties.map((party, index) => partyRow(programId, planned, party, seats[index] ?? 0, seats));
  const members = planned.parties.flatMap((party, index) =>
    party.members.map((member) => memberRow(programId, party.startsAt ?? planned.startsAt, member, parties[index])),
  );
  const { code, name, nameZh = null } = planned;
  await work.runAsKeeper(programId, () =>
    Promise.resolve({
      changes: [
        ...parties.map((party) => created('party', 'joined', party)),
        created('program', 'opened', {
          id: programId,
          programId,
          audience: EVERY_SEAT,
          version: 1,
          code,
          name,
          nameZh,
        }),
        ...members.map((member) => created('member', 'joined', member)),
      ],
      notices: [],
    }),
  );
  return { programId, parties, members };
}

/** Seats are drawn at random: a company that sees seats 4 and 17 learns nothing of how many others there are. */
function drawSeats(count: number): number[] {
  const free = Array.from({ length: HIGHEST_SEAT + 1 }, (_, seat) => seat);
  return Array.from({ length: count }, () => free.splice(randomInt(free.length), 1)[0] ?? 0);
}

function partyRow(
  programId: string,
  program: PlannedProgram,
  party: PlannedParty,
  seat: number,
  seats: readonly number[],
): Party {
  const {
    organizationId,
    name,
    nameZh = null,
    shortName,
    shortNameZh = null,
    monogram,
    kind,
    territories,
    city,
    timeZone,
  } = party;
  const knowing = program.parties.flatMap((other, index) => {
    const hidden = party.hiddenFrom?.includes(other.organizationId) || other.hiddenFrom?.includes(organizationId);
    return hidden ? [] : [seatBit(seats[index] ?? 0)];
  });
  return {
    ...{ id: randomUUID(), programId, version: 1, audience: knowing.reduce((all, bit) => all | bit, 0) },
    ...{ organizationId, name, nameZh, shortName, shortNameZh, monogram, kind, seat, territories, city, timeZone },
    workingHours: party.workingHours ?? OFFICE_HOURS,
    ...{ holidays: party.holidays ?? [], workdays: party.workdays ?? [] },
    startsAt: party.startsAt ?? program.startsAt,
    endsAt: null,
  };
}

function memberRow(programId: string, startsAt: string, member: PlannedMember, party: Party | undefined): Member {
  if (party === undefined) throw new Error('a member needs a party');
  const { personId, name, nameZh = null, title, role, timeZone } = member;
  const row = { id: randomUUID(), programId, version: 1, audience: party.audience, partyId: party.id };
  return { ...row, personId, name, nameZh, title, role, timeZone, startsAt, endsAt: null };
}
