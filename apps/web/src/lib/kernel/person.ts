import type { Member, Party } from '@crossflow/domain/organizations/organization';
import { m } from '@crossflow/i18n';
import type { Live } from './live.svelte.ts';
import { markKind, shortName } from './audience.ts';
import { inLanguage } from './look.svelte.ts';

/** A person with their company, as ActorMark and sentences want them. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly kind: string;
  readonly party: string;
  readonly member: Member | undefined;
}

/** Whoever acted: a member, or the system where there is none. Members who left keep their names. */
export function actorOf(memberId: string | null, live: Live, partyId?: string | null): Actor {
  const member = live.get('member', memberId);
  const party = live.get('party', member?.partyId ?? partyId);
  const name = member === undefined ? m.kernel_system() : inLanguage(member.name, member.nameZh);
  return {
    id: memberId ?? 'system',
    name,
    initials: initials(member?.name ?? 'S'),
    kind: party === undefined ? 'system' : markKind(party, live.rows('party')),
    party: party === undefined ? '' : shortName(party),
    member,
  };
}

/** "CA" for Camille Arnoux. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}

export const partyOf = (partyId: string, live: Live): Party | undefined => live.get('party', partyId);
