import type { Type } from '@nestjs/common';
import type { Member, Party } from '@crossflow/domain/organizations/organization';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import type { CompanyKey, PersonKey } from './cast.ts';

/** One person of the cast, acting. `caller` is what services take. */
export interface CastMember {
  readonly caller: Caller;
  readonly member: Member;
  readonly party: Party;
  /** The company's own seat, as an audience. */
  readonly seat: number;
}

/**
 * The demo world while it is made. Features plan acts at a time (hours before now; negative is later) and the acts of all
 * features are then carried out in the order of time, with the clock set to it, so that every ledger reads like the story.
 */
export interface DemoWorld {
  readonly programId: string;
  /** Instant of the present, ISO. */
  readonly now: string;
  readonly parties: Readonly<Record<Exclude<CompanyKey, 'third'>, Party>>;
  as(person: PersonKey): CastMember;
  /** The audience of companies: `audience('exemplis', 'yangben')`. */
  audience(...companies: Exclude<CompanyKey, 'third'>[]): number;
  service<T>(token: Type<T>): T;
  /** ISO instant so many hours before now. */
  hoursAgo(hours: number): string;
  plan(hoursAgo: number, act: (at: string) => Promise<unknown>): void;
  /** Stores a file as this person, not yet attached; gives its id. */
  upload(person: PersonKey, file: { name: string; mediaType: string; bytes: Uint8Array }): Promise<string>;
  /** A fresh uuid; the same ones in every run. */
  id(): string;
}
